import { NodeConnectionTypes } from 'n8n-workflow';
import type { IHttpRequestOptions, INode, INodeExecutionData } from 'n8n-workflow';
import { BuildInvoice } from '../../../nodes/BuildInvoice/BuildInvoice.node';
import { executeInN8n, type Parameters } from '../executeInN8n';

export { itemOf } from '../executeInN8n';

const nodeType = new BuildInvoice();

/** Stands in for n8n's request helper: address in, full answer out. */
export type HttpAnswer = (request: IHttpRequestOptions) => Promise<{ statusCode: number; body: string }>;

export async function runBuildInvoice(
	parameters: Parameters,
	items: INodeExecutionData[],
	{ answer, onError }: { onError?: INode['onError']; answer?: HttpAnswer } = {},
): Promise<INodeExecutionData[]> {
	const outputs = await executeInN8n(nodeType, {
		...{ parameters, items, onError },
		prepare: ({ helpers }) => {
			if (answer) helpers.httpRequest = answer;
		},
	});
	expect(outputs).toHaveLength(1);
	expect(nodeType.description.outputs).toEqual([NodeConnectionTypes.Main]);
	return outputs[0] ?? [];
}
