import fc from 'fast-check';
import { IssuedInvoice } from '../../../invoicing/invoice';
import { look } from '../../../invoicing/journal/claim';
import { fold } from '../../../invoicing/journal/fold';
import { parseRows, type NewRow } from '../../../invoicing/journal/row';
import { turnOf } from '../../../invoicing/journal/summary';
import { changesOf, seenOf } from '../../../invoicing/payments/changes';
import { openDocuments, periodOf } from '../../../invoicing/payments/open';
import { entriesAfter, isAwaited, type AfterProforma } from '../../../invoicing/payments/proforma';
import { paymentText } from '../../../invoicing/payments/text';
import { ENTRY } from '../journal/support';

const TODAY = '2026-12-10';
const NOW = '2026-12-10T09:00:00+01:00';

const doneRow = (changes: Record<string, unknown> = {}, entry: object = ENTRY) => ({
	...{ reference: 'bitrix24:demo:1:invoice:1', vendor: 'fakturownia', number: '1/11/2026', document_id: '11' },
	...{ amount: '1230.00', currency: 'PLN', due_date: '2026-12-20', client: '7', createdAt: '2026-11-22T10:00:00.000Z' },
	data: JSON.stringify({ v: 1, path: 'x', entry, fingerprint: 'f' }),
	...changes,
});
const issued = (changes: Partial<IssuedInvoice> = {}): IssuedInvoice =>
	IssuedInvoice.parse({
		...{ system: 'fakturownia', account: 'demo', documentId: '11', number: '1/11/2026', kind: 'vat', currency: 'PLN' },
		...{ reference: 'bitrix24:demo:1:invoice:1', net: '1000.00', vat: '230.00', gross: '1230.00' },
		...{ issueDate: '2026-11-22', dueDate: '2026-12-20', buyer: { name: 'A', taxId: '', emails: [] } },
		...{ legal: { state: 'legal' }, paid: '0.00', cancelled: false },
		...changes,
	});
/** Rows as the Data Table would answer them. */
const stored = (rows: NewRow[]) =>
	rows.map((row, index) => ({ ...row, id: index + 1, createdAt: '2026-12-01T00:00:00Z' }));

interface Turn {
	done?: object[];
	rows?: NewRow[];
	list?: IssuedInvoice[];
	after?: AfterProforma;
	today?: string;
	crm?: string;
}
function turn({
	done = [doneRow()],
	rows = [],
	list = [issued()],
	after = 'nothing',
	today = TODAY,
	crm = 'bitrix24',
}: Turn) {
	const finished = new Set(done.map((row) => (row as { reference: string }).reference));
	const open = openDocuments({
		...{ done, rows: parseRows(stored(rows)), crm, zone: 'Europe/Warsaw' },
		awaited: (document) => isAwaited(document, after, finished),
	});
	const seen = seenOf(open, list, today);
	const entries = entriesAfter(seen, after, finished, { now: NOW, today });
	return { open, period: periodOf(open, today), changes: changesOf(seen, 'pl'), entries };
}
const states = (changes: ReturnType<typeof turn>['changes']) => changes.map(({ payment }) => payment.state);

