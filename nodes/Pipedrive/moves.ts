import { VendorError } from '../../connect/http';
import type { DealsInStages, StageMove } from '../../connect/ports';
import type { PipedriveClient } from './client';
import { momentOf, secondsOf } from './moments';
import { ChangeRow, DealRow } from './schemas';
import type { Sightings } from './sightings';
import { stageOf, wonStage } from './stages';

/** An event's read, and a search, must be short: what they miss is found later. */
const EVENT_READ_MS = 5_000;
/** So many pages of updated deals are looked through whole (2,000 deals, 40 tokens); more, and only watched stages are. */
const MOST_PAGES = 4;
/** Changelogs that one search may ask for, 20 tokens each; the rest waits for the next search. */
const MOST_LOOKS = 20;
/** Newest changes of a deal that are looked through. */
const CHANGES = 100;

/** The same entry has the same id, whoever tells it: deal, stage and second. */
export function moveInto(dealId: string, pipelineId: string, stageId: string, at: string): StageMove {
	return { entryId: `${dealId}-${stageId}-${secondsOf(at)}`, dealId, pipelineId, stageId, enteredAt: at };
}

/** What a deal shows of its own history: when it entered its stage, and when it was won. */
export function movesShown(row: DealRow): StageMove[] {
	const entered = momentOf(row.stage_change_time ?? row.add_time);
	const won = row.status === 'won' ? momentOf(row.won_time) : undefined;
	return [
		...(entered ? [moveInto(row.id, row.pipeline_id, row.stage_id, entered)] : []),
		...(won ? [moveInto(row.id, row.pipeline_id, wonStage(row.pipeline_id), won)] : []),
	];
}

/** Newest move of one deal; undefined when it is gone. 1 token. */
export async function latestStageMove(client: PipedriveClient, dealId: string): Promise<StageMove | undefined> {
	const purpose = `read the stage of deal ${dealId}`;
	const call = { version: 'v2', path: `/deals/${dealId}`, purpose, timeoutMs: EVENT_READ_MS } as const;
	const row = await client.maybe(call, DealRow);
	return row && row.status !== 'deleted' ? movesShown(row).find((move) => move.stageId === stageOf(row)) : undefined;
}

/**
 * Moves into the watched stages since a moment: from the deals that changed since then (10 tokens a page), from what
 * events told, and from the changelog of deals that may have passed through a watched stage unseen.
 */
export async function stageMovesSince(
	client: PipedriveClient,
	sightings: Sightings,
	since: string,
	stageIds: readonly string[],
): Promise<StageMove[]> {
	// Pipedrive keeps whole seconds: a deal that changed in the second of `since` changed before it to the millisecond.
	const rows = await changedDeals(client, momentOf(since) ?? since, stageIds);
	for (const row of rows) movesShown(row).forEach((move) => sightings.note(move));
	const unexplained = rows.flatMap((row) => {
		const newest = movesShown(row)
			.map((move) => move.enteredAt)
			.sort()
			.at(-1);
		// A deal that never moved since it was made hides nothing.
		const isRecent = newest !== undefined && secondsOf(newest) >= secondsOf(since) && newest !== momentOf(row.add_time);
		const elsewhere = stageIds.filter((stage) => stage !== row.stage_id && stage !== stageOf(row));
		if (!isRecent || elsewhere.length === 0) return [];
		return sightings.isExplained(row.id, newest, stageIds) ? [] : [{ row, newest }];
	});
	for (const { row, newest } of unexplained.slice(0, MOST_LOOKS)) {
		for (const move of await movesInChangelog(client, row)) sightings.note(move);
		sightings.lookedUp(row.id, newest);
	}
	return sightings.since(since, stageIds);
}

/** All deals that changed; where they are too many, those that stand in a watched stage. */
async function changedDeals(client: PipedriveClient, since: string, stageIds: readonly string[]): Promise<DealRow[]> {
	const purpose = 'search for deals that entered a watched stage';
	const query = { updated_since: since, sort_by: 'update_time', sort_direction: 'asc' };
	const call = { version: 'v2', path: '/deals', purpose } as const;
	const changed = await client.list({ ...call, query }, DealRow, MOST_PAGES);
	if (changed.isWhole) return changed.rows;
	const found = new Map(changed.rows.map((row) => [row.id, row]));
	for (const stageId of stageIds) {
		const { rows } = await client.list({ ...call, query: { ...query, ...placeOf(stageId) } }, DealRow);
		for (const row of rows) found.set(row.id, row);
	}
	return [...found.values()];
}

/** What a list of deals takes to show those of one stage. */
function placeOf(stageId: string): Record<string, string> {
	const [, wonPipeline] = /^won:(.+)$/.exec(stageId) ?? [];
	return wonPipeline ? { pipeline_id: wonPipeline, status: 'won' } : { stage_id: stageId };
}

/** Deals that stand in these stages, those that changed last first. 10 tokens a stage, which show 500. */
export async function dealsIn(client: PipedriveClient, stageIds: readonly string[]): Promise<DealsInStages> {
	const purpose = 'list the deals that stand in a watched stage';
	const order = { sort_by: 'update_time', sort_direction: 'desc' };
	const ids = new Set<string>();
	let areWhole = true;
	for (const stageId of stageIds) {
		// A deal that was won or lost keeps its stage.
		const query = { status: 'open', ...order, ...placeOf(stageId) };
		const { rows, isWhole } = await client.list({ version: 'v2', path: '/deals', query, purpose }, DealRow, 1);
		for (const row of rows) ids.add(row.id);
		areWhole &&= isWhole;
	}
	return { ids: [...ids], isWhole: areWhole };
}

/** Earlier moves of one deal. Without the right to read changelogs there are none to be had. 20 tokens. */
async function movesInChangelog(client: PipedriveClient, deal: DealRow): Promise<StageMove[]> {
	const { id, pipeline_id: pipelineId } = deal;
	const call = { version: 'v1', path: `/deals/${id}/changelog`, purpose: `read the history of deal ${id}` } as const;
	try {
		const changes = await client.data({ ...call, query: { limit: CHANGES } }, ChangeRow.array());
		const told = changes.flatMap(({ field_key: key, new_value: value, time }) => {
			const at = momentOf(time);
			if (at === undefined) return [];
			if (key === 'stage_id') return [moveInto(id, pipelineId, String(value), at)];
			return key === 'status' && value === 'won' ? [moveInto(id, pipelineId, wonStage(pipelineId), at)] : [];
		});
		const first = changes.length < CHANGES ? firstStage(deal, changes) : undefined;
		return first ? [first, ...told] : told;
	} catch (error) {
		if (error instanceof VendorError && error.cause_ === 'permission') return [];
		return Promise.reject(error);
	}
}

/** The changelog does not say in which stage a deal was made; the oldest change of its stage says from where it came. */
function firstStage(deal: DealRow, changes: readonly ChangeRow[]): StageMove | undefined {
	const [oldest] = changes
		.filter((change) => change.field_key === 'stage_id')
		.sort((one, other) => one.time.localeCompare(other.time));
	const made = momentOf(deal.add_time);
	if (!oldest || made === undefined || oldest.old_value === null || oldest.old_value === undefined) return undefined;
	return moveInto(deal.id, deal.pipeline_id, String(oldest.old_value), made);
}
