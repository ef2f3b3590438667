import { judge, look } from '../../../invoicing/journal/claim';
import { fold } from '../../../invoicing/journal/fold';
import { parseRows } from '../../../invoicing/journal/row';
import { buildView, ENTRY, NO_LEGAL, Simulation } from './support';

const DOWN = { error: 'Google Drive did not answer.', details: { cause: 'unavailable', vendor: 'Google Drive' } };
const ROWS = 2000;
const SIX_HOURS_MS = 6 * 3_600_000;
/** Far more than it takes on a busy machine, far less than anything that grows by the square of the rows. */
const LIMIT_MS = 500;

/** Of the processor: the machine may be busy with other things. */
function milliseconds(since: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(since);
	return (user + system) / 1000;
}

/** A document whose archive is down for months: the sweep tries it again and again. */
function longJournal() {
	let isDown = true;
	const simulation = new Simulation({
		build: () => buildView(),
		legal: () => NO_LEGAL,
		fail: (effect) => (effect === 'archive' && isDown ? DOWN : undefined),
	});
	simulation.run();
	for (let turn = 0; turn < 12; turn++) {
		simulation.now += SIX_HOURS_MS;
		simulation.sweep();
	}
	simulation.repeatLast(ROWS, SIX_HOURS_MS);
	return { simulation, mend: () => (isDown = false) };
}

describe('a reference with 2,000 rows', () => {
	const { simulation, mend } = longJournal();

	it('folds to what it stands at, in no time worth naming', () => {
		expect(simulation.stored.length).toBeGreaterThanOrEqual(ROWS);
		const began = process.cpuUsage();
		const state = fold(parseRows(simulation.stored));
		const took = milliseconds(began);
		expect(state.rows).toBe(simulation.stored.length);
		expect(state.document).toMatchObject({ number: '1/11/2026', documentId: '5', amount: '123.00' });
		expect(state.finished).toBe(false);
		expect([state.steps.issue.state, state.steps.mail.state]).toEqual(['done', 'done']);
		expect(state.steps.archive.state).not.toBe('done');
		expect(took).toBeLessThan(LIMIT_MS);
	});

	it('is claimed and judged as fast, and its lease still counts', () => {
		const rows = parseRows(simulation.stored);
		const now = simulation.now;
		const ask = { rows, done: false, askedBy: 'replay', attempt: 'new', holder: '', leaseSeconds: 60, now } as const;
		const began = process.cpuUsage();
		const seen = look({ ...ask, entry: { ...ENTRY, entryId: '9999' } });
		if (!seen.claim) throw new Error(seen.why);
		const row = (id: number, attempt: string) => ({
			...seen.row,
			attempt,
			id,
			createdAt: new Date(now + id).toISOString(),
		});
		const next = simulation.stored.length + 1;
		expect(judge(parseRows([...simulation.stored, row(next, 'new')]), 'new', now).verdict).toBe('won');
		const contested = parseRows([...simulation.stored, row(next, 'other'), row(next + 1, 'new')]);
		expect(judge(contested, 'new', now).verdict).toBe('yield');
		expect(milliseconds(began)).toBeLessThan(3 * LIMIT_MS);
	});

	it('ends with one of each once the archive is back', () => {
		mend();
		for (let turn = 0; turn < 3 && !simulation.finished; turn++) {
			simulation.now += SIX_HOURS_MS;
			simulation.sweep();
		}
		expect(simulation.finished).toBe(true);
		expect(simulation.books).toMatchObject({ documents: 1, mails: 1, files: 1, reportRows: 1 });
	});
});
