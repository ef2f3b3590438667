import { z } from 'zod';
import { VendorError } from '../../connect/http';
import type { StageMove } from '../../connect/ports';
import { VENDOR } from './apiErrors';
import { read, type CallOptions, type MondayClient, type Variables } from './client';
import { createdIn, moveIn } from './moves';
import { latestMoves, MORE_ITEMS, MORE_LOG, search, type WatchedColumn } from './queries';
import { stageIdOf } from './stageId';
import { ItemsPage, listOf, LogRow, Webhook, type NewItem } from './schemas';

/** An event's read must be short: the search finds what it misses. */
const EVENT_READ_MS = 5_000;
/** monday tells of a change and writes its log side by side: a look at once may come too early. */
const LOG_NEEDS_MS = 2_000;
/** A page with fewer lines is the last one, whatever page size monday really grants. */
const SURELY_LAST = 100;
const MOST_PAGES = 20;
const SEARCH = 'search for deals that entered a watched stage';

const Log = z.object({ activity_logs: listOf(LogRow) });
const Logs = listOf(Log);
const Found = listOf(Log.extend({ items_page: ItemsPage }));

/** Newest move of one deal into any of these columns' watched labels; undefined when the log has none. One request. */
export async function latestStageMove(
	client: MondayClient,
	dealId: string,
	columns: readonly WatchedColumn[],
): Promise<StageMove | undefined> {
	if (columns.length === 0) return undefined;
	await client.settle(LOG_NEEDS_MS);
	const purpose = `read the activity log of deal ${dealId}`;
	const variables: Variables = { id: dealId };
	columns.forEach(({ boardId, columnId }, at) => {
		variables[`board${at}`] = boardId;
		variables[`column${at}`] = columnId;
	});
	const answer = await client.query(latestMoves(columns.length), variables, {
		kind: 'read',
		purpose,
		timeoutMs: EVENT_READ_MS,
	});
	const moves = columns.flatMap((column, at) => movesIn(rowsOf(read(Logs, answer[`log${at}`], purpose)), column));
	return oldestFirst(moves.filter((move) => move.dealId === dealId)).at(-1);
}

export interface SearchResult {
	moves: StageMove[];
	/** Webhooks by board, where they were asked for and monday told them. */
	webhooks: Map<string, Webhook[]>;
	/** Items that hold a watched label now, newest first, as far as the search shows them anyway. */
	inStages: { items: { id: string; stageId: string }[]; isWhole: boolean };
}

/**
 * Moves into these columns' watched labels since a moment, oldest first: one request, more only where a page is full.
 * @param webhooksOf boards whose webhooks are told along, which spares a request of its own
 */
export async function stageMovesSince(
	client: MondayClient,
	since: string,
	columns: readonly WatchedColumn[],
	webhooksOf: readonly string[] = [],
): Promise<SearchResult> {
	const inStages: SearchResult['inStages'] = { items: [], isWhole: true };
	if (columns.length === 0) return { moves: [], webhooks: new Map(), inStages };
	const call: CallOptions = { kind: 'read', purpose: SEARCH, optional: webhooksOf.map((_, at) => `hooks${at}`) };
	const answer = await client.query(search(columns, webhooksOf), searchVariables(since, columns, webhooksOf), call);
	const moves: StageMove[] = [];
	for (const [at, column] of columns.entries()) {
		const [board] = read(Found, answer[`log${at}`], SEARCH);
		if (!board) throw hiddenBoard(column.boardId);
		const logged = movesIn(await wholeLog(client, since, column, board.activity_logs), column);
		inStages.items.push(...board.items_page.items.flatMap((item) => stageOf(item, column)));
		inStages.isWhole &&= !board.items_page.cursor;
		const items = await newItems(client, since, column, board.items_page);
		moves.push(...logged, ...createdIn(items, column, logged, { since, now: client.now() }));
	}
	const seen = new Set<string>();
	const once = moves.filter(({ entryId, enteredAt }) => {
		if (seen.has(entryId) || Date.parse(enteredAt) < Date.parse(since)) return false;
		return seen.add(entryId);
	});
	return { moves: oldestFirst(once), webhooks: webhooksIn(answer, webhooksOf), inStages };
}

