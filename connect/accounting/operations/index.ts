import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { attachFile } from './attachFile';
import type { AccountingAtWork, Operation } from './atWork';
import { check, get, getLegalStatus, getMany, recordPayment, sendByEmail } from './document';
import { getEarlier } from './earlier';
import { issue } from './issue';
import { getPdf } from './pdf';

const OPERATIONS: Record<string, Operation<INodeExecutionData | INodeExecutionData[]>> = {
	'invoice:attachFile': attachFile,
	'invoice:issue': issue,
	'invoice:get': get,
	'invoice:getEarlier': getEarlier,
	'invoice:getPdf': getPdf,
	'invoice:getLegalStatus': getLegalStatus,
	'invoice:sendByEmail': sendByEmail,
	'invoice:recordPayment': recordPayment,
	'invoice:getMany': getMany,
	'account:check': check,
};

/** Runs the operation that the node's parameters name. Throws NodeOperationError when there is none of this name. */
export async function runAccounting(
	context: IExecuteFunctions,
	itemIndex: number,
	connect: () => Promise<AccountingAtWork>,
): Promise<INodeExecutionData | INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const operation = context.getNodeParameter('operation', itemIndex) as string;
	const run = OPERATIONS[`${resource}:${operation}`];
	if (!run)
		throw new NodeOperationError(context.getNode(), `The operation "${operation}" of "${resource}" does not exist.`, {
			itemIndex,
		});
	return run(context, itemIndex, await connect());
}
