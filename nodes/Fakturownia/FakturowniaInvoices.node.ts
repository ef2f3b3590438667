import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf } from './account';
import type { FakturowniaAccounting } from './FakturowniaAccounting';
import { documentFields, issueFields, pdfFields, resourceAndOperation } from './fields';
import { listFields, paymentFields } from './paymentFields';
import { check, get, getLegalStatus, getMany, recordPayment, sendByEmail } from './operations/document';
import { issue } from './operations/issue';
import { getPdf } from './operations/pdf';

type Run = (
	context: IExecuteFunctions,
	itemIndex: number,
	accounting: FakturowniaAccounting,
) => Promise<INodeExecutionData | INodeExecutionData[]>;

const OPERATIONS: Record<string, Run> = {
	'invoice:issue': issue,
	'invoice:get': get,
	'invoice:getPdf': getPdf,
	'invoice:getLegalStatus': getLegalStatus,
	'invoice:sendByEmail': sendByEmail,
	'invoice:recordPayment': recordPayment,
	'invoice:getMany': getMany,
	'account:check': check,
};

export class FakturowniaInvoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Fakturownia',
		name: 'fakturowniaInvoices',
		icon: { light: 'file:fakturownia.svg', dark: 'file:fakturownia.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Issues invoices in Fakturownia once each, waits for their KSeF number and fetches their PDF',
		defaults: { name: 'Fakturownia' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealToInvoiceFakturowniaApi', required: true }],
		usableAsTool: true,
		properties: [
			...resourceAndOperation,
			...issueFields,
			...documentFields,
			...pdfFields,
			...paymentFields,
			...listFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) => {
			const resource = this.getNodeParameter('resource', itemIndex) as string;
			const operation = this.getNodeParameter('operation', itemIndex) as string;
			const run = OPERATIONS[`${resource}:${operation}`];
			if (!run)
				throw new NodeOperationError(this.getNode(), `The operation "${operation}" of "${resource}" does not exist.`, {
					itemIndex,
				});
			return run(this, itemIndex, await accountingOf(this));
		});
	}
}
