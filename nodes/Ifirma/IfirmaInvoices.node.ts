import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { accountingProperties } from '../../connect/accounting/fields';
import { runAccounting } from '../../connect/accounting/operations';
import type { AccountingWords } from '../../connect/accounting/words';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf } from './account';
import { DOCUMENT_ID } from './documentId';
import { ifirmaProperties } from './properties';

const WORDS: AccountingWords = {
	vendor: 'iFirma',
	documentId: { pattern: DOCUMENT_ID, text: 'It has to be an ID as this node gives it, such as fakturakraj-1244512' },
	sendsEmail: true,
	buildsOnEarlier: true,
	recordsPayments: true,
};

export class IfirmaInvoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iFirma',
		name: 'ifirmaInvoices',
		icon: { light: 'file:ifirma.svg', dark: 'file:ifirma.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Issues invoices in iFirma once each, has them sent to KSeF and fetches their PDF',
		defaults: { name: 'iFirma' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealToInvoiceIfirmaApi', required: true }],
		usableAsTool: true,
		properties: [...accountingProperties(WORDS), ...ifirmaProperties],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) =>
			runAccounting(this, itemIndex, async () => ({ accounting: await accountingOf(this, itemIndex), words: WORDS })),
		);
	}
}
