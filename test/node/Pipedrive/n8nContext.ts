import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { executeContextOf, triggerContextOf, type ExecuteOptions, type Incoming, type NodeBase } from '../crmContext';
import { createPipedriveFake, type PipedriveFake } from '../../../sandbox/fakes/pipedrive';
import type { World } from '../../../sandbox/fakes/types';

export interface NodeWorld {
	fake: PipedriveFake;
	/** Answers of the credential. */
	credential: Record<string, unknown>;
	parameters: Record<string, unknown>;
	/** Static data of the node. */
	data: Record<string, unknown>;
	/** Deliveries of events: headers and body. */
	delivered: { headers: Record<string, string>; body: Record<string, unknown> }[];
	/** Requests that the node made. */
	calls: string[];
}

let companies = 0;

/** A company of its own for each test: nodes remember companies, and tests must not see each other's memory. */
export function nodeWorld(parameters: Record<string, unknown>): NodeWorld {
	const delivered: NodeWorld['delivered'] = [];
	const world: World = {
		now: () => new Date(),
		fault: () => undefined,
		deliver: async (_, { headers, body }) => {
			delivered.push({ headers, body: JSON.parse(body) as Record<string, unknown> });
			return 200;
		},
		changed: () => undefined,
	};
	const domain = `company-${++companies}`;
	return {
		fake: createPipedriveFake(world, { limits: false, domain }),
		credential: { companyDomain: domain, apiToken: 'demo-pipedrive-token' },
		parameters: { authentication: 'apiToken', ...parameters },
		data: {},
		delivered,
		calls: [],
	};
}

/** n8n's request helper onto the fake: what n8nHttp needs of it, statuses and refusals included. */
function helpers(world: NodeWorld) {
	return {
		httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => {
			const url = new URL(options.url);
			for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.set(name, String(value));
			const given = Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
			const token = String(world.credential.apiToken);
			const signed: Record<string, string> = type.includes('OAuth2')
				? { authorization: `Bearer ${token}` }
				: { 'x-api-token': token };
			world.calls.push(`${options.method} ${url.pathname}`);
			const { status, headers, body } = await world.fake.handle({
				method: options.method ?? 'GET',
				host: url.hostname,
				path: url.pathname,
				query: url.searchParams,
				headers: { ...(Object.fromEntries(given) as Record<string, string>), ...signed },
				raw: Buffer.isBuffer(options.body) ? options.body : Buffer.from(String(options.body ?? '')),
			});
			return { statusCode: status, headers: headers ?? {}, body: JSON.stringify(body) };
		},
	};
}

const node = (world: NodeWorld): NodeBase => ({
	helpers: helpers(world),
	id: String(world.credential.companyDomain),
	workflowId: `workflow of ${world.fake.company.domain}`,
	name: 'Pipedrive',
	getCredentials: async () => world.credential,
	parameters: world.parameters,
	data: () => world.data,
});

export const triggerContext = (world: NodeWorld, request: Incoming = {}) => triggerContextOf(node(world), request);

export function listing(world: NodeWorld, pipeline?: string): ILoadOptionsFunctions {
	const { context } = triggerContext(world);
	return { ...context, getCurrentNodeParameter: () => pipeline } as unknown as ILoadOptionsFunctions;
}

export const executeContext = (world: NodeWorld, options: ExecuteOptions = {}) =>
	executeContextOf(node(world), options);
