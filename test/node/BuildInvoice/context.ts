import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
} from 'n8n-workflow';
import { BuildInvoice } from '../../../nodes/BuildInvoice/BuildInvoice.node';

const nodeType = new BuildInvoice();
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** Stands in for n8n's request helper: address in, full answer out. */
export type HttpAnswer = (request: IHttpRequestOptions) => Promise<{ statusCode: number; body: string }>;

/** Runs the node in n8n's own execute context: defaults filled in, expressions resolved by n8n. */
export async function runBuildInvoice(
	parameters: Record<string, NodeParameterValueType>,
	items: INodeExecutionData[],
	{ answer, ...options }: { onError?: INode['onError']; answer?: HttpAnswer } = {},
): Promise<INodeExecutionData[]> {
	const node: INode = {
		id: 'b1',
		name: 'Build Invoice',
		type: 'buildInvoice',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...options,
	};
	// n8n's server runs on the zone of the instance, here New York, which must not matter.
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
			workflow.getNode('Build Invoice') as INode,
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
		);
		if (answer) context.helpers.httpRequest = answer;
		const outputs = await nodeType.execute.call(context);
		expect(outputs).toHaveLength(1);
		expect(nodeType.description.outputs).toEqual([NodeConnectionTypes.Main]);
		return outputs[0] ?? [];
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

export const itemOf = (json: unknown, binary?: INodeExecutionData['binary']): INodeExecutionData => ({
	json: json as IDataObject,
	...(binary ? { binary } : {}),
});
