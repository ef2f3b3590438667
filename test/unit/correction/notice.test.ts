import { composeMail } from '../../../invoicing/mail';
import { reportRow } from '../../../invoicing/report';
import { answerOf, optionsOf } from '../../../invoicing/correction/answer';
import { contentKey, ZERO } from '../../../invoicing/correction/content';
import type { DoneRow } from '../../../invoicing/journal/done';
import { dueLooks } from '../../../invoicing/correction/due';
import { asksForDocument, findingOf, type DealNow } from '../../../invoicing/correction/notice';
import { sampleDeal, sampleEntry, sampleLine } from '../invoicing/samples';
import { invoiceOf, issuedOf } from './support';

const before = invoiceOf(sampleDeal());
const after = invoiceOf(sampleDeal({ lines: [sampleLine({ unitPrice: '999.00' })] }));
const document = issuedOf(before);
const row = (data: Partial<DoneRow['data']> = {}): DoneRow => ({
	...{ reference: before.reference, vendor: 'fakturownia', client: '7', finishedAt: '2026-11-30T12:00:00.000Z' },
	...{ number: document.number, documentId: document.documentId, amount: document.gross, currency: 'PLN' },
	data: { v: 1, path: '', ksefNumber: '', entry: sampleEntry(), content: contentKey(before), ...data },
});
const changed: DealNow = { invoice: after };
const same: DealNow = { invoice: before };
const options = { canCorrect: true, language: 'pl' as const };

test('a changed price is told once, with both amounts; going back withdraws it; a further change is told anew', () => {
	const first = findingOf({ row: row() }, changed, document, options);
	const { tell } = first as { tell: { key: string; state: 'open'; text: string } };
	expect(tell.state).toBe('open');
	expect(tell.text).toContain(`brutto ${before.totals.gross} → ${after.totals.gross}`);
	const told = { row: row({ notice: tell }) };
	expect(asksForDocument(told, changed)).toBe(false);
	expect(findingOf(told, changed, document, options)).toBeUndefined();
	expect(findingOf(told, same, document, options)).toEqual({ withdraw: true });
	expect(findingOf(told, { invoice: before, withdrawn: 'lost' }, document, options)).toMatchObject({
		tell: { key: ZERO },
	});
});

test('nothing is told of an equal deal, of one that cannot be read, and of another spelling', () => {
	expect(findingOf({ row: row() }, same, document, options)).toBeUndefined();
	expect(findingOf({ row: row() }, { invoice: null }, document, options)).toBeUndefined();
	expect(findingOf({ row: row({ content: '1:elder' }) }, same, document, options)).toBeUndefined();
});

test('where the system issues no corrections, or has one already, the proposal says to do it by hand', () => {
	const byHand = { ...options, canCorrect: false };
	expect(findingOf({ row: row() }, changed, document, byHand)).toMatchObject({ tell: { state: 'told' } });
	const corrected = findingOf({ row: row(), corrected: '1:first' }, changed, document, options);
	expect(corrected).toMatchObject({ tell: { state: 'told', text: expect.stringContaining('ma już korektę') } });
	expect(findingOf({ row: row(), corrected: contentKey(after) }, changed, document, options)).toBeUndefined();
});

test('where the system can only lower: a dearer deal is left to a person, with what to do; a cheaper or lost one is not', () => {
	const onlyLowers = { ...options, onlyLowers: true };
	const cheaper = invoiceOf(sampleDeal({ lines: [sampleLine({ unitPrice: '900.00' })] }));
	const dearer = invoiceOf(sampleDeal({ lines: [sampleLine({ unitPrice: '1100.00' })] }));
	expect(findingOf({ row: row() }, { invoice: dearer }, document, onlyLowers)).toMatchObject({
		tell: { state: 'told', text: expect.stringContaining('fakturę na różnicę') },
	});
	expect(findingOf({ row: row() }, { invoice: cheaper }, document, onlyLowers)).toMatchObject({
		tell: { state: 'open' },
	});
	const lost = { invoice: dearer, withdrawn: 'lost' };
	expect(findingOf({ row: row() }, lost, document, onlyLowers)).toMatchObject({ tell: { state: 'open' } });
	expect(findingOf({ row: row() }, { invoice: dearer }, document, { ...onlyLowers, canCorrect: false })).toMatchObject({
		tell: { state: 'told', text: expect.stringContaining('Wystaw korektę ręcznie') },
	});
});

