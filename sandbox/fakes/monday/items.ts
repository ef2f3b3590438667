import { timeOf } from '../time';
import type { Account } from './account';
import { apiError } from './apiError';
import type { BoardRow, ColumnRow, ItemRow, LogRow } from './books';
import { cellView } from './cells';

interface CellArguments {
	ids?: string[];
	types?: string[];
}

/** An item as the API shows it; what was not asked for is not made. */
export function itemView(account: Account, row: ItemRow): Record<string, unknown> {
	const { books } = account;
	const board = account.boards.find(({ id }) => id === row.boardId)!;
	const names = (ids: readonly string[]) => ids.map((id) => books.items.get(id)?.name ?? '').join(', ');
	const subitems = () =>
		[...books.items.values()].filter((each) => each.parentId === row.id && each.state === 'active');
	return {
		id: row.id,
		name: row.name,
		url: `https://${account.slug}.monday.com/boards/${row.boardId}/pulses/${row.id}`,
		state: row.state,
		created_at: row.createdAt,
		updated_at: row.updatedAt,
		board: () => boardView(account, board),
		column_values: ({ ids, types }: CellArguments) =>
			board.columns
				.filter(({ type, archived }) => type !== 'name' && !archived)
				.filter(({ id, type }) => (!ids || ids.includes(id)) && (!types || types.includes(type)))
				.map((column) =>
					cellView(
						column,
						row.cells[column.id],
						names,
						subitems().map(({ id }) => id),
					),
				),
		subitems: () => subitems().map((each) => itemView(account, each)),
		updates: ({ limit, page }: { limit: number; page: number }) =>
			books.updates
				.filter(({ itemId }) => itemId === row.id)
				.reverse()
				.slice((page - 1) * limit, page * limit)
				.map(({ id, body, createdAt }) => ({
					id,
					body,
					text_body: body.replace(/<[^>]*>/g, ''),
					created_at: createdAt,
					item_id: row.id,
				})),
	};
}

export function boardView(account: Account, board: BoardRow): Record<string, unknown> {
	return {
		id: board.id,
		name: board.name,
		state: 'active',
		type: board.type,
		hierarchy_type: 'classic',
		columns: ({ ids, types }: CellArguments) =>
			board.columns
				.filter(({ archived }) => !archived)
				.filter(({ id, type }) => (!ids || ids.includes(id)) && (!types || types.includes(type)))
				.map(columnView),
		activity_logs: (args: LogArguments) => activityLog(account, board, args),
		items_page: (args: PageArguments) => itemsPage(account, board, args),
	};
}

export function columnView(column: ColumnRow): Record<string, unknown> {
	const { id, title, type, archived, labels, choices, boardIds, symbol } = column;
	const settings = labels
		? {
				labels: labels.map((label) => ({
					id: label.id,
					color: label.id,
					label: label.text,
					index: label.position,
					is_done: label.isDone === true,
					is_deactivated: false,
				})),
			}
		: choices
			? { labels: choices.map((label, at) => ({ id: at + 1, label })) }
			: boardIds
				? { boardIds: boardIds.map(Number), allowMultipleItems: true }
				: symbol
					? { unit: { symbol, direction: 'right' } }
					: {};
	return { id, title, type, archived: archived ?? false, settings };
}

interface LogArguments {
	column_ids?: string[];
	item_ids?: string[];
	from?: string;
	to?: string;
	limit: number;
	page: number;
}

/** Newest first. */
function activityLog(account: Account, board: BoardRow, args: LogArguments): Record<string, unknown>[] {
	const [from, to] = [args.from, args.to].map((time) => (time === undefined ? undefined : instant(time)));
	const now = timeOf(account.world).now();
	const rows = account.books.log.filter(
		(row) =>
			row.boardId === board.id &&
			row.visibleAt <= now &&
			(!args.column_ids || args.column_ids.includes(row.columnId)) &&
			(!args.item_ids || args.item_ids.includes(row.itemId)) &&
			(from === undefined || row.at >= from) &&
			(to === undefined || row.at <= to),
	);
	const limit = Math.min(args.limit, account.mostLogLines);
	const { page } = args;
	return rows
		.reverse()
		.slice((page - 1) * limit, page * limit)
		.map((row) => logView(account, row));
}

function logView(account: Account, row: LogRow): Record<string, unknown> {
	return {
		id: row.id,
		event: row.event,
		entity: 'pulse',
		user_id: '5501',
		account_id: account.id,
		// Units of 100 nanoseconds since 1970: 17 digits.
		created_at: String(BigInt(row.at) * 10_000n + 484n),
		data: JSON.stringify(row.data),
	};
}

function instant(time: string): number {
	const at = Date.parse(time);
	if (Number.isNaN(at)) throw apiError('INVALID_INPUT', 'Invalid ISO8601DateTime', 400);
	return at;
}

interface PageArguments {
	limit: number;
	cursor?: string;
	query_params?: {
		rules?: { column_id: string; compare_value: unknown; operator?: string }[];
		order_by?: { column_id: string; direction?: string }[];
	};
}

const MOST_IN_A_PAGE = 500;

function itemsPage(account: Account, board: BoardRow, { limit, query_params: query }: PageArguments) {
	let rows = [...account.books.items.values()].filter((row) => row.boardId === board.id && row.state === 'active');
	for (const rule of query?.rules ?? []) {
		if (!board.columns.some(({ id, type }) => id === rule.column_id && type === 'status'))
			throw apiError('InvalidColumnIdException', `column ${rule.column_id} cannot be filtered like this`);
		const wanted = Array.isArray(rule.compare_value) ? rule.compare_value : [rule.compare_value];
		if ((rule.operator ?? 'any_of') !== 'any_of' || !wanted.every((each) => typeof each === 'number'))
			throw apiError('INVALID_INPUT', 'compare_value of a status takes ids of labels');
		rows = rows.filter((row) => {
			const content = row.cells[rule.column_id]?.content;
			return content !== undefined && 'label' in content && wanted.includes(content.label);
		});
	}
	for (const order of query?.order_by ?? []) {
		if (order.column_id !== '__creation_log__') throw apiError('INVALID_INPUT', 'cannot be sorted by this column');
		rows.sort((one, other) => Number(one.id) - Number(other.id));
		if (order.direction === 'desc') rows.reverse();
	}
	return pageOf(
		account,
		rows.map(({ id }) => id),
		limit,
	);
}

/** The rest of the ids stands in the cursor itself, so that a page is of the moment when the first one was asked for. */
export function pageOf(account: Account, ids: readonly string[], limit: number): Record<string, unknown> {
	if (limit < 1 || limit > MOST_IN_A_PAGE) throw apiError('INVALID_INPUT', `limit must be 1 to ${MOST_IN_A_PAGE}`);
	const rest = ids.slice(limit);
	const items = ids.slice(0, limit).flatMap((id) => account.books.items.get(id) ?? []);
	return {
		cursor: rest.length > 0 ? Buffer.from(JSON.stringify(rest)).toString('base64url') : null,
		items: items.map((row) => itemView(account, row)),
	};
}

export function idsIn(cursor: string): string[] {
	try {
		return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[];
	} catch {
		throw apiError('CursorException', 'CursorError: The cursor provided for pagination has expired');
	}
}
