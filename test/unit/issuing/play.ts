import { VendorError, type Http } from '../../../connect/http';
import { issueOnce, type IssueOutcome } from '../../../connect/issueOnce';
import type { Accounting } from '../../../connect/ports';
import type { Invoice } from '../../../invoicing/invoice';
import { createDispatcher } from '../../../sandbox/dispatcher';
import type { EffectInvoice, FakeAccounting, World } from '../../../sandbox/fakes/types';
import type { SandboxWorld } from '../../../sandbox/world';
import { virtualHttp, type Client } from '../../faults/support/sim/http';
import { virtualWorld } from '../../faults/support/sim/outside';
import { Life, Process, type Point } from '../../faults/support/sim/process';
import { Scheduler } from '../../faults/support/sim/scheduler';

/** One accounting system: its fake, and its adapter on a wire that faults and kills can strike. */
export interface Subject {
	fake(world: World): FakeAccounting;
	client: Client;
	accounting(http: Http, clock: Pick<Life, 'sleep' | 'now'>): Accounting;
	invoice: Invoice;
}

export interface Scene {
	scheduler: Scheduler;
	world: SandboxWorld;
	process: Process;
}

export interface Played {
	/** What each run said, or that it was killed. */
	outcomes: (IssueOutcome['outcome'] | 'refused' | 'killed')[];
	/** Documents in the books in the end, cancelled ones not counted. */
	live: EffectInvoice[];
	/** Id of the document that the last run gave as issued. */
	documentId?: string;
	points: Point[];
}

export interface Play {
	seed: number;
	subject: Subject;
	/** Before the first run. */
	prepare?: (scene: Scene) => void;
	/** At each call, before it and when it is answered; `at` counts over all runs. */
	onPoint?: (at: number, scene: Scene) => void;
}

const START = Date.parse('2026-11-30T10:00:00Z');
const MOST_RUNS = 30;
/** No run takes longer: looks and pauses have a budget, and each of three creates a time limit. */
const LONGEST_RUN_MS = 10 * 60_000;
const A_DAY_MS = 24 * 3600_000;

/**
 * One document through any trouble, as the journal drives it: a run that died or stays in doubt is taken up again
 * later with what is known of it, one that was refused is simply done again. Then every late effect happens.
 */
export async function play({ seed, subject, prepare, onPoint }: Play): Promise<Played> {
	const scheduler = new Scheduler(seed, START);
	const world = virtualWorld(scheduler);
	const fake = subject.fake(world);
	const dispatch = createDispatcher(world, [fake]);
	const process = new Process('main', scheduler);
	const scene: Scene = { scheduler, world, process };
	const points: Point[] = [];
	const played: Played = { outcomes: [], live: [], points };
	prepare?.(scene);

	let inFlightSince: string | undefined;
	while (played.outcomes.length < MOST_RUNS) {
		process.start();
		const life = new Life(process, (point) => {
			const at = points.push(point) - 1;
			onPoint?.(at, scene);
		});
		const http = virtualHttp({ dispatch }, life, subject.client);
		const ended = await run(subject, http, life, inFlightSince);
		played.outcomes.push(ended.outcome);
		if (ended.outcome === 'issued') played.documentId = ended.issued.documentId;
		if (['issued', 'unknown', 'conflict'].includes(ended.outcome)) break;
		// A run that died may have sent its request at any time until then.
		if (ended.outcome === 'killed') inFlightSince = new Date(scheduler.now).toISOString();
		else inFlightSince = ended.outcome === 'parked' ? ended.inFlightSince : undefined;
		world.faults.release();
		await scheduler.run(scheduler.now + scheduler.between(10_000, 300_000));
	}
	world.faults.release();
	await scheduler.run(scheduler.now + A_DAY_MS);
	played.live = fake
		.invoices()
		.filter((document) => document.reference === subject.invoice.reference && !document.cancelled);
	return played;
}

type Ended = IssueOutcome | { outcome: 'refused' | 'killed' };

async function run(subject: Subject, http: Http, life: Life, inFlightSince: string | undefined): Promise<Ended> {
	const { scheduler } = life.process;
	let ended: Ended | undefined;
	let defect: unknown;
	issueOnce(subject.accounting(http, life), subject.invoice, { sleep: life.sleep, now: life.now, inFlightSince })
		.then((outcome) => (ended = outcome))
		.catch((error: unknown) => {
			// Thrown only while no request is unaccounted for: a refusal, or a first look that failed.
			if (error instanceof VendorError) ended = { outcome: 'refused' };
			else defect = error;
		});
	const isOver = () => ended !== undefined || defect !== undefined || life.process.state === 'down';
	await scheduler.run(scheduler.now + LONGEST_RUN_MS, isOver);
	life.leave();
	if (defect !== undefined) throw defect;
	if (ended) return ended;
	if (life.process.state === 'down') return { outcome: 'killed' };
	throw new Error('The run did not end.');
}

/**
 * What is wrong with the end of a play. `mayStayUnknown`: the system neither refuses a second document nor shows in
 * time what it did not do, so a document that was never made may end as a question for a person.
 */
export function violationsOf({ outcomes, live, documentId }: Played, mayStayUnknown: boolean): string[] {
	const last = outcomes[outcomes.length - 1];
	const found: string[] = [];
	const complain = (text: string) => found.push(`${text} (runs: ${outcomes.join(', ')}; documents: ${live.length})`);
	if (live.length > 1) complain('more than one live document');
	if (last === 'issued' && live[0]?.id !== documentId) complain('issued, but this document is not in the books');
	if (last === 'conflict') complain('a conflict with itself');
	if (last === 'unknown' && (live.length > 0 || !mayStayUnknown)) complain('unknown, though it could be known');
	if (last === 'refused' && live.length > 0) complain('refused, but it is there');
	if (last === 'killed' || last === 'parked' || last === 'refused') complain('never came to an end');
	return found;
}
