import { DateTime } from 'luxon';
import { VendorError } from '../../connect/http';
import type { DealsInStages, StageMove } from '../../connect/ports';
import { PAGE, type ZohoClient } from './client';
import { pipelinesOfLayout } from './pipelines';
import { DealHistoryRow, DealPlace, EditedDeal, HistoryRow } from './schemas';
import { partsOf, stageIdOf } from './stageId';

/** An event's read must be short: the sweep finds what it misses. */
export const EVENT_READ_MS = 5_000;
/** Deals whose histories a search reads at the same time. */
const AT_ONCE = 5;
const NEWEST_FIRST = { sort_by: 'Modified_Time', sort_order: 'desc' };

/** How long what just happened is read anew: one list of Zoho's may show it earlier than another. */
const FRESH_MS = 2 * 60_000;

/** Says of a deal that something happened to it, and when. */
interface Mark {
	key: string;
	at: string;
}

/**
 * What searches of one organisation remember, so that a deal is read anew only when something happened to it. A cache:
 * after a restart the deals of the overlap are read once more.
 */
export class KnownHistory {
	private readonly known = new Map<string, { key: string; moves: StageMove[] }>();
	/** False once Zoho has refused the list of all history rows. */
	isListable = true;

	constructor(
		private readonly now: () => number = Date.now,
		private readonly most = 5_000,
	) {}

	async of(dealId: string, mark: Mark, read: () => Promise<StageMove[]>): Promise<StageMove[]> {
		const before = this.known.get(dealId);
		if (before?.key === mark.key) return before.moves;
		const moves = await read();
		if (this.now() - millis(mark.at) < FRESH_MS) return moves;
		this.known.delete(dealId);
		this.known.set(dealId, { key: mark.key, moves });
		if (this.known.size > this.most) this.known.delete(this.known.keys().next().value as string);
		return moves;
	}
}

/**
 * The moves of one deal, oldest first; empty when it is gone. Two requests at the same time: the history does not say
 * in which pipeline the deal stands, and the stage alone would be that of every pipeline.
 */
export async function movesOf(client: ZohoClient, dealId: string, timeoutMs?: number): Promise<StageMove[]> {
	const purpose = `read the stage history of deal ${dealId}`;
	const call = { purpose, timeoutMs };
	const [rows, place] = await Promise.all([
		historyOf(client, dealId, call),
		client.record(`Deals/${dealId}`, DealPlace, call, { fields: 'Stage,Pipeline,Layout' }),
	]);
	if (!place) return [];
	const pipelineId = await pipelineOf(client, place);
	return entriesOf(rows).map((row) => ({
		entryId: row.id,
		dealId,
		pipelineId,
		stageId: stageIdOf(pipelineId, row.Stage),
		enteredAt: row.Modified_Time,
	}));
}

/** The deal's own list; of a deal that is gone Zoho calls the id invalid. */
async function historyOf(
	client: ZohoClient,
	dealId: string,
	call: { purpose: string; timeoutMs?: number },
): Promise<HistoryRow[]> {
	try {
		return await client.list(`Deals/${dealId}/Stage_History`, { fields: 'Stage,Modified_Time' }, HistoryRow, call);
	} catch (error) {
		if (error instanceof VendorError && error.cause_ === 'notFound') return [];
		return Promise.reject(error);
	}
}

/** The deal's pipeline. Deals from before an organisation had pipelines hold none: they stand in the default one. */
export async function pipelineOf(client: ZohoClient, place: Pick<DealPlace, 'Pipeline' | 'Layout'>): Promise<string> {
	if (place.Pipeline !== '' || !place.Layout) return place.Pipeline;
	return (await pipelinesOfLayout(client, place.Layout.id))[0]?.id ?? '';
}

/**
 * Rows that are entries, oldest first. A deal that is saved in its stage can get another row of the same stage (an
 * amount, a closing date): such a row is no entry, the first of the run is.
 */
export function entriesOf(rows: readonly HistoryRow[]): HistoryRow[] {
	const ordered = [...rows].sort(
		(one, other) => millis(one.Modified_Time) - millis(other.Modified_Time) || byId(one.id, other.id),
	);
	return ordered.filter((row, index) => row.Stage !== ordered[index - 1]?.Stage);
}

/**
 * Moves into these stages since a moment, oldest first. One list tells which deals have moved; each of them is read like
 * after an event, so that an entry is the same however it was found.
 */
