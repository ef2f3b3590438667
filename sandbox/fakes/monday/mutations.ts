import { createHash } from 'node:crypto';
import { breath } from '../time';
import type { Account } from './account';
import { apiError, columnValue, invalidBoard, invalidColumn, invalidItem, serverError } from './apiError';
import type { FileRow, ItemRow } from './books';
import { contentOf, textOfContent } from './cells';
import { columnView, itemView } from './items';
import { answersChallenge } from './webhooks';

export interface Caller {
	/** Signed in with the token of an app that signs its webhooks. */
	isApp: boolean;
}

export interface SentFile {
	name: string;
	content: Buffer;
}

/** The fields of `Mutation`. */
export const mutations = (account: Account) => ({
	change_multiple_column_values: async (args: { board_id: string; item_id?: string; column_values: unknown }) => {
		const row = itemOf(account, args.item_id);
		if (row.boardId !== args.board_id) throw invalidItem(row.id);
		const given: unknown =
			typeof args.column_values === 'string' ? parsed(args.column_values) : (args.column_values ?? undefined);
		if (typeof given !== 'object' || given === null || Array.isArray(given))
			throw apiError('INVALID_INPUT', 'column_values must be a JSON object', 400);
		// All or nothing: a value that does not fit changes none.
		const changes = Object.entries(given).map(([id, value]) => {
			const column = account.column(row.boardId, id);
			if (!column || column.archived) throw invalidColumn(id);
			return { column, content: contentOf(column, value) };
		});
		await breath(account.world);
		for (const { column, content } of changes) account.setCell(row, column, content, { user: false });
		account.noteWrite(row, {
			fields: Object.fromEntries(changes.map(({ column, content }) => [column.id, textOfContent(column, content)])),
		});
		return itemView(account, row);
	},

	create_update: async ({ item_id: itemId, body }: { item_id?: string; body: string }) => {
		const row = itemOf(account, itemId);
		if (body.trim() === '') throw apiError('INVALID_INPUT', 'body must not be empty', 400);
		await breath(account.world);
		const update = { id: account.nextId(), itemId: row.id, body, createdAt: account.now() };
		account.books.updates.push(update);
		account.noteWrite(row, { notes: [body] });
		return { id: update.id, body, text_body: body, created_at: update.createdAt, item_id: row.id };
	},

	add_file_to_column: async (args: { item_id: string; column_id: string; file: SentFile }) => {
		const row = itemOf(account, args.item_id);
		const column = account.column(row.boardId, args.column_id);
		if (!column || column.archived) throw invalidColumn(args.column_id);
		if (column.type !== 'file') throw columnValue(column.type, 'the column takes no files');
		await breath(account.world);
		const file: FileRow = {
			id: account.nextId(),
			name: args.file.name,
			size: args.file.content.length,
			sha256: createHash('sha256').update(args.file.content).digest('hex'),
			createdAt: account.now(),
		};
		const held = row.cells[column.id]?.content;
		const files = held && 'files' in held ? held.files : [];
		account.setCell(row, column, { files: [...files, file] }, { user: false });
		account.noteWrite(row, { files: [file] });
		const extension = /\.[^.]*$/.exec(file.name)?.[0] ?? '';
		const publicUrl = `https://files.monday.example/${file.id}`;
		return { id: file.id, name: file.name, file_extension: extension, file_size: file.size, public_url: publicUrl };
	},

	create_webhook: async (
		args: { board_id: string; url: string; event: string; config?: unknown },
		{ isApp }: Caller,
	) => {
		const { board_id: boardId, url, event } = args;
		if (!account.board(boardId)) throw invalidBoard(boardId);
		if (url.length > 255 || !URL.canParse(url)) throw apiError('INVALID_INPUT', 'url is not valid', 400);
		const config = typeof args.config === 'string' ? args.config : null;
		checkConfig(account, boardId, event, config);
		await breath(account.world);
		// Whoever does not answer the challenge gets no webhook, and no reason either.
		if (!(await answersChallenge(account.world, url))) throw serverError();
		const row = { id: account.nextId(), boardId, event, config, url, isSigned: isApp };
		account.webhooks.push(row);
		return { id: row.id, board_id: boardId, event, config };
	},

	delete_webhook: async ({ id }: { id: string }) => {
		await breath(account.world);
		const row = account.webhooks.find((each) => each.id === id);
		if (!row) throw apiError('ResourceNotFoundException', `webhook ${id} not found`, 404);
		account.webhooks = account.webhooks.filter((each) => each.id !== id);
		return { id, board_id: row.boardId, event: row.event, config: row.config };
	},

	create_column: async (args: { board_id: string; id?: string; title: string; column_type: string }) => {
		const board = account.board(args.board_id);
		if (!board) throw invalidBoard(args.board_id);
		const id = args.id ?? `${args.column_type}_mk${account.nextId()}`;
		if (args.id !== undefined && !/^[a-z_]{1,20}$/.test(args.id))
			throw apiError('InvalidColumnIdException', 'Column ID must be 1-20 lowercase letters or underscores', 400);
		await breath(account.world);
		if (board.columns.some((column) => column.id === id) || board.usedUp.has(id))
			throw apiError('InvalidColumnIdException', 'Column ID is already in use', 400);
		return columnView(account.addColumn(board.id, { id, title: args.title, type: args.column_type }));
	},
});

function itemOf(account: Account, id: string | undefined): ItemRow {
	const row = id === undefined ? undefined : account.books.items.get(id);
	if (!row || row.state !== 'active' || !account.board(row.boardId)) throw invalidItem(id ?? '');
	return row;
}

function checkConfig(account: Account, boardId: string, event: string, config: string | null): void {
	const wrong = () => apiError('INVALID_INPUT', 'config does not fit the event', 400);
	if (event !== 'change_status_column_value') return;
	const { columnId, columnValue: value } = (parsed(config ?? '') ?? {}) as {
		columnId?: string;
		columnValue?: { index?: number; $any$?: boolean };
	};
	const column = account.column(boardId, columnId ?? '');
	if (column?.type !== 'status') throw wrong();
	if (value?.$any$ !== true && !column.labels?.some(({ id }) => id === value?.index)) throw wrong();
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
