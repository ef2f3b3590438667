import type { DealsInStages, StageMove } from '../../connect/ports';
import { paths } from './api';
import { toVendorErrorOfBatch } from './batchErrors';
import { ENTERED_CURRENT, enteredProperty, toMoves } from './mapping/moves';
import type { HubSpotAccess } from './readDeal';
import { HistoryRows, SearchPage } from './schemas';

/** Deals that one batch read takes when their history is asked for. */
const MOST_HISTORIES = 50;
/** The most that a page of the search holds. */
const PAGE = 200;
/** Groups of conditions that one search takes. */
const MOST_GROUPS = 5;
/** An event's read must be short: the sweep finds what it misses. */
const EVENT_READ_MS = 5_000;

/** The moves of these deals by their ids, oldest first; deals that are gone are missing. */
export async function movesOf(
	access: HubSpotAccess,
	ids: readonly string[],
	options: { timeoutMs?: number; purpose: string },
): Promise<Map<string, StageMove[]>> {
	const { client, settings } = access;
	const found = new Map<string, StageMove[]>();
	for (let at = 0; at < ids.length; at += MOST_HISTORIES) {
		const inputs = ids.slice(at, at + MOST_HISTORIES).map((id) => ({ id }));
		const body = { inputs, properties: ['pipeline'], propertiesWithHistory: ['dealstage'] };
		const answer = await client.read(HistoryRows, { method: 'POST', path: paths.batchRead('deals'), body, ...options });
		const failed = toVendorErrorOfBatch(answer.errors ?? [], options.purpose);
		if (failed) throw failed;
		const pipelines = await settings.pipelines();
		for (const row of answer.results) found.set(row.id, toMoves(row, pipelines));
	}
	return found;
}

/** For events: one request for all deals that one event tells of. */
export async function newestMoves(access: HubSpotAccess, ids: string[]): Promise<Map<string, StageMove>> {
	const [first] = ids;
	const purpose =
		ids.length === 1 ? `read the stage history of deal ${first}` : `read the stage history of ${ids.length} deals`;
	const moves = await movesOf(access, ids, { timeoutMs: EVENT_READ_MS, purpose });
	return new Map([...moves].flatMap(([id, own]) => own.slice(-1).map((move) => [id, move] as const)));
}

/**
 * Moves into these stages, oldest first. The search only finds the deals; what they did and when is read from their own
 * history, which is where events are looked up too: an entry has one id and one time, however it was found.
 */
export async function stageMovesSince(
	access: HubSpotAccess,
	since: string,
	stageIds: readonly string[],
): Promise<StageMove[]> {
	const purpose = 'search for deals that entered a watched stage';
	const from = Date.parse(since);
	const ids = await movedSince(access, from, stageIds, purpose);
	const moves = [...(await movesOf(access, ids, { purpose })).values()].flat();
	return moves
		.filter((move) => stageIds.includes(move.stageId) && Date.parse(move.enteredAt) >= from)
		.sort(
			(one, other) =>
				Date.parse(one.enteredAt) - Date.parse(other.enteredAt) || one.entryId.localeCompare(other.entryId),
		);
}

/**
 * Ids of the deals that entered one of the stages since then, and of some more. Each stage has a field of the day it was
 * last entered; where it is missing (not every plan has them), the day of the deal's last move of all serves, else that
 * of its last change.
 */
async function movedSince(
	access: HubSpotAccess,
	from: number,
	stageIds: readonly string[],
	purpose: string,
): Promise<string[]> {
	const names = [...(await access.settings.dealProperties()).keys()];
	const any = names.includes(ENTERED_CURRENT) ? ENTERED_CURRENT : 'hs_lastmodifieddate';
	const fields = [...new Set(stageIds.map((stageId) => enteredProperty(stageId, names) ?? any))];
	const ids = new Set<string>();
	for (let at = 0; at < fields.length; at += MOST_GROUPS)
		for (const id of await search(access, fields.slice(at, at + MOST_GROUPS), from, purpose)) ids.add(id);
	return [...ids];
}

/** Deals that stand in these stages, newest first: one request for five stages, which shows 200. */
export async function dealsIn({ client }: HubSpotAccess, stageIds: readonly string[]): Promise<DealsInStages> {
	const purpose = 'list the deals that stand in a watched stage';
	const ids: string[] = [];
	let isWhole = true;
	for (let at = 0; at < stageIds.length; at += MOST_GROUPS) {
		const filterGroups = stageIds
			.slice(at, at + MOST_GROUPS)
			.map((value) => ({ filters: [{ propertyName: 'dealstage', operator: 'EQ', value }] }));
		const sorts = [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }];
		const body = { filterGroups, sorts, properties: ['dealstage'], limit: PAGE, after: '0' };
		const { results } = await client.read(SearchPage, { method: 'POST', path: paths.search('deals'), body, purpose });
		ids.push(...results.map(({ id }) => id));
		isWhole &&= results.length < PAGE;
	}
	return { ids, isWhole };
}

/** Paged by the deal's id: pages counted from the start would shift while deals move, and end at 10,000. */
async function search(
	{ client }: HubSpotAccess,
	fields: readonly string[],
	from: number,
	purpose: string,
): Promise<string[]> {
	const ids: string[] = [];
	for (let last = '0'; ;) {
		const filterGroups = fields.map((propertyName) => ({
			filters: [
				{ propertyName, operator: 'GTE', value: String(from) },
				{ propertyName: 'hs_object_id', operator: 'GT', value: last },
			],
		}));
		const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
		const body = { filterGroups, sorts, properties: ['dealstage'], limit: PAGE, after: '0' };
		const { results } = await client.read(SearchPage, { method: 'POST', path: paths.search('deals'), body, purpose });
		ids.push(...results.map(({ id }) => id));
		const next = results.at(-1)?.id;
		if (results.length < PAGE || next === undefined || next === last) return ids;
		last = next;
	}
}
