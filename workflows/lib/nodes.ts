import type { Canvas, WorkflowNode } from './canvas';

/** n8n's built-in nodes as the scenarios use them: types, versions and parameters in one place. */

const PACK = 'n8n-nodes-deal-to-invoice';
export const ours = (name: string): string => `${PACK}.${name}`;
const base = (name: string): string => `n8n-nodes-base.${name}`;

type At = [number, number];
type Extra = Partial<Pick<WorkflowNode, 'onError' | 'alwaysOutputData' | 'executeOnce' | 'webhookId' | 'notes'>>;

/** A table addressed by its id, which the step "Tables" found by the exact name. */
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const mapAll = { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] };

export const insertRow = (canvas: Canvas, name: string, at: At, table: string): string =>
	canvas.add(name, at, base('dataTable'), 1.1, { resource: 'row', operation: 'insert', dataTableId: byId(table), columns: mapAll, options: {} });

/** All rows of one reference; n8n's own default would stop at 50. */
export const readRows = (canvas: Canvas, name: string, at: At, table: string, reference: string, extra: Extra = {}): string =>
	canvas.add(
		name,
		at,
		base('dataTable'),
		1.1,
		{
			resource: 'row',
			operation: 'get',
			dataTableId: byId(table),
			matchType: 'allConditions',
			filters: { conditions: [{ keyName: 'reference', condition: 'eq', keyValue: reference }] },
			returnAll: true,
		},
		{ executeOnce: true, ...extra },
	);

export const upsertRow = (canvas: Canvas, name: string, at: At, table: string, values: Record<string, string>): string =>
	canvas.add(name, at, base('dataTable'), 1.1, {
		resource: 'row',
		operation: 'upsert',
		dataTableId: byId(table),
		matchType: 'allConditions',
		filters: { conditions: [{ keyName: 'reference', condition: 'eq', keyValue: values.reference }] },
		columns: {
			mappingMode: 'defineBelow',
			value: values,
			matchingColumns: [],
			schema: Object.keys(values).map((id) => ({ id, displayName: id, type: 'string', display: true, required: false, defaultMatch: false })),
		},
		options: {},
	});

export const listTables = (canvas: Canvas, name: string, at: At): string =>
	canvas.add(name, at, base('dataTable'), 1.1, { resource: 'table', operation: 'list', returnAll: true, options: { filterName: 'deal_to_invoice' } }, { executeOnce: true });

export const createTable = (canvas: Canvas, name: string, at: At, tableName: string, columns: readonly string[]): string =>
	canvas.add(
		name,
		at,
		base('dataTable'),
		1.1,
		{
			resource: 'table',
			operation: 'create',
			tableName,
			columns: { column: columns.map((column) => ({ name: column, type: 'string' })) },
			options: { createIfNotExists: true },
		},
		{ executeOnce: true },
	);

/** Values that a person sets, or that several steps share. */
export const setFields = (canvas: Canvas, name: string, at: At, values: Record<string, string>, extra: Extra = {}): string =>
	canvas.add(
		name,
		at,
		base('set'),
		3.4,
		{
			mode: 'manual',
			assignments: { assignments: Object.entries(values).map(([key, value]) => ({ id: key, name: key, value, type: 'string' })) },
			includeOtherFields: false,
			options: {},
		},
		extra,
	);

interface Condition {
	left: string;
	right?: string | number;
	type: 'string' | 'number' | 'boolean';
	operation: string;
}

export const ifTrue = (canvas: Canvas, name: string, at: At, condition: Condition): string =>
	canvas.add(name, at, base('if'), 2.3, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 3 },
			combinator: 'and',
			conditions: [
				{
					id: 'condition',
					leftValue: condition.left,
					rightValue: condition.right ?? '',
					operator: { type: condition.type, operation: condition.operation, ...(condition.right === undefined && { singleValue: true }) },
				},
			],
		},
		looseTypeValidation: true,
		options: {},
	});

