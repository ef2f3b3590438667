import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { DealToInvoiceIfirmaApi } from '../../../credentials/DealToInvoiceIfirmaApi.credentials';
import { IfirmaInvoices } from '../../../nodes/Ifirma/IfirmaInvoices.node';
import { createIfirmaFake, type IfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import { testWorld } from '../../unit/ifirma/support';

export interface RunOptions {
	items?: INodeExecutionData[];
	continueOnFail?: boolean;
	credential?: Partial<typeof DEMO_IFIRMA_CREDENTIAL>;
}

export interface NodeBench {
	fake: IfirmaFake;
	calls: IHttpRequestOptions[];
	run(parameters: Record<string, unknown>, options?: RunOptions): Promise<INodeExecutionData[]>;
}

/** The node in a hand-made n8n that signs with the credential as n8n does. Parameters may be functions of the item index. */
export function nodeBench(start?: string): NodeBench {
	const fake = createIfirmaFake(testWorld(start));
	const calls: IHttpRequestOptions[] = [];
	return {
		fake,
		calls,
		run: async (parameters, options = {}) => {
			const [items] = await new IfirmaInvoices().execute.call(makeContext(fake, calls, parameters, options));
			return items ?? [];
		},
	};
}

function makeContext(
	fake: IfirmaFake,
	calls: IHttpRequestOptions[],
	parameters: Record<string, unknown>,
	options: RunOptions,
): IExecuteFunctions {
	const all: Record<string, unknown> = { resource: 'invoice', ...parameters };
	const credential = { ...DEMO_IFIRMA_CREDENTIAL, ...options.credential };
	const value = (name: string, itemIndex: number): unknown => {
		const [head = '', ...rest] = name.split('.');
		const found = all[head];
		const own: unknown = typeof found === 'function' ? (found as (index: number) => unknown)(itemIndex) : found;
		return rest.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], own);
	};
	return {
		getInputData: () => options.items ?? [{ json: {} }],
		getNode: () => ({ name: 'iFirma', type: 'ifirmaInvoices', typeVersion: 1, parameters: {} }),
		continueOnFail: () => options.continueOnFail ?? false,
		getCredentials: async () => credential,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => value(name, itemIndex) ?? fallback,
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) => {
				expect(type).toBe('dealToInvoiceIfirmaApi');
				calls.push(request);
				return answer(fake, request, credential);
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
}

async function answer(fake: IfirmaFake, asked: IHttpRequestOptions, credential: typeof DEMO_IFIRMA_CREDENTIAL) {
	const { authenticate } = new DealToInvoiceIfirmaApi();
	if (typeof authenticate !== 'function') throw new Error('The credential has to sign by code.');
	const request = await authenticate(credential, asked);
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.qs ?? {})) url.searchParams.set(name, String(value));
	const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
	const { status, body, ...more } = await fake.handle({
		method: request.method ?? 'GET',
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(headers) as Record<string, string>,
		raw: Buffer.from(String(request.body ?? '')),
	});
	const text = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
	return { statusCode: status, headers: more.headers ?? {}, body: text };
}
