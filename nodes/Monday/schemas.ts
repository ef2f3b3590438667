import Big from 'big.js';
import { z } from 'zod';

/** Only what is used. Ids come as text; some JSON inside texts holds them as numbers. */
export const id = z.union([z.string(), z.number()]).transform((value) => String(value));
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

/** JSON that monday sends as text inside JSON, or as it is; undefined where it is none. */
export function parsedJson(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

/** A number as decimal text; undefined where it is none. */
export function decimalText(value: unknown): string | undefined {
	const given = typeof value === 'number' ? String(value) : value;
	if (typeof given !== 'string' || !/^-?\d{1,15}(\.\d{1,15})?(e[+-]?\d{1,2})?$/i.test(given.trim())) return undefined;
	return new Big(given.trim()).round(8).toFixed();
}

const File = z.object({ name: text });

/** A cell of an item, with the fields of the types that are read. */
export const ColumnValue = z.object({
	id: z.string(),
	type: z.string(),
	text,
	value: z.unknown(),
	/** Status: the label's id, null while it was never set. */
	index: z.number().nullish(),
	label: z.string().nullish(),
	updated_at: z.string().nullish(),
	number: z.number().nullish(),
	symbol: text,
	display_value: text,
	linked_item_ids: z.array(id).default([]),
	email: text,
	url: text,
	phone: text,
	checked: z.boolean().nullish(),
	date: text,
	time: text,
	address: text,
	city: text,
	street: text,
	street_number: text,
	country: z.string().nullish(),
	country_short: text,
	nation: z.object({ code: z.string(), name: z.string() }).nullish(),
	files: z.array(File).default([]),
	persons_and_teams: z.array(z.object({ id, kind: z.string().nullish() })).nullish(),
});
export type ColumnValue = z.infer<typeof ColumnValue>;

/** A subitem, or an item of another board. */
export const Row = z.object({
	id,
	name: text,
	state: z.string().nullish(),
	column_values: z.array(ColumnValue),
});
export type Row = z.infer<typeof Row>;

export const Column = z.object({
	id: z.string(),
	title: text,
	type: z.string(),
	archived: z.boolean().default(false),
	settings: z.unknown(),
});
export type Column = z.infer<typeof Column>;

export const BoardWithColumns = z.object({ id, name: text, columns: z.array(Column).nullish() });
export type BoardWithColumns = z.infer<typeof BoardWithColumns>;

/** Boards that the user may not see are null, or left out. */
export const Boards = z
	.array(BoardWithColumns.nullish())
	.nullish()
	.transform((rows) => present(rows));

export const DealItem = Row.extend({
	url: text,
	created_at: text,
	board: BoardWithColumns.nullish(),
	subitems: z
		.array(Row.nullish())
		.nullish()
		.transform((rows) => present(rows)),
	updates: z
		.array(z.object({ id, body: text }))
		.nullish()
		.transform((rows) => rows ?? []),
});
export type DealItem = z.infer<typeof DealItem>;

export const listOf = <S extends z.ZodTypeAny>(row: S) =>
	z
		.array(row.nullish())
		.nullish()
		.transform((rows) => present(rows as (z.output<S> | null | undefined)[]));

export const User = z.object({ id, name: text, email: text });

/** A line of a board's activity log. `data` is JSON as text. */
export const LogRow = z.object({ id: z.string(), event: z.string(), created_at: z.string(), data: z.string() });
export type LogRow = z.infer<typeof LogRow>;

const Label = z.object({ index: z.number().nullish() }).passthrough();
/** What the log holds of a change of a status; old lines hold the label itself, without the branch around it. */
const StatusChange = z.object({ label: Label.nullish(), index: z.number().nullish() }).passthrough().nullish();
export const ColumnChange = z.object({
	pulse_id: id,
	column_id: z.string(),
	value: StatusChange.catch(undefined),
	previous_value: StatusChange.catch(undefined),
});

export const NewItem = z.object({
	id,
	created_at: text,
	column_values: z.array(z.object({ id: z.string(), index: z.number().nullish(), updated_at: z.string().nullish() })),
});
export type NewItem = z.infer<typeof NewItem>;
export const ItemsPage = z.object({ cursor: z.string().nullish(), items: z.array(NewItem) });

export const Webhook = z.object({ id, event: z.string(), board_id: id, config: z.string().nullish() });
export type Webhook = z.infer<typeof Webhook>;

function present<T>(rows: readonly (T | null | undefined)[] | null | undefined): T[] {
	return (rows ?? []).filter((row): row is T => row !== null && row !== undefined);
}