describe('what is new of the money', () => {
	it('from unpaid over a part to paid: each told once, the paid one asked for no more', () => {
		const rows: NewRow[] = [];
		const seen: string[] = [];
		for (const paid of ['0.00', '0.00', '500.00', '500.0', '730.00', '1230.00', '1230.00']) {
			const { changes } = turn({ rows, list: [issued({ paid })] });
			for (const { payment, row } of changes) {
				seen.push(payment.text ?? '');
				rows.push(row);
			}
		}
		expect(seen).toEqual([
			'1/11/2026: opłacono częściowo, 500.00 z 1230.00 PLN',
			'1/11/2026: opłacono częściowo, 730.00 z 1230.00 PLN',
			'1/11/2026: opłacona, 1230.00 PLN',
		]);
		expect(turn({ rows }).open).toEqual([]);
		expect(turn({ rows }).period).toBeUndefined();
	});

	it('overdue from the day after the due date, paid in part or not; cancelled; paid too much is paid', () => {
		const on = (today: string, changes: Partial<IssuedInvoice> = {}) =>
			states(turn({ today, list: [issued(changes)] }).changes);
		expect(on('2026-12-20')).toEqual([]);
		expect(on('2026-12-21')).toEqual(['overdue']);
		expect(on('2026-12-21', { paid: '1.00' })).toEqual(['overdue']);
		expect(on('2026-12-21', { paid: '1300.00' })).toEqual(['paid']);
		expect(on('2026-12-21', { cancelled: true })).toEqual(['cancelled']);
		expect(on('2026-12-21', { dueDate: undefined })).toEqual([]);
		const [overdue] = turn({ today: '2026-12-21', list: [issued({ paid: '1.00' })] }).changes;
		expect(overdue?.payment.text).toBe('1/11/2026: po terminie (2026-12-20), opłacono częściowo, 1.00 z 1230.00 PLN');
		expect(paymentText({ ...overdue!.payment, text: undefined })).toContain('overdue since 2026-12-20');
	});

	it('a deal that could not be told is told at the next turn; a row is there only for one that was', () => {
		const list = [issued({ paid: '1230.00' })];
		expect(turn({ list }).changes).toEqual(turn({ list }).changes);
		expect(turn({ list, rows: [turn({ list }).changes[0]!.row] }).changes).toEqual([]);
	});

	it('of another document, another CRM, a correction, an estimate or a sum of nothing there is none', () => {
		const paid = { paid: '1230.00' };
		expect(turn({ list: [issued({ ...paid, documentId: '12' })] }).changes).toEqual([]);
		expect(turn({ list: [issued({ ...paid, system: 'ifirma' })] }).changes).toEqual([]);
		expect(turn({ list: [issued({ ...paid, reference: 'bitrix24:demo:9:invoice:1' })] }).changes).toEqual([]);
		expect(states(turn({ list: [issued({ ...paid, reference: '' })] }).changes)).toEqual(['paid']);
		expect(turn({ crm: 'hubspot', list: [issued(paid)] }).open).toEqual([]);
		expect(turn({ list: [issued({ gross: '0.00' })] }).changes).toEqual([]);
		expect(turn({ done: [doneRow({}, { ...ENTRY, kind: 'correction' })] }).open).toEqual([]);
		expect(turn({ done: [doneRow({ vendor: 'quickbooks' }, { ...ENTRY, kind: 'proforma' })] }).open).toEqual([]);
	});

	it('asks for the days of issue of all that is open, rows of older versions among them', () => {
		const old = doneRow({
			reference: 'bitrix24:demo:2:invoice:1',
			data: '{"v":1}',
			createdAt: '2026-08-01T22:30:00.000Z',
		});
		const { open, period } = turn({ done: [doneRow(), old, doneRow({ document_id: '' })] });
		expect(open.map(({ dealId }) => dealId)).toEqual(['1', '2']);
		expect(period).toEqual({ from: '2026-06-28', to: '2026-12-11' });
	});

	it('never a change that says what the deal was told last, whatever happens to the money', () => {
		const amount = fc.integer({ min: 0, max: 150_000 }).map((cents) => (cents / 100).toFixed(2));
		fc.assert(
			fc.property(fc.array(fc.tuple(amount, fc.boolean(), fc.boolean()), { maxLength: 20 }), (steps) => {
				const rows: NewRow[] = [];
				let told = '';
				for (const [paid, cancelled, late] of steps) {
					const list = [issued({ paid, cancelled, dueDate: late ? '2026-12-01' : '2026-12-31' })];
					for (const { payment, row } of turn({ rows, list }).changes) {
						expect(`${payment.state} ${payment.paid}`).not.toBe(told);
						told = `${payment.state} ${payment.paid}`;
						rows.push(row);
					}
					expect(turn({ rows, list }).changes).toEqual([]);
				}
			}),
		);
	});
});

describe('a payment row in the journal', () => {
	const [change] = turn({ list: [issued({ paid: '1230.00' })] }).changes;

	it('starts nothing, ends nothing and finishes nothing', () => {
		const rows = parseRows(stored([change!.row]));
		expect(fold(rows)).toMatchObject({ finished: false, attempts: new Map() });
		expect(fold(rows).rest).toBeUndefined();
		expect(turnOf(rows, Date.parse('2026-12-20'), 50)).toEqual({ due: [], untold: [], ended: [] });
		const asked = {
			rows,
			entry: ENTRY,
			askedBy: 'event' as const,
			attempt: 'a',
			holder: '1',
			leaseSeconds: 60,
			now: 0,
		};
		expect(look({ ...asked, done: true })).toEqual({ claim: false, why: 'finished' });
		expect(look({ ...asked, done: false }).claim).toBe(true);
	});

	it('keeps amounts as text', () => {
		expect(JSON.parse(change!.row.data)).toEqual({
			v: 1,
			payment: { state: 'paid', paid: '1230.00', gross: '1230.00', dueDate: '2026-12-20' },
			after: 0,
		});
	});
});

describe('a paid proforma', () => {
	const entry = { ...ENTRY, reference: 'bitrix24:demo:1:proforma:2', kind: 'proforma', part: 2, percent: '30' };
	const done = [doneRow({ reference: entry.reference, number: 'PRO 2' }, entry)];
	const list = [issued({ reference: entry.reference, paid: '1230.00', paidOn: '2026-12-09' })];

	it('starts its advance or its invoice under one reference, with what came in and when', () => {
		const [advance] = turn({ done, list, after: 'advance' }).entries;
		expect(advance).toEqual({
			...{ ...ENTRY, reference: 'bitrix24:demo:1:advance:2', kind: 'advance', part: 2, percent: '30' },
			...{ entryId: 'paid:bitrix24:demo:1:proforma:2', enteredAt: NOW },
			received: { amount: '1230.00', day: '2026-12-09' },
		});
		expect(turn({ done, list, after: 'invoice' }).entries[0]?.reference).toBe('bitrix24:demo:1:invoice:2');
		expect(turn({ done, list }).entries).toEqual([]);
	});

	it('is asked for until that document is finished, so that a call that got lost is made again; then never more', () => {
		const rows = turn({ done, list, after: 'advance' }).changes.map(({ row }) => row);
		const again = turn({ done, list, rows, after: 'advance' });
		expect(again.changes).toEqual([]);
		expect(again.entries.map(({ reference }) => reference)).toEqual(['bitrix24:demo:1:advance:2']);
		const both = [...done, doneRow({ reference: 'bitrix24:demo:1:advance:2', document_id: '99' })];
		expect(turn({ done: both, list, rows, after: 'advance' }).entries).toEqual([]);
		expect(
			turn({ done, list: [issued({ reference: entry.reference, paid: '1.00' })], after: 'advance' }).entries,
		).toEqual([]);
	});
});
