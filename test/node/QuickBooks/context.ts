import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions, INodeExecutionData } from 'n8n-workflow';
import { QuickBooksInvoices } from '../../../nodes/QuickBooks/QuickBooksInvoices.node';
import { createQuickBooksFake, type QuickBooksFake } from '../../../sandbox/fakes/quickbooks';
import { DEMO_PARAMETERS, DEMO_SIGN_IN, demoCredential } from '../../../sandbox/fakes/quickbooks/demo';
import { testWorld } from '../../unit/fakturownia/support';

interface Options {
	items?: INodeExecutionData[];
	continueOnFail?: boolean;
	token?: string;
	credential?: Record<string, unknown>;
	/** What the wire does to the answer of a request that the fake has done. */
	wire?: (request: IHttpRequestOptions) => 'pass' | 'lost';
}

export interface NodeBench {
	fake: QuickBooksFake;
	calls: IHttpRequestOptions[];
	run(parameters: Record<string, unknown>, options?: Options): Promise<INodeExecutionData[]>;
	/** One of the node's drop-downs. */
	list(method: string): Promise<{ name: string; value: unknown }[]>;
}

/** The node in a hand-made n8n, its HTTP helper wired to the fake; set up as the demo company's bookkeeper would. */
export function nodeBench(): NodeBench {
	const fake = createQuickBooksFake(testWorld(), { isLimited: () => false });
	const calls: IHttpRequestOptions[] = [];
	const node = new QuickBooksInvoices();
	return {
		fake,
		calls,
		run: async (parameters, options = {}) => {
			const [items] = await node.execute.call(makeContext(fake, calls, parameters, options));
			return items ?? [];
		},
		list: async (method) => {
			const context = makeContext(fake, calls, {}, {}) as unknown as ILoadOptionsFunctions;
			return (await node.methods.loadOptions[method]!.call(context)) as { name: string; value: unknown }[];
		},
	};
}

function makeContext(
	fake: QuickBooksFake,
	calls: IHttpRequestOptions[],
	parameters: Record<string, unknown>,
	options: Options,
): IExecuteFunctions {
	const defaults = { resource: 'invoice', known: '', knownPdf: '' };
	const all: Record<string, unknown> = { ...defaults, ...DEMO_PARAMETERS, ...parameters };
	return {
		getInputData: () => options.items ?? [{ json: {} }],
		getNode: () => ({ name: 'QuickBooks', type: 'quickBooksInvoices', typeVersion: 1, parameters: {} }),
		continueOnFail: () => options.continueOnFail ?? false,
		getCredentials: async () => options.credential ?? demoCredential(),
		// As n8n does: a parameter that is hidden just now, and no default for it, is an error.
		getNodeParameter: (name: string, _index: number, fallback?: unknown) => {
			const keys = name.split('.');
			const held = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], all);
			if (held === undefined && fallback === undefined) throw new Error(`Could not get parameter "${name}"`);
			return held ?? fallback;
		},
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) => {
				expect(type).toBe('dealToInvoiceQuickBooksOAuth2Api');
				calls.push(request);
				const answered = await answer(fake, request, options.token ?? DEMO_SIGN_IN.accessToken);
				if (options.wire?.(request) === 'lost')
					throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
				return answered;
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
			getBinaryDataBuffer: async (index: number, property: string) =>
				Buffer.from(options.items?.[index]?.binary?.[property]?.data ?? '', 'base64'),
		},
	} as unknown as IExecuteFunctions;
}

/** As n8n's helper for OAuth2: a 401 is thrown, everything else comes back. */
async function answer(fake: QuickBooksFake, request: IHttpRequestOptions, token: string): Promise<unknown> {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.qs ?? {})) url.searchParams.set(name, String(value));
	const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
	const {
		status,
		headers: answered,
		body,
	} = await fake.handle({
		method: request.method ?? 'GET',
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: { authorization: `Bearer ${token}`, ...(Object.fromEntries(headers) as Record<string, string>) },
		raw: Buffer.isBuffer(request.body) ? request.body : Buffer.from(String(request.body ?? '')),
	});
	const data = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
	if (status === 401) throw Object.assign(new Error('401'), { response: { status, headers: {}, data } });
	return { statusCode: status, headers: answered ?? {}, body: data };
}
