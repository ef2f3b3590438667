import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
} from 'n8n-workflow';
import { DealToInvoiceHttpAccountingApi } from '../../../credentials/DealToInvoiceHttpAccountingApi.credentials';
import { HttpAccountingInvoices } from '../../../nodes/HttpAccounting/HttpAccountingInvoices.node';
import {
	createHttpAccountingFake,
	type HttpAccountingFake,
	type HttpAccountingFakeOptions,
} from '../../../sandbox/fakes/httpAccounting';
import { testWorld, type TestWorld } from '../../unit/fakturownia/support';

const nodeType = new HttpAccountingInvoices();
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

export type Parameters = Record<string, NodeParameterValueType>;

export interface NodeBench {
	fake: HttpAccountingFake;
	world: TestWorld;
	calls: IHttpRequestOptions[];
	run(
		parameters: Parameters,
		options?: { items?: unknown[]; onError?: INode['onError']; credential?: Record<string, unknown> },
	): Promise<INodeExecutionData[]>;
}

/**
 * The node in n8n's own execute context: defaults filled in, hidden parameters gone, expressions resolved by n8n. Its
 * HTTP helper signs as the credential says and leads to the fake.
 */
export function nodeBench(credential: Record<string, unknown>, options: HttpAccountingFakeOptions = {}): NodeBench {
	const world = testWorld();
	const fake = createHttpAccountingFake(world, options);
	const calls: IHttpRequestOptions[] = [];
	return {
		fake,
		world,
		calls,
		run: async (parameters, { items = [{}], onError, credential: other } = {}) => {
			const given = items.map((json) => ({ json })) as INodeExecutionData[];
			const data = { ...credential, ...other };
			return inContext(parameters, given, onError, (context) => {
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
			});
		},
	};
}

async function inContext(
	parameters: Parameters,
	items: INodeExecutionData[],
	onError: INode['onError'],
	prepare: (context: IExecuteFunctions) => void,
): Promise<INodeExecutionData[]> {
	const node: INode = {
		id: 'h1',
		name: 'HTTP Accounting',
		type: 'httpAccountingInvoices',
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'invoice', ...parameters },
		...(onError && { onError }),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: 'America/New_York' },
	});
	await workflow.expression.acquireIsolate?.();
	try {
		const data = { main: [items] };
		const context = new ExecuteContext(
			workflow,
			workflow.getNode(node.name) as INode,
			{
				variables: {},
				webhookWaitingBaseUrl: 'http://localhost/waiting',
				formWaitingBaseUrl: 'http://localhost/form',
			} as unknown as IWorkflowExecuteAdditionalData,
			'manual',
			createRunExecutionData(),
			0,
			items,
			data,
			{ node, data, source: { main: [null] } },
			[],
		) as unknown as IExecuteFunctions;
		prepare(context);
		const [made] = await nodeType.execute.call(context);
		return made ?? [];
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
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
