import type { IExecuteFunctions, IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';
import { DealToInvoiceHttpAccountingApi } from '../../../credentials/DealToInvoiceHttpAccountingApi.credentials';
import { HttpAccountingInvoices } from '../../../nodes/HttpAccounting/HttpAccountingInvoices.node';
import {
	createHttpAccountingFake,
	type HttpAccountingFake,
	type HttpAccountingFakeOptions,
} from '../../../sandbox/fakes/httpAccounting';
import { testWorld, type TestWorld } from '../../unit/fakturownia/support';
import { executeInN8n, itemOf, type Parameters } from '../executeInN8n';

export type { Parameters };

const nodeType = new HttpAccountingInvoices();

export interface NodeBench {
	fake: HttpAccountingFake;
	world: TestWorld;
	calls: IHttpRequestOptions[];
	run(
		parameters: Parameters,
		options?: { items?: unknown[]; onError?: INode['onError']; credential?: Record<string, unknown> },
	): Promise<INodeExecutionData[]>;
}

/** The node in n8n's own execute context. Its HTTP helper signs as the credential says and leads to the fake. */
export function nodeBench(credential: Record<string, unknown>, options: HttpAccountingFakeOptions = {}): NodeBench {
	const world = testWorld();
	const fake = createHttpAccountingFake(world, options);
	const calls: IHttpRequestOptions[] = [];
	return {
		fake,
		world,
		calls,
		run: async (parameters, { items = [{}], onError, credential: other } = {}) => {
			const data = { ...credential, ...other };
			const [made] = await executeInN8n(nodeType, {
				parameters: { resource: 'invoice', ...parameters },
				items: items.map((json) => itemOf(json)),
				onError,
				prepare: (context) => {
					context.getCredentials = (async () => data) as IExecuteFunctions['getCredentials'];
					context.helpers.httpRequestWithAuthentication = async function (_type: string, request: IHttpRequestOptions) {
						calls.push(request);
						return send(fake, request, data);
					} as IExecuteFunctions['helpers']['httpRequestWithAuthentication'];
					context.helpers.prepareBinaryData = (async (bytes: Buffer, fileName: string, mimeType: string) => ({
						data: bytes.toString('base64'),
						fileName,
						mimeType,
					})) as unknown as IExecuteFunctions['helpers']['prepareBinaryData'];
				},
			});
			return made ?? [];
		},
	};
}

async function send(
	fake: HttpAccountingFake,
	request: IHttpRequestOptions,
	data: Record<string, unknown>,
): Promise<unknown> {
	const signed = data.oauthTokenData
		? {
				...request,
				headers: {
					...request.headers,
					Authorization: `Bearer ${(data.oauthTokenData as { access_token: string }).access_token}`,
				},
			}
		: await new DealToInvoiceHttpAccountingApi().authenticate(data as never, request);
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(signed.qs ?? {})) url.searchParams.set(name, String(value));
	const { status, headers, body } = await fake.handle({
		method: request.method ?? 'GET',
		host: url.host,
		path: url.pathname,
		query: url.searchParams,
		headers: Object.fromEntries(
			Object.entries(signed.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		raw: Buffer.from(typeof request.body === 'string' ? request.body : ''),
	});
	const bytes = Buffer.isBuffer(body)
		? body
		: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
	return { statusCode: status, headers: headers ?? {}, body: bytes };
}
