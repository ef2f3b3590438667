import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import {
	executeContextOf,
	parameterOf,
	triggerContextOf,
	type ExecuteOptions,
	type Incoming,
	type NodeBase,
} from '../crmContext';
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

const node = (world: NodeWorld): NodeBase => ({
	helpers: helpers(world),
	id: world.nodeId,
	name: 'monday',
	getCredentials: async () => world.credential,
	parameters: world.parameters,
	data: () => world.data,
});

export type Request = Omit<Incoming, 'headers'> & { headers?: Record<string, string> };

/** The request that monday made, as n8n hands it over. */
export const asRequest = ({ url, body, headers }: Delivery): Request => ({
	body,
	headers,
	query: Object.fromEntries(new URL(url).searchParams),
});

/** For drop-downs too. `answers` with their texts: monday reads them. */
export function triggerContext(world: NodeWorld, request: Request = {}) {
	const getCurrentNodeParameter = (name: string) => parameterOf(world.parameters, name);
	const { context, texts, emitted, errors } = triggerContextOf(node(world), request, { getCurrentNodeParameter });
	return { context: context as typeof context & ILoadOptionsFunctions, answers: texts, emitted, errors };
}

export const executeContext = (world: NodeWorld, options: ExecuteOptions = {}) =>
	executeContextOf(node(world), options);