function stageOf({ id, column_values: cells }: NewItem, { boardId, columnId }: WatchedColumn) {
	const label = cells.find((cell) => cell.id === columnId)?.index;
	if (label === null || label === undefined) return [];
	return [{ id, stageId: stageIdOf({ boardId, columnId, labelId: String(label) }) }];
}

function searchVariables(since: string, columns: readonly WatchedColumn[], webhooksOf: readonly string[]): Variables {
	const variables: Variables = { since };
	columns.forEach(({ boardId, columnId, labelIds }, at) => {
		variables[`board${at}`] = boardId;
		variables[`column${at}`] = columnId;
		variables[`rule${at}`] = columnId;
		variables[`labels${at}`] = labelIds.map(Number);
	});
	webhooksOf.forEach((boardId, at) => (variables[`hooksOf${at}`] = boardId));
	return variables;
}

function webhooksIn(answer: Record<string, unknown>, webhooksOf: readonly string[]): Map<string, Webhook[]> {
	const told = webhooksOf.flatMap((boardId, at): [string, Webhook[]][] => {
		const rows = answer[`hooks${at}`];
		return rows === null || rows === undefined ? [] : [[boardId, read(listOf(Webhook), rows, SEARCH)]];
	});
	return new Map(told);
}

/** Nothing is known of it, and "no moves" may not be concluded: the search begins at the same moment next time. */
function hiddenBoard(boardId: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'notFound',
		outcome: 'notDone',
		message: `Board ${boardId} is not in monday.com, or the user of the credential may not see it.`,
		advice: 'Give that user the board, or choose another board and its stages in the trigger.',
	});
}

const rowsOf = (boards: z.output<typeof Logs>): LogRow[] => boards.flatMap((board) => board.activity_logs);

function movesIn(rows: readonly LogRow[], column: WatchedColumn): StageMove[] {
	return rows
		.map((row) => moveIn(row, column))
		.filter(
			(move): move is StageMove => move !== undefined && column.labelIds.includes(move.stageId.split(':')[2] ?? ''),
		);
}

/** Newest first: what is written while pages are read moves lines to later pages, so none is missed. */
async function wholeLog(
	client: MondayClient,
	since: string,
	column: WatchedColumn,
	first: LogRow[],
): Promise<LogRow[]> {
	const rows = [...first];
	let last = first;
	for (let page = 2; last.length >= SURELY_LAST && page <= MOST_PAGES; page++) {
		const variables = { board: column.boardId, column: column.columnId, since, page };
		const answer = await client.query(MORE_LOG, variables, { kind: 'read', purpose: SEARCH });
		last = rowsOf(read(Logs, answer.boards, SEARCH));
		rows.push(...last);
	}
	return rows;
}

/** Newest first, until one that was made before `since`. */
async function newItems(
	client: MondayClient,
	since: string,
	column: WatchedColumn,
	first: z.output<typeof ItemsPage>,
): Promise<NewItem[]> {
	const items = [...first.items];
	let page = first;
	for (let pages = 1; page.cursor && isNewerThan(page.items.at(-1), since) && pages < MOST_PAGES; pages++) {
		const variables = { cursor: page.cursor, column: column.columnId };
		const answer = await client.query(MORE_ITEMS, variables, { kind: 'read', purpose: SEARCH });
		page = read(ItemsPage, answer.next_items_page, SEARCH);
		items.push(...page.items);
	}
	return items;
}

const isNewerThan = (item: NewItem | undefined, since: string): boolean =>
	item !== undefined && Date.parse(item.created_at) >= Date.parse(since);

function oldestFirst(moves: StageMove[]): StageMove[] {
	return [...moves].sort((one, other) => Date.parse(one.enteredAt) - Date.parse(other.enteredAt));
}
