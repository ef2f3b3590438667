import type { StageEntry } from '../../../invoicing/deal';
import { judge, look } from '../../../invoicing/journal/claim';
import { parseRows, type JournalRow } from '../../../invoicing/journal/row';
import { turnOf } from '../../../invoicing/journal/summary';
import { claimRow, ENTRY } from './support';

describe('a look', () => {
	const ask = (
		rows: JournalRow[],
		askedBy: 'event' | 'sweep' | 'replay',
		other: Partial<StageEntry> = {},
		done = false,
	) =>
		look({
			rows,
			done,
			entry: { ...ENTRY, ...other },
			askedBy,
			attempt: 'new',
			holder: '',
			leaseSeconds: 60,
			now: Date.parse('2026-11-22T12:00:00Z'),
		});
	const resting = (rest: string, notBefore?: string) => {
		const base = { ...claimRow('a'), createdAt: '2026-11-22T10:00:00Z' };
		const end = {
			...base,
			id: 2,
			step: 'build',
			state: 'done',
			data: JSON.stringify({ v: 1, next: 'end', rest, notBefore }),
		};
		return parseRows([{ ...base, id: 1 }, end]);
	};

	it.each([
		['attention', 'event', false],
		['attention', 'sweep', false],
		['attention', 'replay', true],
		['hold', 'event', false],
		['parked', 'event', false],
		['parked', 'replay', true],
		['retry', 'sweep', true],
		['dryRun', 'event', false],
	] as const)('at a reference resting in %s, asked by %s: claims %s', (rest, askedBy, claims) => {
		expect(ask(resting(rest), askedBy).claim).toBe(claims);
	});

	it('ends the steps of a reference whose run was cut off after it had written the permanent row', () => {
		const base = { ...claimRow('a'), createdAt: '2026-11-22T10:00:00Z' };
		const reported = { ...base, id: 2, step: 'report', state: 'done', data: JSON.stringify({ v: 1, next: 'finish' }) };
		const rows = parseRows([{ ...base, id: 1 }, reported]);
		expect(turnOf(rows, Date.parse('2026-11-22T12:00:00Z'), 20).due).toHaveLength(1);
		const seen = ask(rows, 'sweep', {}, true);
		if (!seen.claim) throw new Error(seen.why);
		const after = parseRows([{ ...base, id: 1 }, reported, { ...seen.row, id: 3, createdAt: '2026-11-22T12:00:01Z' }]);
		expect(turnOf(after, Date.parse('2026-11-22T12:00:02Z'), 20).due).toEqual([]);
		expect(judge(after, 'new', Date.parse('2026-11-22T12:00:02Z')).verdict).toBe('yield');
		// Without any steps here, as in an emptied journal, the permanent row alone decides.
		expect(ask([], 'sweep', {}, true)).toEqual({ claim: false, why: 'finished' });
	});

	it('leaves the end to a run that is still at it', () => {
		const base = { ...claimRow('a'), createdAt: '2026-11-22T11:59:50Z' };
		const reported = { ...base, id: 2, step: 'report', state: 'done', data: JSON.stringify({ v: 1, next: 'finish' }) };
		expect(ask(parseRows([{ ...base, id: 1 }, reported]), 'sweep', {}, true).claim).toBe(false);
	});

	it.each(['attention', 'parked', 'withdrawn', 'dryRun'])('lets a new stage entry start what rests in %s', (rest) => {
		expect(ask(resting(rest), 'event', { entryId: '10' }).claim).toBe(true);
	});

	it('by an event obeys "not before"; the sweep knows better when the obstacle is gone', () => {
		expect(ask(resting('retry', '2026-11-22T12:30:00Z'), 'event').claim).toBe(false);
		expect(ask(resting('retry', '2026-11-22T11:59:00Z'), 'event').claim).toBe(true);
		expect(ask(resting('retry', '2026-11-22T12:30:00Z'), 'sweep').claim).toBe(true);
	});
});
