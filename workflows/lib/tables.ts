import type { Canvas } from './canvas';
import { base, type At, type Extra } from './nodes';

/** n8n's Data Table node as the scenarios use it. */

/** A table addressed by its id, which the step "Tables" found by the exact name. */
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const mapAll = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };

/** Named columns, each with the schema entry that the editor asks for. */
const named = (values: Record<string, string>) => ({
	mappingMode: 'defineBelow',
	value: values,
	matchingColumns: [],
	schema: Object.keys(values).map((id) => ({
		id,
		displayName: id,
		type: 'string',
		display: true,
		required: false,
		defaultMatch: false,
	})),
});

const dataTable = (
	canvas: Canvas,
	name: string,
	at: At,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): string => canvas.add(name, at, base('dataTable'), 1.1, parameters, extra);

interface RowCondition {
	keyName: string;
	condition: 'eq' | 'neq' | 'gt' | 'lt' | 'like';
	keyValue: string | undefined;
}

const ofReference = (reference: string | undefined): RowCondition => ({
	keyName: 'reference',
	condition: 'eq',
	keyValue: reference,
});

export const insertRow = (canvas: Canvas, name: string, at: At, table: string, extra: Extra = {}): string =>
	dataTable(
		canvas,
		name,
		at,
		{ resource: 'row', operation: 'insert', dataTableId: byId(table), columns: mapAll, options: {} },
		extra,
	);

/** All rows of one reference; n8n's own default would stop at 50. */
export const readRows = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	reference: string,
	extra: Extra = {},
): string => readWindow(canvas, name, at, table, [ofReference(reference)], undefined, extra);

export const upsertRow = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	values: Record<string, string>,
): string =>
	dataTable(canvas, name, at, {
		resource: 'row',
		operation: 'upsert',
		dataTableId: byId(table),
		matchType: 'allConditions',
		filters: { conditions: [ofReference(values.reference)] },
		columns: named(values),
		options: {},
	});

/** Changes columns of the row of a reference, and only those. */
export const updateRow = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	{ reference, ...values }: Record<string, string> & { reference: string },
): string =>
	dataTable(canvas, name, at, {
		resource: 'row',
		operation: 'update',
		dataTableId: byId(table),
		matchType: 'allConditions',
		filters: { conditions: [ofReference(reference)] },
		columns: named(values),
		options: {},
	});

export const listTables = (canvas: Canvas, name: string, at: At): string =>
	dataTable(
		canvas,
		name,
		at,
		{ resource: 'table', operation: 'list', returnAll: true, options: { filterName: 'deal_to_invoice' } },
		{ executeOnce: true },
	);

export const createTable = (
	canvas: Canvas,
	name: string,
	at: At,
	tableName: string,
	columns: readonly string[],
): string =>
	dataTable(
		canvas,
		name,
		at,
		{
			resource: 'table',
			operation: 'create',
			tableName,
			columns: { column: columns.map((column) => ({ name: column, type: 'string' })) },
			options: { createIfNotExists: true },
		},
		{ executeOnce: true },
	);

/** A read may be repeated: a table of over 1,000 rows is read in pages, and n8n gives up when it grows meanwhile. */
const READ_AGAIN = { retryOnFail: true, maxTries: 4, waitBetweenTries: 1500 };

/** Rows by any conditions, oldest first; all of them unless a limit is given. `newest`: that one row. */
export const readWindow = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	conditions: RowCondition[],
	limit?: number | 'newest',
	extra: Extra = {},
): string =>
	dataTable(
		canvas,
		name,
		at,
		{
			resource: 'row',
			operation: 'get',
			dataTableId: byId(table),
			matchType: 'allConditions',
			filters: { conditions },
			...(limit === undefined ? { returnAll: true } : { returnAll: false, limit: limit === 'newest' ? 1 : limit }),
			...(limit === 'newest' && { orderBy: true, orderByColumn: 'id', orderByDirection: 'DESC' }),
		},
		{ executeOnce: true, ...READ_AGAIN, ...extra },
	);

export const deleteRows = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	conditions: RowCondition[],
	extra: Extra = {},
): string =>
	dataTable(
		canvas,
		name,
		at,
		{
			resource: 'row',
			operation: 'deleteRows',
			dataTableId: byId(table),
			matchType: 'allConditions',
			filters: { conditions },
			options: {},
		},
		extra,
	);

/** A row with named columns. */
export const insertValues = (
	canvas: Canvas,
	name: string,
	at: At,
	table: string,
	values: Record<string, string>,
	extra: Extra = {},
): string =>
	dataTable(
		canvas,
		name,
		at,
		{ resource: 'row', operation: 'insert', dataTableId: byId(table), columns: named(values), options: {} },
		extra,
	);
