import type { IExecuteFunctions, IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

/** n8n's contexts as the nodes of a CRM use them; a CRM's own test support adds what only it needs. */

/** What every one of the contexts answers alike. */
export interface NodeBase {
	helpers: object;
	/** Of the node and its workflow: a trigger remembers per node, and tests must not see each other's memory. */
	id: string;
	workflowId?: string;
	name: string;
	getCredentials: (type: string) => Promise<unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node; asked for anew each time. */
	data: () => Record<string, unknown>;
}

export interface Incoming {
	body?: unknown;
	query?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	/** Address of the trigger. */
	url?: string;
}

const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';

function base({ helpers, id, workflowId = 'workflow', name, getCredentials, data }: NodeBase) {
	return {
		helpers,
		logger: { warn: () => undefined },
		getCredentials,
		getNode: () => ({ id, name, type: 'node', typeVersion: 1, position: [0, 0], parameters: {} }),
		getWorkflow: () => ({ id: workflowId, name: 'w', active: true }),
		getWorkflowStaticData: data,
		getTimezone: () => 'Europe/Warsaw',
		getMode: () => 'trigger',
	};
}

export const parameterOf = (parameters: Record<string, unknown>, name: string, fallback?: unknown): unknown =>
	name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], parameters) ??
	fallback;

/** For hooks, polls and webhooks, which read parameters by name and default. Everything that they do is written down. */
export function triggerContextOf(node: NodeBase, incoming: Incoming = {}, more: object = {}) {
	const answers: number[] = [];
	const texts: { status: number; text: string }[] = [];
	const emitted: unknown[] = [];
	const errors: Error[] = [];
	let status = 0;
	const response = {
		headersSent: false,
		status: (code: number) => ((status = code), response),
		type: () => response,
		end: (text: string) => void (answers.push(status), texts.push({ status, text })),
	};
	const context = {
		...base(node),
		getNodeParameter: (name: string, fallback?: unknown) => parameterOf(node.parameters, name, fallback),
		getNodeWebhookUrl: () => incoming.url ?? URL_OF_NODE,
		getBodyData: () => incoming.body,
		getQueryData: () => incoming.query ?? {},
		getHeaderData: () => incoming.headers ?? {},
		getRequestObject: () => ({ headers: incoming.headers ?? {}, rawBody: Buffer.from('') }),
		getResponseObject: () => response,
		__emit: (data: unknown) => void emitted.push(data),
		__emitError: (error: Error) => void errors.push(error),
		...more,
	} as unknown as IWebhookFunctions & IPollFunctions & IHookFunctions;
	return { context, answers, texts, emitted, errors };
}

export interface ExecuteOptions {
	items?: object[];
	continueOnFail?: boolean;
	pdf?: Buffer;
}

export function executeContextOf(node: NodeBase, options: ExecuteOptions = {}): IExecuteFunctions {
	const items = (options.items ?? [{}]).map((json) => ({ json }));
	return {
		...base(node),
		helpers: {
			...node.helpers,
			assertBinaryData: () => ({ fileName: 'FV 1-11-2026.pdf' }),
			getBinaryDataBuffer: async () => options.pdf ?? Buffer.from('%PDF'),
		},
		getInputData: () => items,
		continueOnFail: () => options.continueOnFail ?? false,
		getNodeParameter: (name: string, _: number, fallback?: unknown) => parameterOf(node.parameters, name, fallback),
	} as unknown as IExecuteFunctions;
}