export async function stageMovesSince(
	client: ZohoClient,
	known: KnownHistory,
	since: string,
	stageIds: readonly string[],
): Promise<StageMove[]> {
	const touched = await touchedDeals(client, known, since, stageIds);
	const moves: StageMove[] = [];
	const deals = [...touched];
	// A few at a time: a search that looks far back must not stand in the way of a deal that is being read.
	for (let at = 0; at < deals.length; at += AT_ONCE) {
		const some = deals.slice(at, at + AT_ONCE);
		const read = async ([dealId, mark]: [string, Mark]) => known.of(dealId, mark, async () => movesOf(client, dealId));
		moves.push(...(await Promise.all(some.map(read))).flat());
	}
	return moves
		.filter((move) => stageIds.includes(move.stageId) && millis(move.enteredAt) >= from(since))
		.sort((one, other) => millis(one.enteredAt) - millis(other.enteredAt) || byId(one.entryId, other.entryId));
}

/** Deals that may have entered one of the stages since, each with a mark that changes when its history does. */
async function touchedDeals(
	client: ZohoClient,
	known: KnownHistory,
	since: string,
	stageIds: readonly string[],
): Promise<Map<string, Mark>> {
	if (known.isListable) {
		try {
			return await movedDeals(client, since, stageIds);
		} catch (error) {
			if (!(error instanceof VendorError) || !isRefusal(error)) return Promise.reject(error);
			known.isListable = false;
		}
	}
	return editedDeals(client, since);
}

/** The list of all history rows is a module like others, but not documented as one for every edition. */
function isRefusal(error: VendorError): boolean {
	return ['rejected', 'permission', 'notFound'].includes(error.cause_);
}

async function movedDeals(client: ZohoClient, since: string, stageIds: readonly string[]): Promise<Map<string, Mark>> {
	const stages = new Set(stageIds.map((stageId) => partsOf(stageId).stage));
	const query = { fields: 'Potential_Name,Stage,Modified_Time', ...NEWEST_FIRST };
	const call = { purpose: 'search for deals that entered a watched stage' };
	const rows = await client.list('DealHistory', query, DealHistoryRow, call, isOlder(since));
	const touched = new Map<string, Mark>();
	for (const row of rows) {
		const dealId = row.Potential_Name?.id;
		if (!dealId || !stages.has(row.Stage) || millis(row.Modified_Time) < from(since)) continue;
		// Newest first: the first row of a deal is its mark.
		if (!touched.has(dealId)) touched.set(dealId, { key: row.id, at: row.Modified_Time });
	}
	return touched;
}

/** Without that list: every deal that was edited since. Costs more reads, finds the same. */
async function editedDeals(client: ZohoClient, since: string): Promise<Map<string, Mark>> {
	const query = { fields: 'Stage,Modified_Time', ...NEWEST_FIRST };
	const call = { purpose: 'search for deals that were edited' };
	const rows = await client.list('Deals', query, EditedDeal, call, isOlder(since));
	return new Map(
		rows
			.filter((row) => millis(row.Modified_Time) >= from(since))
			.map(({ id, Modified_Time: at }) => [id, { key: at, at }]),
	);
}

/** Of the 200 deals that were edited last those that stand in these stages: Zoho filters only with a right of its own. */
export async function dealsIn(client: ZohoClient, stageIds: readonly string[]): Promise<DealsInStages> {
	const query = { fields: 'Stage,Pipeline,Layout', ...NEWEST_FIRST };
	const call = { purpose: 'list the deals that stand in a watched stage' };
	const rows = await client.list('Deals', query, DealPlace, call, () => true);
	const ids: string[] = [];
	for (const row of rows) if (stageIds.includes(stageIdOf(await pipelineOf(client, row), row.Stage))) ids.push(row.id);
	return { ids, isWhole: rows.length < PAGE };
}

const isOlder = (since: string) => (rows: { Modified_Time: string }[]) =>
	millis(rows.at(-1)?.Modified_Time ?? '') < from(since);

/** Zoho tells whole seconds: what happened within the second of `since` is not before it. */
function from(since: string): number {
	return Math.floor(millis(since) / 1000) * 1000;
}

/** Zoho writes times with the offset of the user, not in UTC. */
function millis(instant: string): number {
	return DateTime.fromISO(instant, { setZone: true }).toMillis();
}

/** Ids are longer than a number can hold exactly. */
function byId(one: string, other: string): number {
	return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