test('a document cancelled or changed in the system is told once', () => {
	const cancelled = { ...document, cancelled: true };
	const look = dueLooks([row({ looked: new Date(1000).toISOString() })], [cancelled], { now: 2000, limit: 5 });
	expect(look).toMatchObject([{ suspicious: true }]);
	const first = findingOf(look[0]!, same, cancelled, options) as { tell: never };
	expect(first).toMatchObject({ tell: { key: 'system:cancelled', state: 'told' } });
	const told = row({ looked: new Date(1000).toISOString(), notice: first.tell });
	expect(dueLooks([told], [cancelled], { now: 2000, limit: 5 })).toEqual([]);
	expect(findingOf({ row: told }, same, cancelled, options)).toBeUndefined();
	expect(findingOf({ row: row() }, same, { ...document, gross: '1.00' }, options)).toMatchObject({
		tell: { key: 'system:1.00 PLN' },
	});
});

test('each document is looked at once a day, the oldest look first; what was issued by an earlier release is not', () => {
	const hour = 3_600_000;
	const looked = (id: string, hours: number) => ({
		...row({ looked: new Date(100 * hour - hours * hour).toISOString() }),
		reference: id,
	});
	const rows = [looked('a', 25), looked('b', 23), looked('c', 40), { ...row(), reference: 'old' }];
	rows[3] = { ...rows[3]!, data: { ...rows[3]!.data, content: '' } };
	const due = dueLooks(rows, [], { now: 100 * hour, limit: 5 });
	expect(due.map((look) => look.row.reference)).toEqual(['c', 'a']);
	expect(dueLooks(rows, [], { now: 100 * hour, limit: 1 })).toHaveLength(1);
});

test('the answer: a correction needs a reason and has one reference for ever; leaving it silences the difference', () => {
	const notice = { key: contentKey(after), state: 'open' as const, text: '…' };
	const open = row({ notice });
	const [issue, leave] = optionsOf([open], sampleEntry().dealId, 'pl');
	expect(issue!.line).toBe(`1. ${document.number}: wystaw korektę`);
	expect(answerOf(issue!, '  ')).toBeUndefined();
	expect(answerOf(issue!, 'Zmiana ceny')?.entry).toMatchObject({
		kind: 'correction',
		reference: expect.stringMatching(/:correction:1$/),
		corrects: { reference: open.reference, documentId: '77', key: notice.key, reason: 'Zmiana ceny' },
	});
	const left = row(answerOf(leave!, '')!.data);
	expect(optionsOf([left], sampleEntry().dealId, 'pl')).toEqual([]);
	expect(findingOf({ row: left }, changed, document, options)).toBeUndefined();
});

test('the mail of a correction that lowers asks for no payment and thanks for none; its report row says neither', () => {
	const less = { net: '-100.00', vat: '-23.00', gross: '-123.00' };
	const invoice = { ...before, kind: 'correction' as const, totals: { ...less, byRate: [] } };
	const issued = { ...document, ...less, kind: 'correction', number: 'K1/11/2026' };
	const { text, subject } = composeMail({ invoice, issued, sellerName: 'Demo' });
	expect(subject).toContain('Faktura korygująca K1/11/2026');
	expect(text).not.toMatch(/Do zapłaty|Płatność już/);
	expect(reportRow({ invoice, issued, archivePath: '', language: 'pl' })).toMatchObject({
		Status: '',
		Brutto: '-123.00',
	});
});
