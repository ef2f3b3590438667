import type { IHttpRequestOptions } from 'n8n-workflow';
import { executeContextOf, triggerContextOf, type ExecuteOptions, type Incoming, type NodeBase } from '../crmContext';
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

const node = (world: NodeWorld): NodeBase => ({
	helpers: helpers(world),
	id: nodeIdOf(world),
	name: 'Bitrix24',
	getCredentials: async () => world.credential,
	parameters: world.parameters,
	data: () => world.data,
});

export const triggerContext = (world: NodeWorld, request: Omit<Incoming, 'headers'> = {}) =>
	triggerContextOf(node(world), 'body' in request ? request : { ...request, body: {} });

export const executeContext = (world: NodeWorld, options: ExecuteOptions = {}) =>
	executeContextOf(node(world), options);
