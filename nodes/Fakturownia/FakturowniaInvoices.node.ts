import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { accountingProperties } from '../../connect/accounting/fields';
import { runAccounting } from '../../connect/accounting/operations';
import type { AccountingWords } from '../../connect/accounting/words';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf } from './account';

const WORDS: AccountingWords = {
	vendor: 'Fakturownia',
	documentId: { pattern: /^\d{1,19}$/, text: 'It has to be the number that Fakturownia gave the document' },
	sendsEmail: true,
	buildsOnEarlier: true,
	recordsPayments: true,
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
		properties: accountingProperties(WORDS),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) =>
			runAccounting(this, itemIndex, async () => ({ accounting: await accountingOf(this), words: WORDS })),
		);
	}
}
