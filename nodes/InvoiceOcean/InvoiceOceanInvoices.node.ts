import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { accountingProperties } from '../../connect/accounting/fields';
import { runAccounting } from '../../connect/accounting/operations';
import type { AccountingWords } from '../../connect/accounting/words';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf } from './account';

const WORDS: AccountingWords = {
	vendor: 'InvoiceOcean',
	documentId: { pattern: /^\d{1,19}$/, text: 'It has to be the number that InvoiceOcean gave the document' },
	sendsEmail: true,
	recordsPayments: true,
	recipients: 'Empty for the address on the document; InvoiceOcean sends to no other',
};

export class InvoiceOceanInvoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'InvoiceOcean',
		name: 'invoiceOceanInvoices',
		icon: { light: 'file:invoiceocean.svg', dark: 'file:invoiceocean.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Issues invoices in InvoiceOcean once each, records their payments and fetches their PDF',
		defaults: { name: 'InvoiceOcean' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealToInvoiceInvoiceOceanApi', required: true }],
		usableAsTool: true,
		properties: accountingProperties(WORDS),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) =>
			runAccounting(this, itemIndex, async () => ({ accounting: await accountingOf(this), words: WORDS })),
		);
	}
}
