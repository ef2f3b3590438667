import type { LogicalStage } from '../types';

export interface LabelRow {
	/** What values, filters and webhooks call `index`. */
	id: number;
	text: string;
	/** Place in the list that people see. */
	position: number;
	isDone?: boolean;
	logical?: LogicalStage;
}

export interface ColumnRow {
	id: string;
	title: string;
	type: string;
	archived?: boolean;
	/** Of status columns. */
	labels?: LabelRow[];
	/** Of dropdowns: names of the choices. */
	choices?: string[];
	/** Of connected boards and subitems. */
	boardIds?: string[];
	/** Of numbers. */
	symbol?: string;
}

export interface BoardRow {
	id: string;
	name: string;
	type: 'board' | 'sub_items_board';
	columns: ColumnRow[];
	/** Ids of columns that were deleted: monday gives them to no other column. */
	usedUp: Set<string>;
	/** Boards that the user of the token may not see. */
	isHidden?: boolean;
}

export interface FileRow {
	id: string;
	name: string;
	size: number;
	sha256: string;
	createdAt: string;
}

/** What a cell holds, by the type of its column; absent: empty. */
export type Content =
	| { text: string }
	| { number: string }
	| { label: number }
	| { choices: string[] }
	| { date: string; time?: string }
	| { checked: true }
	| { email: string; shown: string }
	| { url: string; shown: string }
	| { people: string[] }
	| { items: string[] }
	| { country: { code: string; name: string } }
	| { files: FileRow[] };

export interface Cell {
	content: Content;
	updatedAt: string;
}

export interface ItemRow {
	id: string;
	boardId: string;
	parentId?: string;
	name: string;
	state: 'active' | 'archived' | 'deleted';
	createdAt: string;
	updatedAt: string;
	cells: Record<string, Cell>;
}

export interface UpdateRow {
	id: string;
	itemId: string;
	body: string;
	createdAt: string;
}

export interface LogRow {
	id: string;
	boardId: string;
	itemId: string;
	columnId: string;
	event: string;
	/** The world's time, Unix milliseconds. */
	at: number;
	/** The machine's time from which on the log shows it. */
	visibleAt: number;
	data: Record<string, unknown>;
}

export interface WebhookRow {
	id: string;
	boardId: string;
	event: string;
	config: string | null;
	url: string;
	/** Made with the token of an app that signs. */
	isSigned: boolean;
}

/** What the API wrote onto a deal, kept for the tests' eyes. */
export interface WriteRow {
	itemId: string;
	stage: LogicalStage;
	fields: Record<string, string>;
	notes: string[];
	files: FileRow[];
	at: string;
}

export interface Books {
	items: Map<string, ItemRow>;
	updates: UpdateRow[];
	log: LogRow[];
	writes: WriteRow[];
	/** The last event of a deal that a user caused, as it was or would have been delivered. */
	lastEvents: Map<string, Record<string, unknown>>;
}

export const emptyBooks = (): Books => ({
	items: new Map(),
	updates: [],
	log: [],
	writes: [],
	lastEvents: new Map(),
});

export const USER = { id: '5501', name: 'Anna Serwisowa', email: 'anna@seller.example' };

/** ISO in UTC, whole seconds, as monday writes the times of items. */
export const stamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
