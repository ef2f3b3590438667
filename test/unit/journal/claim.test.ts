import { judge, stands } from '../../../invoicing/journal/claim';
import { fold } from '../../../invoicing/journal/fold';
import { parseRows, type JournalRow, type NewRow } from '../../../invoicing/journal/row';
import { route } from '../../../invoicing/journal/step';
import { claimRow, ENTRY } from './support';

/**
 * A Data Table as a database really is: ids are given at the start of an insert, rows become visible at commit,
 * and the order of commits need not be the order of ids.
 */
class Table {
	private next = 1;
	private readonly rows: { row: NewRow; id: number; at: number; visible: boolean }[] = [];
	now = 0;

	begin(row: NewRow): () => void {
		const stored = { row, id: this.next++, at: this.now, visible: false };
		this.rows.push(stored);
		return () => {
			stored.visible = true;
		};
	}

	read(): JournalRow[] {
		return parseRows(
			this.rows
				.filter(({ visible }) => visible)
				.map(({ row, id, at }) => ({ ...row, id, createdAt: new Date(at).toISOString() })),
		);
	}
}

/** A small seeded generator, so that a failing interleaving can be run again. */
function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 0x1_0000_0000;
	};
}

type Contender = Generator<void, void>;

function contend(seed: number, contenders: number): { owners: number; overlaps: number } {
	const table = new Table();
	const pick = random(seed);
	let inside = 0;
	let owners = 0;
	let overlaps = 0;
	function* run(attempt: string): Contender {
		const commit = table.begin(claimRow(attempt));
		yield;
		commit();
		yield;
		for (let looks = 0; looks < 40; looks++) {
			const verdict = judge(table.read(), attempt, table.now);
			yield;
			if (verdict.verdict === 'won') {
				inside++;
				owners++;
				if (inside > 1) overlaps++;
				yield;
				inside--;
				return;
			}
			if (verdict.verdict === 'yield') {
				const commitYield = table.begin(verdict.row);
				yield;
				commitYield();
				return;
			}
		}
	}
	const runs = Array.from({ length: contenders }, (_, index) => run(`attempt${index}`));
	while (runs.length > 0) {
		const index = Math.floor(pick() * runs.length);
		table.now += 1;
		if (runs[index]!.next().done) runs.splice(index, 1);
	}
	return { owners, overlaps };
}

describe('the claim', () => {
	it('has never two owners at once, in 10,000 interleavings with commits in any order', () => {
		let acted = 0;
		for (let seed = 1; seed <= 10_000; seed++) {
			const { owners, overlaps } = contend(seed, 2 + (seed % 5));
			// An owner that has left without releasing still holds its lease: nobody may follow within it.
			expect({ seed, overlaps, owners: Math.min(owners, 2) }).toEqual({
				seed,
				overlaps: 0,
				owners: owners === 0 ? 0 : 1,
			});
			acted += owners;
		}
		// The protocol may let nobody act (the sweep comes back), but that must be rare.
		expect(acted).toBeGreaterThan(9_000);
	});

	it('shows with "lowest id wins" that the table of this test can break a wrong protocol', () => {
		const table = new Table();
		const commitLow = table.begin(claimRow('low'));
		const commitHigh = table.begin(claimRow('high'));
		commitHigh();
		const lowest = (attempt: string) =>
			table
				.read()
				.every((row) => row.attempt === attempt || row.id > table.read().find((own) => own.attempt === attempt)!.id);
		const highWins = lowest('high');
		commitLow();
		expect([highWins, lowest('low')]).toEqual([true, true]);
	});
});

describe('a lease', () => {
	const at = (seconds: number) => new Date(seconds * 1000).toISOString();
	const row = (id: number, seconds: number, fields: Partial<NewRow>, data: object = {}) => ({
		...claimRow('x'),
		step: 'build',
		state: 'done',
		...fields,
		id,
		createdAt: at(seconds),
		data: JSON.stringify({ v: 1, lease: 60, ...data }),
	});
	const claim = (id: number, seconds: number, attempt: string) =>
		row(id, seconds, { attempt, step: 'claim', state: 'claimed' }, { next: 'build', entry: ENTRY });

	it('that ran out lets another take over; the thawed owner no longer stands', () => {
		const rows = parseRows([claim(1, 0, 'a'), claim(2, 61, 'b'), row(3, 62, { attempt: 'a' }, { next: 'issue' })]);
		expect(stands(rows, 'a')).toBe(false);
		expect(stands(rows, 'b')).toBe(true);
	});

	it('still running keeps another out', () => {
		const rows = parseRows([claim(1, 0, 'a'), claim(2, 59, 'b')]);
		expect(judge(rows, 'b', 59_000).verdict).toBe('yield');
	});

	it('is renewed by every row of its owner', () => {
		const rows = parseRows([claim(1, 0, 'a'), row(2, 50, { attempt: 'a' }, { next: 'issue' }), claim(3, 100, 'b')]);
		expect(judge(rows, 'b', 100_000).verdict).toBe('yield');
		expect(stands(rows, 'a')).toBe(false);
	});
});

describe('an announcement', () => {
	const at = (seconds: number) => new Date(seconds * 1000).toISOString();
	const claim = (id: number, seconds: number, attempt: string) => ({
		...claimRow(attempt),
		id,
		createdAt: at(seconds),
	});
	const row = (id: number, seconds: number, attempt: string, fields: Partial<NewRow>, data: object) => ({
		...claim(id, seconds, attempt),
		...fields,
		data: JSON.stringify({ v: 1, lease: 60, ...data }),
	});

	it('that the database showed late is not acted on once somebody who claimed later has acted', () => {
		// B saw the claim and its end of lease only, mailed and ended; then A's row of second 50 came to light.
		const rows = parseRows([
			claim(1, 0, 'a'),
			row(2, 50, 'a', { step: 'record', state: 'done' }, { next: 'mail' }),
			claim(3, 61, 'b'),
			row(4, 62, 'b', { step: 'mail', state: 'done' }, { next: 'end', rest: 'retry' }),
		]);
		expect(stands(rows, 'a')).toBe(false);
	});

	it('that its writer gave up is as if it had not been made', () => {
		const rows = parseRows([
			claim(1, 0, 'a'),
			row(2, 1, 'a', { step: 'record', state: 'done' }, { next: 'mail' }),
			row(3, 2, 'a', { step: 'claim', state: 'yielded' }, { next: 'end', voids: 2 }),
		]);
		expect(fold(rows.slice(0, 2)).steps.mail.state).toBe('inFlight');
		expect(fold(rows).steps.mail.state).toBe('open');
	});

	it('is voided by the row that gives the claim up', () => {
		const rows = parseRows([
			claim(1, 0, 'a'),
			claim(2, 70, 'b'),
			row(3, 71, 'a', { step: 'record', state: 'done' }, { next: 'mail' }),
		]);
		const { action, yield: given } = route(rows, 'a', '');
		expect(action).toBe('yield');
		expect(JSON.parse(given!.data)).toMatchObject({ voids: 3 });
	});
});
