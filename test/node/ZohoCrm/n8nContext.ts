import type { IHttpRequestOptions } from 'n8n-workflow';
import { executeContextOf, triggerContextOf, type ExecuteOptions, type Incoming, type NodeBase } from '../crmContext';
import { SANDBOX_CRMS } from '../../../sandbox/crms';
import { createZohoFake, DEMO_SIGN_IN, type ZohoFake, type ZohoFakeOptions } from '../../../sandbox/fakes/zoho';
import type { World } from '../../../sandbox/fakes/types';
import { DEMO_SECRETS } from '../../../sandbox/secrets';

export interface NodeWorld {
	fake: ZohoFake;
	/** Bodies of the events that were sent. */
	events: Record<string, unknown>[];
	credential: Record<string, unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node. */
	data: Record<string, unknown>;
	/** Hosts that were called. */
	hosts: Set<string>;
	/** The trigger remembers per node, and a connection per token: tests must not see each other's memory. */
	id: string;
}

let worlds = 0;

export function nodeWorld(parameters: Record<string, unknown>, options: ZohoFakeOptions = {}): NodeWorld {
	const events: NodeWorld['events'] = [];
	const world: World = {
		now: () => new Date(),
		fault: () => undefined,
		deliver: async (_, { body }) => (events.push(JSON.parse(body) as Record<string, unknown>), 200),
		changed: () => undefined,
	};
	const id = `zoho-node-${++worlds}`;
	const data = SANDBOX_CRMS.zoho.data(DEMO_SECRETS) as { oauthTokenData: object };
	const credential = { ...data, oauthTokenData: { ...data.oauthTokenData, refresh_token: id } };
	const fake = createZohoFake(world, { limits: false, ...options });
	return { fake, events, credential, parameters, data: {}, hosts: new Set(), id };
}

/** n8n's request helper onto the fake: signs as n8n does, and throws on 401, which is when n8n renews a token. */
function helpers(world: NodeWorld) {
	const httpRequestWithAuthentication = async (_: string, options: IHttpRequestOptions) => {
		const url = new URL(options.url);
		for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.set(name, String(value));
		world.hosts.add(url.host);
		const headers = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
		const {
			status,
			headers: told,
			body,
		} = await world.fake.handle({
			method: options.method ?? 'GET',
			host: url.hostname,
			path: url.pathname,
			query: url.searchParams,
			headers: {
				...(Object.fromEntries(headers) as Record<string, string>),
				authorization: `Bearer ${tokenOf(world)}`,
			},
			raw: Buffer.isBuffer(options.body) ? options.body : Buffer.from(String(options.body ?? '')),
		});
		const text = body === undefined ? '' : JSON.stringify(body);
		if (status === 401)
			throw Object.assign(new Error('401'), { response: { status, headers: told ?? {}, data: text } });
		return { statusCode: status, headers: told ?? {}, body: text };
	};
	return { httpRequestWithAuthentication };
}

const tokenOf = ({ credential }: NodeWorld): string =>
	(credential.oauthTokenData as { access_token?: string }).access_token ?? DEMO_SIGN_IN.accessToken;

const node = (world: NodeWorld): NodeBase => ({
	helpers: helpers(world),
	id: world.id,
	name: 'Zoho CRM',
	getCredentials: async () => world.credential,
	parameters: world.parameters,
	data: () => world.data,
});

export const triggerContext = (world: NodeWorld, request: Pick<Incoming, 'body'> = {}) =>
	triggerContextOf(node(world), request);

export const executeContext = (world: NodeWorld, options: ExecuteOptions = {}) =>
	executeContextOf(node(world), options);
