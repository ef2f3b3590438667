import axios from 'axios';
import type { Sandbox } from '../../sandbox';
import { figuresOf, type Figures } from './figures';
import { markedDeal } from './deals';
import { residentMb, runsByWorkflow } from './n8nSide';
import { countsOf, outcomes, type Outcome } from './watch';
import type { CallLog, CallRecord } from '../../sandbox/calls';
import { allEffects } from '../../sandbox/effects';
import { setTimeout as pause } from 'node:timers/promises';

/** One way of moving deals, and what came of it. Times in milliseconds, calls and runs for each deal. */
export interface Measured {
	deals: number;
	/** Deals with all effects within the limit; each effect must be there once. */
	complete: number;
	doubled: number;
	/** How many deals lack which effect at the end. */
	missing: Record<string, number>;
	/** From the request that changes the stage to the mail in the mailbox. */
	mail: Figures;
	/** The same, each deal in the order in which they were moved. */
	mailMs: number[];
	/** To the last effect. */
	whole: Figures;
	dealsPerMinute: number;
	calls: Record<string, { answered: number; refused: number }>;
	/** The same by what was called, ids left out. */
	endpoints: Record<string, number>;
	/** Ended runs by workflow id. */
	runs: Record<string, { good: number; failed: number }>;
	rssMb: { before?: number; after?: number };
}

/** How long after the last effect the journal is closed and late doubles would show. */
const SETTLE_MS = 2_000;
/** For the events of the new deals. */
const QUIET_LIMIT_MS = 60_000;

/**
 * Moves this many deals to "invoice": all at once, or each when the one before it is complete. `ready` is called when
 * the deals are there and n8n has dealt with their events.
 */
export async function measure(
	sandbox: Sandbox,
	count: number,
	how: { atOnce: boolean; limitMs: number; ready?: () => void },
): Promise<Measured> {
	const { outside, n8n } = sandbox;
	if (!n8n) throw new Error('The bench needs n8n.');
	const { books, world } = outside;
	const http = axios.create({ baseURL: `${sandbox.url}/api`, proxy: false, timeout: 60_000 });
	const marks = new Map<string, string>();
	const madeAfter = world.calls.list().at(-1)?.id ?? 0;
	for (let made = 0; made < count; made++) {
		const { deal, mark } = markedDeal();
		marks.set((await http.post('/crm/bitrix24/deals', deal)).data.id, mark);
	}
	await quiet(world.calls, madeAfter, count);
	how.ready?.();
	const callsBefore = world.calls.list().at(-1)?.id ?? 0;
	const runsBefore = await runsByWorkflow(n8n);
	const before = await residentMb(n8n);

	const begun = new Map<string, number>();
	const move = async (id: string) => {
		begun.set(id, Date.now());
		await http.patch(`/crm/bitrix24/deals/${id}`, { stage: 'invoice' });
	};
	const start = Date.now();
	const done = new Map<string, Outcome>();
	const watch = async (part: ReadonlyMap<string, string>) => {
		for (const [id, outcome] of await outcomes(books, part, how.limitMs)) done.set(id, outcome);
	};
	if (how.atOnce) await Promise.all([watch(marks), ...[...marks.keys()].map(move)]);
	else for (const [id, mark] of marks) await Promise.all([watch(new Map([[id, mark]])), move(id)]);
	const elapsed = Date.now() - start;
	await pause(SETTLE_MS);

	const effects = allEffects(books);
	const calls = world.calls.list({ since: String(callsBefore) });
	const counts = [...marks.values()].map((mark) => countsOf(effects, mark));
	const doubled = counts.filter((each) => Object.values(each).some((count) => count > 1)).length;
	const missing: Measured['missing'] = {};
	for (const [kind, count] of counts.flatMap((each) => Object.entries(each)))
		if (count === 0) missing[kind] = (missing[kind] ?? 0) + 1;
	const since = (id: string, at: number) => at - (begun.get(id) ?? 0);
	const mailMs = [...marks.keys()].flatMap((id) => (done.has(id) ? since(id, done.get(id)!.mailAt) : []));
	return {
		deals: count,
		complete: done.size,
		doubled,
		missing,
		mail: figuresOf(mailMs),
		mailMs,
		whole: figuresOf([...done].map(([id, { completeAt }]) => since(id, completeAt))),
		dealsPerMinute: (done.size / elapsed) * 60_000,
		calls: callsByVendor(calls, count),
		endpoints: callsByEndpoint(calls, count),
		runs: difference(runsBefore, await runsByWorkflow(n8n)),
		rssMb: { before, after: await residentMb(n8n) },
	};
}

/** Each event of a new deal is looked into; those looks are no part of what follows. */
async function quiet(calls: CallLog, since: number, looks: number): Promise<void> {
	const begun = () => calls.list({ vendor: 'bitrix24', since: String(since) }).length;
	for (const end = Date.now() + QUIET_LIMIT_MS; begun() < looks && Date.now() < end;) await pause(100);
	await pause(SETTLE_MS);
}

function callsByVendor(calls: readonly CallRecord[], deals: number): Measured['calls'] {
	const sums: Measured['calls'] = {};
	for (const { vendor, status } of calls) {
		const sum = (sums[vendor] ??= { answered: 0, refused: 0 });
		if (status === 429 || status === 503) sum.refused += 1 / deals;
		else sum.answered += 1 / deals;
	}
	return sums;
}

function callsByEndpoint(calls: readonly CallRecord[], deals: number): Measured['endpoints'] {
	const sums: Measured['endpoints'] = {};
	for (const { vendor, method, path, status } of calls) {
		const where = vendor === 'bitrix24' ? path.split('/').at(-1) : path.replace(/[^/]*(\d|demo-)[^/.:]*/g, '*');
		const name = `${vendor} ${method} ${where}${status === 429 || status === 503 ? ' (refused)' : ''}`;
		sums[name] = (sums[name] ?? 0) + 1 / deals;
	}
	return sums;
}

function difference(
	before: Awaited<ReturnType<typeof runsByWorkflow>>,
	after: Awaited<ReturnType<typeof runsByWorkflow>>,
): Measured['runs'] {
	return Object.fromEntries(
		[...after].map(([id, { good, failed }]) => {
			const was = before.get(id) ?? { good: 0, failed: 0 };
			return [id, { good: good - was.good, failed: failed - was.failed }];
		}),
	);
}