export const noOp = (canvas: Canvas, name: string, at: At): string => canvas.add(name, at, base('noOp'), 1, {});

export const loop = (canvas: Canvas, name: string, at: At): string => canvas.add(name, at, base('splitInBatches'), 3, { options: {} });

/** Calls another workflow with the item as it is. `id` may be an expression; empty: the user picks it after the import. */
export const callWorkflow = (canvas: Canvas, name: string, at: At, id: string, wait: boolean, extra: Extra = {}): string =>
	canvas.add(
		name,
		at,
		base('executeWorkflow'),
		1.3,
		{
			source: 'database',
			workflowId: { __rl: true, mode: id === '' ? 'list' : 'id', value: id },
			workflowInputs: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: [], attemptToConvertTypes: false, convertFieldsToString: true },
			mode: 'once',
			options: { waitForSubWorkflow: wait },
		},
		extra,
	);

export const whenCalled = (canvas: Canvas, name: string, at: At): string =>
	canvas.add(name, at, base('executeWorkflowTrigger'), 1.1, { inputSource: 'passthrough' });

export const pause = (canvas: Canvas, name: string, at: At, seconds: string, webhookId: string): string =>
	canvas.add(name, at, base('wait'), 1.1, { resume: 'timeInterval', amount: seconds, unit: 'seconds' }, { webhookId });

export const sendEmail = (
	canvas: Canvas,
	name: string,
	at: At,
	mail: { from: string; to: string; subject: string; text: string; html?: string; attachment?: string },
	extra: Extra = {},
): string =>
	canvas.add(
		name,
		at,
		base('emailSend'),
		2.1,
		{
			resource: 'email',
			operation: 'send',
			fromEmail: mail.from,
			toEmail: mail.to,
			subject: mail.subject,
			emailFormat: mail.html ? 'both' : 'text',
			text: mail.text,
			...(mail.html && { html: mail.html }),
			options: { appendAttribution: false, ...(mail.attachment && { attachments: mail.attachment }) },
		},
		extra,
	);

export const scheduleEvery = (canvas: Canvas, name: string, at: At, interval: Record<string, unknown>): string =>
	canvas.add(name, at, base('scheduleTrigger'), 1.3, { rule: { interval: [interval] } });

interface RowCondition {
	keyName: string;
	condition: 'eq' | 'gt' | 'lt';
	keyValue: string;
}

/** Rows by any conditions; all of them unless a limit is given. */
export const readWindow = (canvas: Canvas, name: string, at: At, table: string, conditions: RowCondition[], limit?: number, extra: Extra = {}): string =>
	canvas.add(
		name,
		at,
		base('dataTable'),
		1.1,
		{
			resource: 'row',
			operation: 'get',
			dataTableId: byId(table),
			matchType: 'allConditions',
			filters: { conditions },
			...(limit === undefined ? { returnAll: true } : { returnAll: false, limit }),
		},
		{ executeOnce: true, ...extra },
	);

export const deleteRows = (canvas: Canvas, name: string, at: At, table: string, reference: string): string =>
	canvas.add(name, at, base('dataTable'), 1.1, {
		resource: 'row',
		operation: 'deleteRows',
		dataTableId: byId(table),
		matchType: 'allConditions',
		filters: { conditions: [{ keyName: 'reference', condition: 'eq', keyValue: reference }] },
		options: {},
	});

/** A row with named columns. */
export const insertValues = (canvas: Canvas, name: string, at: At, table: string, values: Record<string, string>): string =>
	canvas.add(name, at, base('dataTable'), 1.1, {
		resource: 'row',
		operation: 'insert',
		dataTableId: byId(table),
		columns: {
			mappingMode: 'defineBelow',
			value: values,
			matchingColumns: [],
			schema: Object.keys(values).map((id) => ({ id, displayName: id, type: 'string', display: true, required: false, defaultMatch: false })),
		},
		options: {},
	});
