import type { DealsInStages, Pipeline, StageMove } from '../../connect/ports';
import { read, taken, type Bitrix24Client, type CallOptions } from './client';
import { toStages } from './mapping/standing';
import { Categories, DealIds, StageHistory, Statuses } from './schemas';

const DEAL = 2;
const PAGE = 50;
/** An event's read must be short: the sweep finds what it misses. */
const EVENT_READ_MS = 5_000;

/** Newest row of one deal's stage history; undefined when the deal is gone (its history goes with it). */
export async function latestStageMove(client: Bitrix24Client, dealId: string): Promise<StageMove | undefined> {
	const filter = { OWNER_ID: dealId };
	const params = { entityTypeId: DEAL, filter, order: { ID: 'DESC' }, select: ['*'], start: -1 };
	const purpose = `read the stage history of deal ${dealId}`;
	const result = await client.call('crm.stagehistory.list', params, {
		kind: 'read',
		purpose,
		timeoutMs: EVENT_READ_MS,
	});
	return read(StageHistory, result, purpose).items.map(toMove)[0];
}

/** Rows of the history into these stages, oldest first. Paged by id: `start: -1` spares Bitrix24 the counting. */
export async function stageMovesSince(
	client: Bitrix24Client,
	since: string,
	stageIds: readonly string[],
): Promise<StageMove[]> {
	const purpose = 'search for deals that entered a watched stage';
	const moves: StageMove[] = [];
	for (let last = '0'; ;) {
		const filter = { '>=CREATED_TIME': since, '@STAGE_ID': [...stageIds], '>ID': last };
		const params = { entityTypeId: DEAL, filter, order: { ID: 'ASC' }, select: ['*'], start: -1 };
		const { items } = read(
			StageHistory,
			await client.call('crm.stagehistory.list', params, { kind: 'read', purpose }),
			purpose,
		);
		moves.push(...items.map(toMove));
		const next = items.at(-1)?.ID;
		if (items.length < PAGE || next === undefined || next === last) return moves;
		last = next;
	}
}

/** Deals that stand in these stages, newest first: one request, which shows 50. */
export async function dealsIn(client: Bitrix24Client, stageIds: readonly string[]): Promise<DealsInStages> {
	const purpose = 'list the deals that stand in a watched stage';
	const filter = { '@stageId': [...stageIds] };
	const params = { entityTypeId: DEAL, filter, order: { id: 'DESC' }, select: ['id'], start: -1 };
	const { items } = read(DealIds, await client.call('crm.item.list', params, { kind: 'read', purpose }), purpose);
	return { ids: items.map(({ id }) => id), isWhole: items.length < PAGE };
}

/** All pipelines with their stages, in two requests. */
export async function pipelines(client: Bitrix24Client): Promise<Pipeline[]> {
	const call: CallOptions = { kind: 'read', purpose: 'read the pipelines and stages' };
	const result = await client.call('crm.category.list', { entityTypeId: DEAL }, call);
	const { categories } = read(Categories, result, call.purpose);
	const found: Pipeline[] = [];
	for (let at = 0; at < categories.length; at += PAGE) {
		const page = categories.slice(at, at + PAGE);
		const commands = page.map(({ id }) => {
			const filter = { ENTITY_ID: id === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${id}` };
			return [`stages${id}`, { method: 'crm.status.list', params: { filter, order: { SORT: 'ASC' } } }] as const;
		});
		const answer = await client.batch(Object.fromEntries(commands), call);
		for (const { id, name } of page)
			found.push({ id, name, stages: toStages(id, taken(answer, `stages${id}`, Statuses, call)) });
	}
	return found;
}

function toMove(row: StageHistory['items'][number]): StageMove {
	return {
		entryId: row.ID,
		dealId: row.OWNER_ID,
		pipelineId: row.CATEGORY_ID,
		stageId: row.STAGE_ID,
		enteredAt: row.CREATED_TIME,
	};
}
