import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Fake, FakeRequest } from '../../sandbox/fakes/types';

/** n8n's own nodes, where the sandbox has installed an n8n; N8N_NODES_BASE names another place. */
export function builtInNode(path: string): string | undefined {
	const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'deal-to-invoice');
	const installed = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('n8n-')) : [];
	const places = installed.map((name) => join(cache, name, 'node_modules', 'n8n-nodes-base'));
	return [process.env.N8N_NODES_BASE ?? '', ...places]
		.map((place) => join(place, 'dist', 'nodes', path))
		.find((file) => existsSync(file));
}

interface RequestOptions {
	method: string;
	url?: string;
	uri?: string;
	qs?: IDataObject;
	body?: unknown;
	headers?: Record<string, string | number>;
	returnFullResponse?: boolean;
}

/** What a built-in node needs of n8n to run: parameters, items, and requests that end at a fake. */
export function contextOf(input: {
	fake: Fake;
	token: string;
	typeVersion: number;
	parameters: IDataObject;
	items?: INodeExecutionData[];
	/** Each request as the fake got it: `POST /v4/…`. */
	calls: string[];
}) {
	const request = async (options: RequestOptions): Promise<unknown> => {
		const url = new URL(options.url ?? options.uri ?? '');
		for (const [name, value] of Object.entries(options.qs ?? {}))
			if (value !== undefined) url.searchParams.set(name, String(value));
		const headers: Record<string, string> = { authorization: `Bearer ${input.token}` };
		for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value);
		const body = options.body;
		const raw = Buffer.isBuffer(body) ? body : body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
		const made: FakeRequest = {
			method: options.method,
			host: url.host,
			path: url.pathname,
			query: url.searchParams,
			headers,
			raw,
		};
		input.calls.push(`${made.method} ${decodeURIComponent(made.path)}`);
		const response = await input.fake.handle(made);
		if (response.status >= 300)
			throw Object.assign(new Error(JSON.stringify(response.body)), { response: { status: response.status } });
		// As over the wire: JSON knows no undefined.
		const answer: unknown = response.body === '' ? '' : JSON.parse(JSON.stringify(response.body));
		return options.returnFullResponse ? { body: answer, headers: response.headers } : answer;
	};
	const items: INodeExecutionData[] = input.items ?? [{ json: {} }];
	return {
		getNode: () => ({ name: 'node', type: 'n8n-nodes-base.node', typeVersion: input.typeVersion, parameters: {} }),
		getInputData: () => items,
		continueOnFail: () => false,
		getWorkflow: () => ({ id: '1' }),
		getNodeParameter(name: string, _index: number, fallback?: unknown, options?: { extractValue?: boolean }) {
			const path = name.replace(/\[([^\]]+)\]/g, '.$1').split('.');
			let value: unknown = input.parameters;
			for (const part of path) value = (value as IDataObject | undefined)?.[part];
			if (options?.extractValue && typeof value === 'object') value = (value as IDataObject).value;
			return value ?? fallback;
		},
		helpers: {
			requestOAuth2: async (_credential: string, options: RequestOptions) => request(options),
			httpRequestWithAuthentication: async (_credential: string, options: RequestOptions) => request(options),
			httpRequest: request,
			assertBinaryData: (index: number, name: string) => items[index]?.binary?.[name],
			constructExecutionMetaData: (data: INodeExecutionData[]) => data,
			returnJsonArray: (data: IDataObject | IDataObject[]) => [data].flat().map((json) => ({ json })),
		},
	};
}
