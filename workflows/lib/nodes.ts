import { idOf, type Canvas, type WorkflowNode } from './canvas';

/** n8n's built-in nodes as the scenarios use them: types, versions and parameters in one place. */

const PACK = 'n8n-nodes-deal-to-invoice';
export const ours = (name: string): string => `${PACK}.${name}`;
export const base = (name: string): string => `n8n-nodes-base.${name}`;

/** Column and row on the canvas. */
export type At = [number, number];
export type Extra = Partial<
	Pick<
		WorkflowNode,
		| 'onError'
		| 'alwaysOutputData'
		| 'executeOnce'
		| 'webhookId'
		| 'notes'
		| 'retryOnFail'
		| 'maxTries'
		| 'waitBetweenTries'
	>
>;

/** Values that a person sets, or that several steps share. */
export const setFields = (
	canvas: Canvas,
	name: string,
	at: At,
	values: Record<string, string>,
	extra: Extra = {},
): string =>
	canvas.add(
		name,
		at,
		base('set'),
		3.4,
		{
			mode: 'manual',
			assignments: {
				assignments: Object.entries(values).map(([key, value]) => ({ id: key, name: key, value, type: 'string' })),
			},
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
					operator: {
						type: condition.type,
						operation: condition.operation,
						...(condition.right === undefined && { singleValue: true }),
					},
				},
			],
		},
		looseTypeValidation: true,
		options: {},
	});

export const noOp = (canvas: Canvas, name: string, at: At): string => canvas.add(name, at, base('noOp'), 1, {});

export const loop = (canvas: Canvas, name: string, at: At): string =>
	canvas.add(name, at, base('splitInBatches'), 3, { options: {} });

/** Calls another workflow with the item as it is. `id` may be an expression; empty: the user picks it after the import. */
export const callWorkflow = (
	canvas: Canvas,
	name: string,
	at: At,
	id: string,
	wait: boolean,
	extra: Extra = {},
): string =>
	canvas.add(
		name,
		at,
		base('executeWorkflow'),
		1.3,
		{
			source: 'database',
			workflowId: { __rl: true, mode: id === '' ? 'list' : 'id', value: id },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: {},
				matchingColumns: [],
				schema: [],
				attemptToConvertTypes: false,
				convertFieldsToString: true,
			},
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

/** A form behind a user name and a password. `key` makes its address, which has to stay the same. */
export const personForm = (
	canvas: Canvas,
	name: string,
	at: At,
	form: { title: string; description: string; fields: Record<string, unknown>[] },
	key: string,
): string =>
	canvas.add(
		name,
		at,
		base('formTrigger'),
		2.3,
		{
			authentication: 'basicAuth',
			formTitle: form.title,
			formDescription: form.description,
			formFields: { values: form.fields },
			options: { appendAttribution: false },
		},
		{ webhookId: idOf(key) },
	);
