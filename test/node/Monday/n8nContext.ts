import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { createMondayFake, type MondayFake, type MondayFakeOptions } from '../../../sandbox/fakes/monday';
import type { World } from '../../../sandbox/fakes/types';

export interface Delivery {
	url: string;
	body: unknown;
	headers: Record<string, string>;
}

export interface NodeWorld {
	fake: MondayFake;
	/** What monday sent to webhooks. */
	delivered: Delivery[];
	credential: Record<string, unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node. */
	data: Record<string, unknown>;
	/** One node a world: the trigger remembers per node, and tests must not see each other's memory. */
	nodeId: string;
}

let nodes = 0;

export function nodeWorld(
	parameters: Record<string, unknown>,
	{ asks, ...options }: MondayFakeOptions & { asks?: World['ask'] } = {},
): NodeWorld {
	const delivered: Delivery[] = [];
	const world: World = {
		now: () => new Date(),
		fault: () => undefined,
		deliver: async (url, { body, headers }) => {
			delivered.push({ url, body: JSON.parse(body) as unknown, headers });
			return 200;
		},
		ask: asks ?? (async (_, { body }) => ({ status: 200, body })),
		changed: () => undefined,
	};
	const token = `demo-monday-token-${++nodes}`;
	return {
		fake: createMondayFake(world, { limits: false, token, ...options }),
		delivered,
		credential: { apiToken: token },
		parameters: { authentication: 'token', ...parameters },
		data: {},
		nodeId: `node-${nodes}`,
	};
}

/** n8n's request helper onto the fake: what n8nHttp needs of it. A token goes as it is, an OAuth2 one as bearer. */
function helpers(world: NodeWorld) {
	const send = async (type: string, options: IHttpRequestOptions) => {
		const url = new URL(options.url);
		const own = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
		const oAuth = world.credential.oauthTokenData as { access_token: string } | undefined;
		const authorization = type.includes('OAuth2') ? `Bearer ${oAuth?.access_token}` : String(world.credential.apiToken);
		const { status, headers, body } = await world.fake.handle({
			method: options.method ?? 'GET',
			host: url.hostname,
			path: url.pathname,
			query: url.searchParams,
			headers: { ...(Object.fromEntries(own) as Record<string, string>), authorization },
			raw: Buffer.isBuffer(options.body) ? options.body : Buffer.from(String(options.body ?? '')),
		});
		return { statusCode: status, headers: headers ?? {}, body: JSON.stringify(body) };
	};
	return { httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => send(type, options) };
}

function base(world: NodeWorld) {
	return {
		helpers: helpers(world),
		logger: { warn: () => undefined },
		getCredentials: async () => world.credential,
		getNode: () => ({
			id: world.nodeId,
			name: 'monday',
			type: 'monday',
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

export interface Request {
	body?: unknown;
	query?: Record<string, unknown>;
	headers?: Record<string, string>;
	url?: string;
}

/** The request that monday made, as n8n hands it over. */
export const asRequest = ({ url, body, headers }: Delivery): Request => ({
	body,
	headers,
	query: Object.fromEntries(new URL(url).searchParams),
});

/** For hooks, polls, webhooks and drop-downs, which read parameters by name and default. */
export function triggerContext(world: NodeWorld, request: Request = {}) {
	const answers: { status: number; text: string }[] = [];
	let status = 0;
	const response = {
		headersSent: false,
		status: (code: number) => ((status = code), response),
		type: () => response,
		end: (text: string) => void answers.push({ status, text }),
	};
	const emitted: unknown[] = [];
	const context = {
		...base(world),
		getNodeParameter: (name: string, fallback?: unknown) => parameter(world, name, fallback),
		getCurrentNodeParameter: (name: string) => parameter(world, name, undefined),
		getNodeWebhookUrl: () => request.url ?? 'https://n8n.example/webhook/abc/webhook',
		getBodyData: () => request.body,
		getQueryData: () => request.query ?? {},
		getRequestObject: () => ({ headers: request.headers ?? {}, rawBody: Buffer.from('') }),
		getResponseObject: () => response,
		__emit: (data: unknown) => void emitted.push(data),
		__emitError: () => undefined,
	} as unknown as IWebhookFunctions & IPollFunctions & IHookFunctions & ILoadOptionsFunctions;
	return { context, answers, emitted };
}

export function executeContext(world: NodeWorld, options: { continueOnFail?: boolean } = {}): IExecuteFunctions {
	return {
		...base(world),
		helpers: {
			...helpers(world),
			assertBinaryData: () => ({ fileName: 'FV 1-11-2026.pdf' }),
			getBinaryDataBuffer: async () => Buffer.from('%PDF'),
		},
		getInputData: () => [{ json: {} }],
		continueOnFail: () => options.continueOnFail ?? false,
		getNodeParameter: (name: string, _: number, fallback?: unknown) => parameter(world, name, fallback),
	} as unknown as IExecuteFunctions;
}
