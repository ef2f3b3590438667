import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	NodeParameterValueType,
} from 'n8n-workflow';

export type Parameters = Record<string, NodeParameterValueType>;

interface Run {
	parameters: Parameters;
	items: INodeExecutionData[];
	/** Of the workflow. n8n's server runs on the zone of the instance, here New York, which must not matter. */
	timezone?: string;
	onError?: INode['onError'];
	/** Puts n8n's helpers in their place that reach out of the process. */
	prepare?: (context: IExecuteFunctions) => void;
}

/**
 * Runs a node in n8n's own execute context: defaults filled in, hidden parameters gone, expressions resolved by n8n.
 * Answers the items of each way out.
 */
export async function executeInN8n(
	nodeType: INodeType,
	{ parameters, items, timezone = 'America/New_York', onError, prepare }: Run,
): Promise<INodeExecutionData[][]> {
	const { displayName, name: type } = nodeType.description;
	const node: INode = {
		...{ id: 'n1', name: displayName, type, typeVersion: 1, position: [0, 0], parameters },
		...(onError && { onError }),
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes, settings: { timezone } });
	await workflow.expression.acquireIsolate?.();
	try {
		const data = { main: [items] };
		const context = new ExecuteContext(
			workflow,
			workflow.getNode(displayName) as INode,
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
		prepare?.(context as unknown as IExecuteFunctions);
		return (await nodeType.execute!.call(context)) as INodeExecutionData[][];
	} finally {
		await workflow.expression.releaseIsolate?.();
	}
}

export const itemOf = (json: unknown, binary?: INodeExecutionData['binary']): INodeExecutionData => ({
	json: json as IDataObject,
	...(binary ? { binary } : {}),
});
