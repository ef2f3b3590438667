import { alertMail, crashAlert } from '../../../invoicing/journal/alertMail';
import { alertOf, mayTell, raise, untold } from '../../../invoicing/journal/alerts';
import { Alert, newRow, parseRows, type JournalRow, type NewRow } from '../../../invoicing/journal/row';
import { spaceAlert } from '../../../invoicing/journal/space';
import { turnOf, unknownEntries } from '../../../invoicing/journal/summary';
import { ENTRY } from './support';

const T0 = Date.parse('2026-11-25T10:00:00Z');
const MINUTE = 60_000;

class Table {
	private readonly stored: (NewRow & { id: number; createdAt: string })[] = [];
	add(row: NewRow, at: number): void {
		this.stored.push({ ...row, id: this.stored.length + 1, createdAt: new Date(at).toISOString() });
	}
	rows(reference?: string): JournalRow[] {
		return parseRows(this.stored.filter((row) => reference === undefined || row.reference === reference));
	}
}

const met = (dealId: string, cause = 'issue:credential', system = 'Fakturownia'): Alert =>
	alertOf({
		reference: `bitrix24:demo:${dealId}:invoice:1`,
		cause,
		system,
		crm: 'bitrix24',
		dealId,
		number: '',
		text: 't',
	});

/** What error-alerts does for one call; true when it told. */
function call(table: Table, alert: Alert, attempt: string, now: number): boolean {
	const reference = `alert:${alert.key}`;
	const row = raise(table.rows(reference), alert, attempt, '', now);
	if (!row) return false;
	table.add(row, now);
	if (!mayTell(table.rows(reference), attempt)) return false;
	table.add(newRow({ reference, step: 'alert', state: 'told', attempt, data: {} }), now);
	return true;
}

