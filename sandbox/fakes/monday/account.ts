import { randomBytes, randomUUID } from 'node:crypto';
import { timeOf } from '../time';
import type { LogicalStage, World } from '../types';
import { firmBoards, STAGE } from './boards';
import {
	emptyBooks,
	stamp,
	USER,
	type BoardRow,
	type Books,
	type ColumnRow,
	type Content,
	type FileRow,
	type ItemRow,
	type WebhookRow,
} from './books';
import { textOfContent } from './cells';

interface StatusChange {
	row: ItemRow;
	column: ColumnRow;
	before: number | undefined;
	after: number | undefined;
	byUser: boolean;
	silent: boolean;
}

/** One monday account: its books, which `reset` empties, and its boards, columns and webhooks, which stay. */
export class Account {
	books: Books = emptyBooks();
	readonly boards: BoardRow[] = firmBoards();
	webhooks: WebhookRow[] = [];
	/** How many lines of the log a page has at most, whatever is asked for. */
	mostLogLines = 10_000;
	/** Set by whoever delivers. */
	tell: (event: Record<string, unknown>) => void = () => undefined;
	/** Goes on through a reset: monday never gives an id twice. */
	private lastId = 990_000;

	constructor(
		readonly world: World,
		readonly id: string,
		readonly slug: string,
	) {}

	reset(): void {
		this.books = emptyBooks();
	}

	nextId(): string {
		return String(++this.lastId);
	}

	now(): string {
		return stamp(this.world.now());
	}

	board(id: string): BoardRow | undefined {
		const found = this.boards.find((board) => board.id === id);
		return found?.isHidden ? undefined : found;
	}

	column(boardId: string, columnId: string): ColumnRow | undefined {
		return this.boards.find((board) => board.id === boardId)?.columns.find(({ id }) => id === columnId);
	}

	addItem(boardId: string, name: string, parentId?: string): ItemRow {
		const now = this.now();
		const row: ItemRow = {
			id: this.nextId(),
			boardId,
			parentId,
			name,
			state: 'active',
			createdAt: now,
			updatedAt: now,
			cells: {},
		};
		this.books.items.set(row.id, row);
		this.log(row, '', 'create_pulse', { group_id: 'topics', pulse_name: name });
		return row;
	}

	/** A column that a person makes by hand. */
	addColumn(boardId: string, column: ColumnRow): ColumnRow {
		this.boards.find((board) => board.id === boardId)?.columns.push(column);
		return column;
	}

	/**
	 * Writes a cell. A status that really changes has a line in the log and is told to webhooks; anything else only has
	 * its line. @param quiet as an item is made together with its values: no line, no event
	 */
	setCell(
		row: ItemRow,
		column: ColumnRow,
		content: Content | undefined,
		by: { user: boolean; silent?: boolean; quiet?: boolean },
	): void {
		const before = row.cells[column.id]?.content;
		if (JSON.stringify(before) === JSON.stringify(content)) return;
		const updatedAt = this.now();
		if (content === undefined) delete row.cells[column.id];
		else row.cells[column.id] = { content, updatedAt };
		row.updatedAt = updatedAt;
		if (by.quiet) return;
		const [previous, value] = [before, content].map((each) => loggedValue(column, each));
		this.log(row, column.id, 'update_column_value', {
			group_id: 'topics',
			is_top_group: true,
			pulse_name: row.name,
			column_type: column.type === 'status' ? 'color' : column.type,
			column_title: column.title,
			value,
			previous_value: previous,
			textual_value: textOfContent(column, content),
			previous_textual_value: textOfContent(column, before),
		});
		if (column.type !== 'status') return;
		const [was, is] = [before, content].map((each) => (each && 'label' in each ? each.label : undefined));
		this.changed({ row, column, before: was, after: is, byUser: by.user, silent: by.silent ?? false });
	}

	/** A line of the log; shown late where a fault says so. */
	log(row: ItemRow, columnId: string, event: string, data: Record<string, unknown>): void {
		const lag = this.world.fault('monday', 'search-lag')?.delayMs ?? 0;
		this.books.log.push({
			id: randomUUID(),
			boardId: row.boardId,
			itemId: row.id,
			columnId,
			event,
			at: this.world.now().getTime(),
			visibleAt: timeOf(this.world).now() + lag,
			data: {
				board_id: Number(row.boardId),
				pulse_id: Number(row.id),
				...(row.parentId ? { parent_item_id: row.parentId } : {}),
				...(columnId ? { column_id: columnId } : {}),
				...data,
			},
		});
	}

	logicalStage(row: ItemRow): LogicalStage {
		const content = row.cells[STAGE]?.content;
		const label = content && 'label' in content ? content.label : 5;
		const found = this.column(row.boardId, STAGE)?.labels?.find(({ id }) => id === label);
		return found?.logical ?? 'open';
	}

	/** Notes what the API wrote, for `records()`. */
	noteWrite(row: ItemRow, write: { fields?: Record<string, string>; notes?: string[]; files?: FileRow[] }): void {
		this.books.writes.push({
			itemId: row.id,
			stage: this.logicalStage(row),
			fields: write.fields ?? {},
			notes: write.notes ?? [],
			files: write.files ?? [],
			at: this.world.now().toISOString(),
		});
		this.world.changed();
	}

	private changed({ row, column, before, after, byUser, silent }: StatusChange): void {
		const label = (id: number | undefined) => {
			const found = column.labels?.find((each) => each.id === id);
			return found
				? { label: { index: found.id, text: found.text, style: { color: '#00c875' }, is_done: false } }
				: null;
		};
		const at = this.world.now();
		const event = {
			app: 'monday',
			type: 'update_column_value',
			triggerTime: at.toISOString(),
			userId: Number(USER.id),
			boardId: Number(row.boardId),
			groupId: 'topics',
			pulseId: Number(row.id),
			pulseName: row.name,
			columnId: column.id,
			columnType: 'color',
			columnTitle: column.title,
			value: after === undefined ? null : { ...label(after), post_id: null },
			previousValue: label(before),
			changedAt: at.getTime() / 1000,
			isTopGroup: true,
			originalTriggerUuid: null,
			triggerUuid: randomBytes(16).toString('hex'),
		};
		if (byUser) this.books.lastEvents.set(row.id, event);
		if (!silent && row.parentId === undefined) this.tell(event);
		this.world.changed();
	}
}

function loggedValue(column: ColumnRow, content: Content | undefined): Record<string, unknown> | null {
	if (!content) return null;
	if (!('label' in content)) return { ...content };
	const label = column.labels?.find(({ id }) => id === content.label);
	return { label: { index: content.label, text: label?.text ?? '', is_done: label?.isDone === true }, post_id: null };
}
