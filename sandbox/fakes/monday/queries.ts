import type { Account } from './account';
import { USER } from './books';
import { boardView, idsIn, itemView, pageOf } from './items';
import { invalidBoard } from './apiError';

interface Paged {
	ids?: string[];
	limit: number;
	page: number;
}

const MOST_IDS = 100;

/** The fields of `Query`. */
export const queries = (account: Account, complexity: () => Record<string, number>) => ({
	me: () => userView(account),
	version: () => ({ display_name: '2026-10', kind: 'current', value: '2026-10' }),
	complexity: () => complexity(),
	/** Without ids: the account's first items, as monday answers; deleted ones come along with their state. */
	items: ({ ids, limit, page, exclude_nonactive: onlyActive }: Paged & { exclude_nonactive?: boolean }) => {
		const wanted = ids && ids.length > 0 ? ids.slice(0, MOST_IDS) : [...account.books.items.keys()];
		return wanted
			.flatMap((id) => account.books.items.get(id) ?? [])
			.filter((row) => account.board(row.boardId) !== undefined)
			.filter((row) => !onlyActive || row.state === 'active')
			.slice((page - 1) * limit, page * limit)
			.map((row) => itemView(account, row));
	},
	boards: ({ ids, limit, page }: Paged) =>
		account.boards
			.filter((board) => !board.isHidden && (!ids || ids.length === 0 || ids.includes(board.id)))
			.slice((page - 1) * limit, page * limit)
			.map((board) => boardView(account, board)),
	next_items_page: ({ cursor, limit }: { cursor: string; limit: number }) => pageOf(account, idsIn(cursor), limit),
	users: ({ ids }: Paged) => (!ids || ids.length === 0 || ids.includes(USER.id) ? [userView(account)] : []),
	webhooks: ({ board_id: boardId }: { board_id: string }) => {
		if (!account.board(boardId)) throw invalidBoard(boardId);
		return account.webhooks
			.filter((row) => row.boardId === boardId)
			.map(({ id, event, config }) => ({ id, event, config, board_id: boardId }));
	},
});

function userView(account: Account): Record<string, unknown> {
	return { ...USER, account_id: account.id, account: { id: account.id, name: 'Demo', slug: account.slug } };
}