describe('an alert', () => {
	it('is one for a system, however many deals and steps meet it', () => {
		const table = new Table();
		const told = [
			call(table, met('1'), 'a', T0),
			call(table, met('2'), 'b', T0 + 1000),
			call(table, met('3', 'legal:credential'), 'c', T0 + MINUTE),
			call(table, met('4', 'record:credential'), 'd', T0 + 60 * MINUTE),
		];
		expect(told).toEqual([true, false, false, false]);
	});

	it('is one for each system and for each deal of its own', () => {
		expect(met('1', 'record:unavailable', 'Bitrix24').key).toBe('unavailable:Bitrix24');
		expect(met('1', 'mail:server', '').key).toBe('unavailable:E-mail');
		expect(met('1', 'mail:unknown').key).not.toBe(met('2', 'mail:unknown').key);
	});

	it('of twenty that raise it together is told by exactly one, in any order of looking', () => {
		for (let first = 0; first < 20; first++) {
			const table = new Table();
			for (let each = 0; each < 20; each++)
				table.add(
					newRow({
						reference: 'alert:x',
						step: 'alert',
						state: 'raised',
						attempt: `a${each}`,
						data: { alert: met('1') },
					}),
					T0 + each,
				);
			const tellers = Array.from({ length: 20 }, (_, each) => mayTell(table.rows(), `a${(first + each) % 20}`));
			expect(tellers.filter(Boolean)).toHaveLength(1);
		}
	});

	it('whose teller was cut off is told by the next, or by the sweep', () => {
		const table = new Table();
		table.add(raise([], met('1'), 'a', '', T0)!, T0);
		expect(raise(table.rows(), met('2'), 'b', '', T0 + MINUTE)).toBeUndefined();
		expect(untold([table.rows()], T0 + MINUTE)).toEqual([]);
		expect(untold([table.rows()], T0 + 3 * MINUTE)).toEqual([met('1')]);
		expect(call(table, met('2'), 'b', T0 + 3 * MINUTE)).toBe(true);
		expect(untold([table.rows()], T0 + 9 * MINUTE)).toEqual([]);
	});

	it('is told once, however late somebody writes that it raised it', () => {
		const table = new Table();
		const late = raise(table.rows(), met('2'), 'late', 'e2', T0)!;
		expect(call(table, met('1'), 'first', T0)).toBe(true);
		table.add(late, T0 + 10_000);
		expect(mayTell(table.rows(), 'late')).toBe(false);
		expect(untold([table.rows()], T0 + 10 * MINUTE)).toEqual([]);
	});

	it('comes again after a day', () => {
		const table = new Table();
		call(table, met('1'), 'a', T0);
		expect(call(table, met('1'), 'b', T0 + 25 * 60 * MINUTE)).toBe(true);
	});

	it('of a trigger that cannot search is the same as that of deals', () => {
		const outage = { system: 'Bitrix24', kind: 'credential' as const, text: 'Bitrix24 could not be searched.' };
		const alert = crashAlert({ trigger: { error: { context: { outage } } } });
		expect(alert).toMatchObject({ ...outage, key: met('1', 'record:credential', 'Bitrix24').key });
	});

	it.each(['pl', 'en'] as const)('has a mail for every kind (%s)', (language) => {
		for (const kind of Alert.shape.kind.options) {
			const { subject, text } = alertMail({ ...met('417'), kind }, 'bitrix24:demo:417:invoice:1', language);
			expect(subject.length).toBeGreaterThan(20);
			expect(text).not.toMatch(/undefined|\[object/);
		}
	});
});

describe('the sweep', () => {
	const resting = (table: Table, deal: number, at: number, notBefore: number, cause = 'issue:credential') => {
		const reference = `bitrix24:demo:${deal}:invoice:1`;
		const entry = { ...ENTRY, reference, dealId: String(deal) };
		table.add(
			newRow({
				reference,
				step: 'claim',
				state: 'claimed',
				attempt: `a${deal}`,
				data: { entry, lease: 60, next: 'build' },
			}),
			at,
		);
		table.add(
			newRow({
				reference,
				step: 'issue',
				state: 'failed',
				attempt: `a${deal}`,
				data: {
					next: 'end',
					rest: 'retry',
					cause,
					system: 'Fakturownia',
					notBefore: new Date(notBefore).toISOString(),
				},
			}),
			at,
		);
	};

	it('asks a system that is down with one deal each quarter of an hour, and goes on with all once it got through', () => {
		const table = new Table();
		const far = T0 + 6 * 60 * MINUTE;
		for (let deal = 1; deal <= 20; deal++) resting(table, deal, T0 + deal, far);
		call(table, met('1'), 'alert', T0);
		const due = (now: number) => turnOf(table.rows(), now, 50).due.map(({ entry }) => entry.dealId);
		expect(due(T0 + 10 * MINUTE)).toEqual([]);
		expect(due(T0 + 16 * MINUTE)).toEqual(['1']);
		resting(table, 1, T0 + 16 * MINUTE, far);
		// The probe is the one that waited longest.
		expect(due(T0 + 20 * MINUTE)).toEqual(['2']);
		table.add(
			newRow({ reference: 'bitrix24:demo:2:invoice:1', step: 'issue', state: 'done', attempt: 'p', data: {} }),
			T0 + 21 * MINUTE,
		);
		expect(due(T0 + 22 * MINUTE)).toHaveLength(19);
		// The alert stands as long as somebody waits for it.
		expect(turnOf(table.rows(), T0 + 22 * MINUTE, 50).ended).toEqual([]);
	});

	it('goes on a good minute after the last try, where the system may still be doing what it was asked for', () => {
		const table = new Table();
		const far = T0 + 6 * 60 * MINUTE;
		resting(table, 1, T0, far, 'report:unavailable');
		resting(table, 2, T0, far, 'report:credential');
		table.add(
			newRow({ reference: 'bitrix24:demo:3:invoice:1', step: 'report', state: 'done', attempt: 'p', data: {} }),
			T0 + 1000,
		);
		const due = (now: number) => turnOf(table.rows(), now, 50).due.map(({ entry }) => entry.dealId);
		expect(due(T0 + 5_000)).toEqual(['2']);
		expect(due(T0 + MINUTE)).toEqual(['2']);
		expect(due(T0 + 65_000)).toEqual(['1', '2']);
	});

	it('ends the alert when nothing waits any more', () => {
		const table = new Table();
		call(table, met('1'), 'alert', T0);
		const { ended } = turnOf(table.rows(), T0 + MINUTE, 50);
		expect(ended.map(({ reference, state }) => [reference, state])).toEqual([
			['alert:credential:Fakturownia', 'ended'],
		]);
		table.add(ended[0]!, T0 + MINUTE);
		expect(call(table, met('9'), 'b', T0 + 2 * MINUTE)).toBe(true);
	});

	it('does not end the alert while all that wait are being tried again: only when one got through', () => {
		const table = new Table();
		resting(table, 1, T0, T0 + MINUTE);
		call(table, met('1'), 'alert', T0);
		const reference = 'bitrix24:demo:1:invoice:1';
		const again = { reference, attempt: 'again', holder: 'e2' };
		table.add(
			newRow({ ...again, step: 'claim', state: 'claimed', data: { lease: 60, next: 'build' } }),
			T0 + 2 * MINUTE,
		);
		const ended = () => turnOf(table.rows(), T0 + 2 * MINUTE + 20_000, 50).ended;
		expect(ended()).toEqual([]);
		table.add(newRow({ ...again, step: 'build', state: 'done', data: { next: 'issue' } }), T0 + 2 * MINUTE + 5_000);
		expect(ended()).toEqual([]);
		table.add(newRow({ ...again, step: 'issue', state: 'done', data: { next: 'legal' } }), T0 + 2 * MINUTE + 10_000);
		expect(ended()).toHaveLength(1);
	});

	it('finds entries that no run has claimed', () => {
		const table = new Table();
		resting(table, 1, T0, T0);
		const lost = { ...ENTRY, reference: 'bitrix24:demo:2:invoice:1', dealId: '2' };
		const known = { ...ENTRY, reference: 'bitrix24:demo:1:invoice:1' };
		const later = { ...known, entryId: '77' };
		expect(unknownEntries(table.rows(), [known, lost, later])).toEqual([lost, later]);
	});
});

it('warns at 70 % of the space, from the number of rows and their size', () => {
	const table = new Table();
	table.add(newRow({ reference: 'r', note: 'x'.repeat(400), data: {} }), T0);
	expect(spaceAlert(table.rows(), [100_000, 10_000], 200)).toBeUndefined();
	expect(spaceAlert(table.rows(), [400_000, 10_000], 200)).toMatchObject({ kind: 'space', key: 'space' });
	expect(spaceAlert([], [400_000], 200)).toBeUndefined();
});
