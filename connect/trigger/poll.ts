import {
	NodeOperationError,
	sleep,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import type { StageEntry } from '../../invoicing/deal';
import { VendorError } from '../http';
import type { Crm, StageRule } from '../ports';
import { tellEarlierDeals } from './earlier';
import { handOver, idOf } from './handOver';
import { memoryOf, type TriggerMemory } from './memory';
import { stageEntryOf } from './rules';
import { counts, isTooSoon, sweepFrom, watchStages, type SweepSettings, type SweepState } from './sweep';

export interface StageSource {
	crm: Crm;
	rules: readonly StageRule[];
	settings: SweepSettings;
	/** The vendor's name as people know it. */
	vendor: string;
	/** Renews what expires at the vendor: a lost subscription, a channel. Runs after the sweep. */
	renew?: () => Promise<void>;
}

/**
 * Runs that one turn starts; the next turn, a minute later, goes on. An n8n on SQLite that is given some hundred runs at
 * once takes more than a minute to write down that they began, and loses those that it could not (seen with 2.41.1).
 */
const MOST_RUNS = 50;
const FAILURES_BEFORE_ALARM = 3;
/**
 * So long n8n is kept waiting for a turn; a search that takes longer goes on by itself. n8n gives a trigger up whose first
 * turn takes more than about two minutes (2.41.1: "Workflow publication processing exceeded its deadline"): events go on
 * coming, but nobody calls `poll()` any more, and nobody is told.
 */
const LONGEST_TURN_MS = 20_000;
const LOOK_MS = 250;
/** A search that has not ended by then is in nobody's way any more; every request has a time limit, so none should. */
const FORGOTTEN_MS = 10 * 60_000;
/** Since when a search is under way, by the activation that it belongs to: a slow CRM is not asked twice at once. */
const underWay = new WeakMap<IPollFunctions, number>();
/** How far a manual test looks back for an example. */
const SAMPLE_DAYS = 30;

/**
 * One turn of a deal trigger's `poll()`. Emits each stage entry as a run of its own, now and then one run with all that
 * were emitted before (handOver.ts), and answers null; in manual mode answers the newest entry as an example and moves
 * nothing. The cursor moves after the last emit; a flood of entries takes several turns.
 * A vendor's failure never throws (it would fail the activation): after three in a row one error is told per outage.
 */
export async function pollStageEntries(
	context: IPollFunctions,
	source: StageSource,
	now: Date,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return sample(source, now);
	if (isUnderWay(context, now)) return null;
	underWay.set(context, now.getTime());
	const work = turn(context, source, now).finally(() => underWay.delete(context));
	await within(LONGEST_TURN_MS, work, (error) => context.__emitError(error));
	return null;
}

function isUnderWay(context: IPollFunctions, now: Date): boolean {
	const since = now.getTime() - (underWay.get(context) ?? -Infinity);
	// A clock that was set back holds nothing up.
	return since >= 0 && since < FORGOTTEN_MS;
}

/** Waits no longer than that; a failure that comes later is told in the other way. */
async function within(ms: number, work: Promise<void>, tellLate: (error: Error) => void): Promise<void> {
	let isLate = false;
	const done = work.then(
		() => true,
		(error: Error) => (isLate ? tellLate(error) : Promise.reject(error)),
	);
	// In short pauses: one of the whole length would outlive nearly every turn.
	for (let waited = 0; waited < ms; waited += LOOK_MS) if (await Promise.race([done, sleep(LOOK_MS)])) return;
	isLate = true;
}

async function turn(context: IPollFunctions, source: StageSource, now: Date): Promise<void> {
	const memory = memoryOf(String(context.getWorkflow().id), context.getNode().id);
	const data = context.getWorkflowStaticData('node') as IDataObject & SweepState;
	const state = watchStages(data, stagesOf(source), source.settings, now.toISOString());
	// Stored before anything can fail: from this moment on entries count.
	keep(data, state);
	if (isTooSoon(memory.sweptAt, source.settings, now.getTime())) return;
	try {
		const known: StageEntry[] = [];
		const entries = await entriesSince(source, state, sweepFrom(state, source.settings));
		let runs = 0;
		for (const entry of entries) {
			if (memory.seen.has(idOf(entry))) known.push(entry);
			else if (runs++ < MOST_RUNS && memory.seen.note(idOf(entry))) context.__emit([[{ json: asJson(entry) }]]);
		}
		memory.handedOver ??= { at: now.getTime(), times: new Map() };
		if (runs > 0) memory.handedOver.startedAt = now.getTime();
		const isWhole = runs <= MOST_RUNS;
		if (isWhole) {
			const again = handOver(memory.handedOver, known, now.getTime());
			if (again.length > 0) context.__emit([again.map((entry) => ({ json: asJson(entry) }))]);
			if (state.untold && (await tellEarlier(context, source, state.untold, state, entries))) data.untold = undefined;
			data.cursor = now.toISOString();
		}
		await source.renew?.();
		Object.assign(memory, { failures: 0, outageTold: false, ...(isWhole && { sweptAt: now.getTime() }) });
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		tellOutage(context, source, memory, error);
	}
}

/** Writes only what changed: every write to static data is a write to n8n's database. */
function keep(data: IDataObject & SweepState, state: SweepState): void {
	const kept = ({ watchedSince, cursor, untold, startFrom }: SweepState) => ({
		watchedSince,
		cursor,
		untold,
		startFrom,
	});
	const [before, after] = [kept(data), kept(state)];
	if (JSON.stringify(before) !== JSON.stringify(after)) Object.assign(data, after);
}

/** Stage entries since a moment that count, oldest first. */
async function entriesSince(
	source: StageSource,
	state: { watchedSince: Record<string, string> },
	since: string,
): Promise<StageEntry[]> {
	const account = await source.crm.account();
	const moves = await source.crm.stageMovesSince(since, stagesOf(source));
	return moves
		.filter((move) => counts(move, state.watchedSince))
		.map((move) => stageEntryOf(move, source.rules, { name: source.crm.name, account }))
		.filter((entry): entry is StageEntry => entry !== undefined);
}

async function tellEarlier(
	context: IPollFunctions,
	source: StageSource,
	stageIds: string[],
	{ watchedSince }: { watchedSince: Record<string, string> },
	entries: readonly StageEntry[],
): Promise<boolean> {
	const since = stageIds.map((id) => watchedSince[id] ?? '').sort()[0] ?? '';
	return tellEarlierDeals(context, source, { stageIds, since, entered: new Set(entries.map((entry) => entry.dealId)) });
}

async function sample(source: StageSource, now: Date): Promise<INodeExecutionData[][] | null> {
	const since = new Date(now.getTime() - SAMPLE_DAYS * 86_400_000).toISOString();
	const watchedSince = Object.fromEntries(stagesOf(source).map((stage) => [stage, since]));
	const newest = (await entriesSince(source, { watchedSince }, since)).at(-1);
	return newest ? [[{ json: asJson(newest) }]] : null;
}

function tellOutage(context: IPollFunctions, source: StageSource, memory: TriggerMemory, cause: VendorError): void {
	memory.failures += 1;
	if (memory.outageTold || memory.failures < FAILURES_BEFORE_ALARM) return;
	memory.outageTold = true;
	const message = `${source.vendor} could not be searched for deals in ${memory.failures} attempts. ${cause.message}`;
	const description = `${cause.advice} No deal is lost: the first search that succeeds looks back to the last good one.`;
	const error = new NodeOperationError(context.getNode(), message, { description });
	// What an error workflow gets of this is a copy without the message: only plain fields survive n8n's expressions.
	const kind = cause.cause_ === 'credential' ? 'credential' : 'unavailable';
	error.context.outage = { system: source.vendor, kind, text: `${message} ${description}` };
	context.__emitError(error);
}

function stagesOf(source: StageSource): string[] {
	return source.rules.map((rule) => rule.stageId);
}

function asJson(entry: StageEntry): IDataObject {
	return { ...entry };
}
