import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { FakturowniaInvoices } from '../../../nodes/Fakturownia/FakturowniaInvoices.node';
import { createFakturowniaFake, type FakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { testWorld, TOKEN, type TestWorld } from '../../unit/fakturownia/support';

export interface NodeBench {
	fake: FakturowniaFake;
	world: TestWorld;
	calls: IHttpRequestOptions[];
	run(
		parameters: Record<string, unknown>,
		options?: { items?: INodeExecutionData[]; continueOnFail?: boolean; token?: string },
	): Promise<INodeExecutionData[]>;
}

/** The node in a hand-made n8n, its HTTP helper wired to the fake. Parameters may be functions of the item index. */
export function nodeBench(): NodeBench {
	const world = testWorld();
	const fake = createFakturowniaFake(world);
	const calls: IHttpRequestOptions[] = [];
	return {
		fake,
		world,
		calls,
		run: async (parameters, options = {}) => {
			const context = makeContext(fake, calls, parameters, options);
			const [items] = await new FakturowniaInvoices().execute.call(context);
			return items ?? [];
		},
	};
}

function makeContext(
	fake: FakturowniaFake,
	calls: IHttpRequestOptions[],
	parameters: Record<string, unknown>,
	options: { items?: INodeExecutionData[]; continueOnFail?: boolean; token?: string },
): IExecuteFunctions {
	const all: Record<string, unknown> = { resource: 'invoice', ...parameters };
	const value = (name: string, itemIndex: number): unknown => {
		const [head = '', ...rest] = name.split('.');
		const found = all[head];
		const own: unknown = typeof found === 'function' ? (found as (index: number) => unknown)(itemIndex) : found;
		return rest.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], own);
	};
	return {
		getInputData: () => options.items ?? [{ json: {} }],
		getNode: () => ({ name: 'Fakturownia', type: 'fakturowniaInvoices', typeVersion: 1, parameters: {} }),
		continueOnFail: () => options.continueOnFail ?? false,
		getCredentials: async () => ({ account: 'demo.fakturownia.pl', apiToken: TOKEN }),
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => value(name, itemIndex) ?? fallback,
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) => {
				expect(type).toBe('dealToInvoiceFakturowniaApi');
				calls.push(request);
				return answer(fake, request, options.token ?? TOKEN);
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
}

async function answer(fake: FakturowniaFake, request: IHttpRequestOptions, token: string): Promise<unknown> {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.qs ?? {})) url.searchParams.set(name, String(value));
	const { status, headers, body } = await fake.handle({
		method: request.method ?? 'GET',
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: { authorization: `Bearer ${token}` },
		raw: Buffer.from(String(request.body ?? '')),
	});
	const text = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
	return { statusCode: status, headers: headers ?? {}, body: text };
}
