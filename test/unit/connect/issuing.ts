import type { Http } from '../../../connect/http';
import { VendorError } from '../../../connect/http';
import { issueOnce, type IssueOutcome } from '../../../connect/issueOnce';
import type { Accounting } from '../../../connect/ports';
import type { Invoice } from '../../../invoicing/invoice';
import { createDispatcher } from '../../../sandbox/dispatcher';
import type { FakeAccounting, World } from '../../../sandbox/fakes/types';
import type { SandboxWorld } from '../../../sandbox/world';
import { virtualHttp } from '../../faults/support/sim/http';
import { virtualWorld } from '../../faults/support/sim/outside';
import { Life, Process, type Point } from '../../faults/support/sim/process';
import { Scheduler } from '../../faults/support/sim/scheduler';
import type { Strike } from '../../faults/support/sim/strikes';

/**
 * Issuing in one system under faults: the real adapter and issueOnce against the strict fake, on a clock of its own. A
 * round is what a run of the workflow does; after a kill or a doubt comes another one, as the sweep brings it.
 */
export interface IssuingSystem {
	/** Of the fake, for faults. */
	fakeName: string;
	vendor: string;
	signedBy: Readonly<Record<string, string>>;
	fake(world: World): FakeAccounting;
	accounting(
		http: Http,
		invoice: Invoice,
		clock: { sleep: (ms: number) => Promise<void>; now: () => Date },
	): Accounting;
	invoice: Invoice;
}

export type Ending = IssueOutcome['outcome'] | 'refused' | 'unfinished';

export interface Played {
	ending: Ending;
	/** Documents in the books in the end, when every late effect has come; cancelled ones do not count. */
	documents: number;
	calls: string[];
	points: number;
	enforces: boolean;
	finds: boolean;
}

const START = Date.parse('2026-11-30T10:00:00Z');
const MOST_ROUNDS = 40;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

export type OnPoint = (
	point: Point,
	number: number,
	at: { world: SandboxWorld; process: Process; scheduler: Scheduler },
) => void;

/** Plays rounds until there is an outcome. The same seed, the same play. */
export async function play(system: IssuingSystem, seed: number, onPoint: OnPoint = () => undefined): Promise<Played> {
	const scheduler = new Scheduler(seed, START);
	const world = virtualWorld(scheduler);
	const fake = system.fake(world);
	const dispatch = createDispatcher(world, [fake]);
	const process = new Process('worker', scheduler);
	const calls: string[] = [];
	let points = 0;
	const seen = (point: Point) => {
		if (point.kind === 'call' && point.moment === 'before') calls.push(point.name);
		onPoint(point, points++, { world, process, scheduler });
	};
	const accountingOf = (life: Life) => {
		const client = { vendor: system.vendor, fake: system.fakeName, headers: () => ({ ...system.signedBy }) };
		return system.accounting(virtualHttp({ dispatch }, life, client), system.invoice, life);
	};
	const { enforcesReference: enforces, findsByReference: finds } = accountingOf(
		new Life(process, () => undefined),
	).capabilities;

	let ending: Ending = 'unfinished';
	const rounds = async () => {
		let inFlightSince: string | undefined;
		for (let round = 0; round < MOST_ROUNDS; round++) {
			process.start();
			const life = new Life(process, seen);
			const killed = new Promise<'killed'>((resolve) => life.atEnd(() => resolve('killed')));
			const options = { sleep: life.sleep, now: life.now, inFlightSince };
			const result = await Promise.race([settled(issueOnce(accountingOf(life), system.invoice, options)), killed]);
			life.leave();
			// The lost run may have sent its request at any time until it died.
			if (result === 'killed') inFlightSince = new Date(scheduler.now).toISOString();
			else if (result === 'refused') inFlightSince = undefined;
			else if (result.outcome === 'parked') ({ inFlightSince } = result);
			else return void (ending = result.outcome);
			await scheduler.sleep(scheduler.between(1, 240) * SECOND);
		}
		ending = 'unfinished';
	};
	let done = false;
	void rounds().then(() => (done = true));
	await scheduler.run(START + 48 * HOUR, () => done);
	await scheduler.run(scheduler.now + 2 * HOUR);
	const documents = fake.invoices().filter(({ cancelled }) => !cancelled).length;
	return { ending, documents, calls, points, enforces, finds };
}

async function settled(run: Promise<IssueOutcome>): Promise<IssueOutcome | 'refused'> {
	try {
		return await run;
	} catch (error) {
		// Thrown only while no request is unaccounted for: a refusal, or a first look that failed.
		if (error instanceof VendorError) return 'refused';
		throw error;
	}
}

/** Gives a fault to the call that is about to be made. */
export function strike(
	{ fault, delayMs, times = 1, releaseMs }: Strike,
	{ name }: Point,
	{ world, scheduler }: { world: SandboxWorld; scheduler: Scheduler },
): void {
	const [vendor = '', method = ''] = name.split(' ');
	world.faults.add({ vendor, method, fault, times, ...(delayMs !== undefined && { delayMs }) });
	if (releaseMs !== undefined) scheduler.after(releaseMs, () => world.faults.release());
}

/** What is wrong with how a play ended; undefined: nothing. */
export function violation({ ending, documents, enforces, finds }: Played): string | undefined {
	if (documents > 1) return `${documents} documents`;
	if (ending === 'issued' && documents !== 1) return 'said to be issued, and not in the books';
	if (ending === 'unknown' && enforces) return 'unknown, though the system can be asked and keeps keys';
	// Where documents can be found, "unknown" says that none was seen after the quiet time: then there is none.
	if (ending === 'unknown' && finds && documents !== 0) return 'unknown, though the document can be found';
	if (ending === 'unfinished' || ending === 'refused') return `ended ${ending}`;
	if (ending === 'conflict') return 'a conflict with nobody';
	return undefined;
}
