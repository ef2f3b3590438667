import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { FakturowniaInvoices } from '../../../nodes/Fakturownia/FakturowniaInvoices.node';
import { createFakturowniaFake, type FakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import type { Fake } from '../../../sandbox/fakes/types';
import { testWorld, TOKEN, type TestWorld } from '../../unit/fakturownia/support';

interface RunOptions {
	items?: INodeExecutionData[];
	continueOnFail?: boolean;
	token?: string;
}

export interface NodeBench<F = FakturowniaFake> {
	fake: F;
	world: TestWorld;
	calls: IHttpRequestOptions[];
	run(parameters: Record<string, unknown>, options?: RunOptions): Promise<INodeExecutionData[]>;
}

/** An accounting system's node, and what it talks to. */
export interface NodeUnderTest<F extends Fake> {
	node: INodeType;
	fake: F;
	world: TestWorld;
	credential: { type: string; data: Record<string, string> };
	/** Signs as the credential does, with the token given. */
	sign(request: IHttpRequestOptions, token: string): Promise<IHttpRequestOptions>;
}

/** The node in a hand-made n8n, its HTTP helper wired to the fake. Parameters may be functions of the item index. */
export function benchOf<F extends Fake>(under: NodeUnderTest<F>): NodeBench<F> {
	const calls: IHttpRequestOptions[] = [];
	return {
		fake: under.fake,
		world: under.world,
		calls,
		run: async (parameters, options = {}) => {
			const context = makeContext(under, calls, parameters, options);
			const [items] = (await under.node.execute!.call(context)) as INodeExecutionData[][];
			return items ?? [];
		},
	};
}

export function nodeBench(): NodeBench {
	const world = testWorld();
	return benchOf({
		node: new FakturowniaInvoices(),
		fake: createFakturowniaFake(world),
		world,
		credential: { type: 'dealToInvoiceFakturowniaApi', data: { account: 'demo.fakturownia.pl', apiToken: TOKEN } },
		sign: async (request, token) => ({
			...request,
			headers: { ...request.headers, authorization: `Bearer ${token}` },
		}),
	});
}

function makeContext<F extends Fake>(
	{ fake, credential, node, sign }: NodeUnderTest<F>,
	calls: IHttpRequestOptions[],
	parameters: Record<string, unknown>,
	options: RunOptions,
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
		getNode: () => ({
			name: node.description.displayName,
			type: node.description.name,
			typeVersion: 1,
			parameters: {},
		}),
		continueOnFail: () => options.continueOnFail ?? false,
		getCredentials: async () => credential.data,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) => value(name, itemIndex) ?? fallback,
		helpers: {
			httpRequestWithAuthentication: async (type: string, request: IHttpRequestOptions) => {
				expect(type).toBe(credential.type);
				calls.push(request);
				return answer(fake, await sign(request, options.token ?? credential.data.apiToken ?? ''));
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
				data: bytes.toString('base64'),
				fileName,
				mimeType,
			}),
		},
	} as unknown as IExecuteFunctions;
}

async function answer(fake: Fake, request: IHttpRequestOptions): Promise<unknown> {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.qs ?? {})) url.searchParams.set(name, String(value));
	const { status, headers, body } = await fake.handle({
		method: request.method ?? 'GET',
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: (request.headers ?? {}) as Record<string, string>,
		raw: Buffer.from(String(request.body ?? '')),
	});
	const text = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
	return { statusCode: status, headers: headers ?? {}, body: text };
}
