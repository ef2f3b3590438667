import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Bitrix24Fake } from '../../../sandbox/fakes/bitrix24';

export interface NodeWorld {
	fake: Bitrix24Fake;
	/** Answers of the credential. */
	credential: Record<string, unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node. */
	data: Record<string, unknown>;
	/** Application token of an OAuth2 credential; n8n signs with it. */
	bearer?: string;
}

/** n8n's request helper onto the fake: what n8nHttp needs of it, statuses and refusals included. */
function helpers(world: NodeWorld) {
	const httpRequest = async (options: IHttpRequestOptions, bearer?: string) => {
		const url = new URL(options.url);
		const { status, headers, body } = await world.fake.handle({
			method: options.method ?? 'GET',
			host: url.hostname,
			path: url.pathname,
			query: url.searchParams,
			headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
			raw: Buffer.from(String(options.body ?? '')),
		});
		return { statusCode: status, headers: headers ?? {}, body: JSON.stringify(body) };
	};
	return {
		httpRequest: async (options: IHttpRequestOptions) => httpRequest(options),
		httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
			httpRequest(options, world.bearer),
	};
}

/** One node a portal: the trigger remembers per node, and tests must not see each other's memory. */
const nodeIds = new WeakMap<Bitrix24Fake, string>();
let nodes = 0;
function nodeIdOf({ fake }: NodeWorld): string {
	const id = nodeIds.get(fake) ?? `node-${++nodes}`;
	nodeIds.set(fake, id);
	return id;
}

function base(world: NodeWorld) {
	return {
		helpers: helpers(world),
		logger: { warn: () => undefined },
		getCredentials: async () => world.credential,
		getNode: () => ({
			id: nodeIdOf(world),
			name: 'Bitrix24',
			type: 'bitrix24',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getWorkflow: () => ({ id: 'workflow', name: 'w', active: true }),
		getWorkflowStaticData: () => world.data,
		getTimezone: () => 'Europe/Warsaw',
		getMode: () => 'trigger',
	};
}

const parameter = (world: NodeWorld, name: string, fallback: unknown): unknown =>
	name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], world.parameters) ??
	fallback;

/** For hooks, polls and webhooks, which read parameters by name and default. */
export function triggerContext(
	world: NodeWorld,
	request: { body?: Record<string, unknown>; query?: Record<string, unknown>; url?: string } = {},
) {
	const answers: number[] = [];
	let status = 0;
	const response = {
		headersSent: false,
		status: (code: number) => ((status = code), response),
		type: () => response,
		end: () => void answers.push(status),
	};
	const emitted: unknown[] = [];
	const context = {
		...base(world),
		getNodeParameter: (name: string, fallback?: unknown) => parameter(world, name, fallback),
		getNodeWebhookUrl: () => request.url ?? 'https://n8n.example/webhook/abc/webhook',
		getBodyData: () => ('body' in request ? request.body : {}),
		getQueryData: () => request.query ?? {},
		getRequestObject: () => ({ headers: {}, rawBody: Buffer.from('') }),
		getResponseObject: () => response,
		__emit: (data: unknown) => void emitted.push(data),
		__emitError: () => undefined,
	} as unknown as IWebhookFunctions & IPollFunctions & IHookFunctions;
	return { context, answers, emitted };
}

export function executeContext(
	world: NodeWorld,
	options: { items?: object[]; continueOnFail?: boolean; pdf?: Buffer } = {},
): IExecuteFunctions {
	const items = (options.items ?? [{}]).map((json) => ({ json }));
	return {
		...base(world),
		helpers: {
			...helpers(world),
			assertBinaryData: () => ({ fileName: 'FV 1-11-2026.pdf' }),
			getBinaryDataBuffer: async () => options.pdf ?? Buffer.from('%PDF'),
		},
		getInputData: () => items,
		continueOnFail: () => options.continueOnFail ?? false,
		getNodeParameter: (name: string, _: number, fallback?: unknown) => parameter(world, name, fallback),
	} as unknown as IExecuteFunctions;
}
