import fc from 'fast-check';
import { VendorError } from '../../../connect/http';
import type { IssueOutcome } from '../../../connect/issueOnce';
import { Crash, Model, type Event } from './model';

/**
 * Any schedule of faults, crashes and later runs: never two documents, and what is said of them is true.
 * The rounds are what the journal and the sweep do: a crash leaves an intent, parked is taken up again later.
 */
const QUIET_MS = 150_000;
/** What the quiet time promises of a vendor: the slowest create and the lag of its search together end within it. */
const SLOWEST_CREATE_MS = 90_000;
const LONGEST_LAG_MS = 59_000;

const event: fc.Arbitrary<Event> = fc.oneof(
	fc.record({
		kind: fc.constantFrom(
			'done',
			'lostBefore',
			'lostAfter',
			'serverError',
			'rateLimit',
			'refused',
			'noConnection',
			'crashBefore',
			'crashAfter',
		),
	}),
	fc.record({ kind: fc.constantFrom('late', 'crashLate'), delayMs: fc.integer({ min: 1, max: SLOWEST_CREATE_MS }) }),
) as fc.Arbitrary<Event>;

interface Schedule {
	events: Event[];
	enforces: boolean;
	searchLagMs: number;
	failingLooks: number[];
	pauses: number[];
}

const schedule: fc.Arbitrary<Schedule> = fc.record({
	events: fc.array(event, { maxLength: 8 }),
	enforces: fc.boolean(),
	searchLagMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: LONGEST_LAG_MS })),
	failingLooks: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
	pauses: fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 6, maxLength: 6 }),
});

type Round = IssueOutcome | { outcome: 'refused' | 'crashed' };

async function round(model: Model, inFlightSince: string | undefined): Promise<Round> {
	try {
		return await model.run({ inFlightSince });
	} catch (error) {
		if (error instanceof Crash) return { outcome: 'crashed' };
		if (error instanceof VendorError) return { outcome: 'refused' };
		throw error;
	}
}

async function play(plan: Schedule): Promise<{ model: Model; rounds: Round[]; slept: number[] }> {
	const model = new Model([...plan.events], { ...plan, quietTimeMs: QUIET_MS });
	const rounds: Round[] = [];
	const slept: number[] = [];
	let inFlightSince: string | undefined;
	for (const pause of plan.pauses) {
		const before = model.slept;
		const intent = new Date(model.now).toISOString();
		const result = await round(model, inFlightSince);
		rounds.push(result);
		slept.push(model.slept - before);
		if (['issued', 'conflict', 'unknown'].includes(result.outcome)) break;
		if (result.outcome === 'parked') inFlightSince = (result as { inFlightSince: string }).inFlightSince;
		// The lost run may have sent its request at any time until it died.
		else if (result.outcome === 'crashed')
			inFlightSince = new Date(Math.max(model.now, Date.parse(intent))).toISOString();
		else inFlightSince = undefined;
		model.advance(pause);
	}
	return { model, rounds, slept };
}

test('never two documents, and never a false word about one', async () => {
	await fc.assert(
		fc.asyncProperty(schedule, async (plan) => {
			const { model, rounds, slept } = await play(plan);
			const last = rounds[rounds.length - 1]!;
			for (const each of slept) expect(each).toBeLessThanOrEqual(60_000);
			if (last.outcome === 'issued') expect(model.books).toHaveLength(1);
			model.settle();
			expect(model.books.length).toBeLessThanOrEqual(1);
			if (last.outcome === 'refused') expect(model.books).toEqual([]);
			// Of a single deal only our own document can be there: nothing may be called a conflict but a hidden one.
			if (last.outcome === 'conflict') expect(model.books).toHaveLength(1);
		}),
		{ numRuns: 10_000 },
	);
}, 120_000);

test('with an enforced reference and a vendor that recovers, the document is there in the end', async () => {
	const recovering = schedule.map((plan) => ({
		...plan,
		enforces: true,
		searchLagMs: Math.min(plan.searchLagMs, 20_000),
		failingLooks: [],
		events: plan.events.slice(0, 2).filter((each) => each.kind !== 'refused'),
		pauses: plan.pauses.map((pause) => pause + QUIET_MS),
	}));
	await fc.assert(
		fc.asyncProperty(recovering, async (plan) => {
			const { model, rounds } = await play(plan);
			expect(rounds[rounds.length - 1]).toMatchObject({ outcome: 'issued' });
			expect(model.books).toHaveLength(1);
		}),
		{ numRuns: 2_000 },
	);
}, 60_000);
