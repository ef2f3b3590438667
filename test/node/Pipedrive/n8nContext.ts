import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
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

function base(world: NodeWorld) {
	return {
		helpers: helpers(world),
		logger: { warn: () => undefined },
		getCredentials: async () => world.credential,
		getNode: () => ({
			id: String(world.credential.companyDomain),
			name: 'Pipedrive',
			type: 'pipedrive',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getWorkflow: () => ({ id: `workflow of ${world.fake.company.domain}`, name: 'w', active: true }),
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
	request: { body?: unknown; headers?: Record<string, unknown>; url?: string } = {},
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
	const errors: Error[] = [];
	const context = {
		...base(world),
		getNodeParameter: (name: string, fallback?: unknown) => parameter(world, name, fallback),
		getNodeWebhookUrl: () => request.url ?? 'https://n8n.example/webhook/abc/webhook',
		getBodyData: () => request.body,
		getHeaderData: () => request.headers ?? {},
		getRequestObject: () => ({ headers: request.headers ?? {}, rawBody: Buffer.from('') }),
		getResponseObject: () => response,
		__emit: (data: unknown) => void emitted.push(data),
		__emitError: (error: Error) => void errors.push(error),
	} as unknown as IWebhookFunctions & IPollFunctions & IHookFunctions;
	return { context, answers, emitted, errors };
}

export function listing(world: NodeWorld, pipeline?: string): ILoadOptionsFunctions {
	const { context } = triggerContext(world);
	return { ...context, getCurrentNodeParameter: () => pipeline } as unknown as ILoadOptionsFunctions;
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
