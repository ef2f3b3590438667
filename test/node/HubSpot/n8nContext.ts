import type { IHttpRequestOptions } from 'n8n-workflow';
import { executeContextOf, triggerContextOf, type ExecuteOptions, type NodeBase } from '../crmContext';
import { createHubSpotFake, type HubSpotFake, type HubSpotFakeOptions } from '../../../sandbox/fakes/hubspot';
import type { World } from '../../../sandbox/fakes/types';

export const HOOK = 'https://n8n.example/webhook/abc/webhook';

interface Delivery {
	headers: Record<string, string>;
	body: string;
}

export interface NodeWorld {
	fake: HubSpotFake;
	delivered: Delivery[];
	credential: Record<string, unknown>;
	developer: Record<string, unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node. */
	data: Record<string, unknown>;
	calls: string[];
	/** The trigger remembers per node: tests must not see each other's memory. */
	id: string;
}

let worlds = 0;

/** A world with an account and a key of its own: what the node remembers of an account is kept by its key. */
export function nodeWorld(parameters: Record<string, unknown>, options: HubSpotFakeOptions = {}): NodeWorld {
	const delivered: Delivery[] = [];
	const world: World = {
		now: () => new Date(),
		fault: () => undefined,
		deliver: async (_, delivery) => (delivered.push(delivery), 200),
		changed: () => undefined,
	};
	const id = `hubspot-node-${++worlds}`;
	const fake = createHubSpotFake(world, { limits: false, serviceKey: `key-${id}`, ...options });
	const clientSecret = 'demo-hubspot-secret';
	return {
		fake,
		delivered,
		credential: { accessToken: `key-${id}`, clientSecret, webhookSecret: '' },
		developer: { appId: '4242', developerApiKey: 'demo-developer-key' },
		parameters: { authentication: 'serviceKey', fields: {}, ...parameters },
		data: {},
		calls: [],
		id,
	};
}

/** The world as an app that is connected by OAuth2: the token in n8n's store, the same client secret. */
export function connectApp(world: NodeWorld): void {
	const refreshToken = `refresh-${world.id}`;
	world.fake.signIn.admit(`access-${world.id}`, refreshToken);
	world.parameters.authentication = 'oAuth2';
	const oauthTokenData = { access_token: `access-${world.id}`, refresh_token: refreshToken, hub_id: 9001 };
	world.credential = { clientSecret: 'demo-hubspot-secret', webhookSecret: '', oauthTokenData };
}

/** n8n's request helper onto the fake: signs by the credential's type, as its class says. */
function helpers(world: NodeWorld) {
	const httpRequestWithAuthentication = async (type: string, options: IHttpRequestOptions) => {
		const url = new URL(options.url);
		for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.set(name, String(value));
		const isDeveloper = type === 'dealToInvoiceHubSpotDeveloperApi';
		if (isDeveloper) url.searchParams.set('hapikey', String(world.developer.developerApiKey));
		const { accessToken, oauthTokenData } = world.credential;
		const token = accessToken ?? (oauthTokenData as { access_token: string }).access_token;
		const headers = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
		world.calls.push(`${options.method} ${url.pathname}`);
		const answer = await world.fake.handle({
			method: options.method ?? 'GET',
			host: url.hostname,
			path: url.pathname,
			query: url.searchParams,
			headers: { ...(!isDeveloper && { authorization: `Bearer ${String(token)}` }), ...Object.fromEntries(headers) },
			raw: Buffer.isBuffer(options.body) ? options.body : Buffer.from(String(options.body ?? '')),
		});
		return { statusCode: answer.status, headers: answer.headers ?? {}, body: JSON.stringify(answer.body) };
	};
	return { httpRequestWithAuthentication };
}

const node = (world: NodeWorld): NodeBase => ({
	helpers: helpers(world),
	id: world.id,
	name: 'HubSpot',
	getCredentials: async (type) => (type.includes('Developer') ? world.developer : world.credential),
	parameters: world.parameters,
	data: () => world.data,
});

export function triggerContext(
	world: NodeWorld,
	request: { delivery?: Delivery; originalUrl?: string; query?: Record<string, unknown> } = {},
) {
	const { delivery, originalUrl = '/webhook/abc/webhook', query } = request;
	const incoming = {
		method: 'POST',
		headers: delivery?.headers ?? {},
		rawBody: Buffer.from(delivery?.body ?? ''),
		originalUrl,
	};
	return triggerContextOf(node(world), { body: {}, query, url: HOOK }, { getRequestObject: () => incoming });
}

export const executeContext = (world: NodeWorld, options: ExecuteOptions = {}) =>
	executeContextOf(node(world), options);
