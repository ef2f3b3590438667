import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { accountingProperties } from '../../connect/accounting/fields';
import { runAccounting } from '../../connect/accounting/operations';
import type { AccountingWords } from '../../connect/accounting/words';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf, NO_CHOICE } from './account';
import { LARGEST_FILE_BYTES } from './attachments';
import { DOCUMENT_ID } from './documentId';
import { quickBooksFields } from './fields';
import { loadOptions } from './loadOptions';
import { issueSettingsOf } from './parameters';

const WORDS: AccountingWords = {
	vendor: 'QuickBooks Online',
	documentId: { pattern: DOCUMENT_ID, text: 'It has to be the documentId that the issue operation answered' },
	sendsEmail: true,
	buildsOnEarlier: true,
	recordsPayments: true,
	attachesFiles: { maxBytes: LARGEST_FILE_BYTES },
};

export class QuickBooksInvoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Online',
		name: 'quickBooksInvoices',
		icon: { light: 'file:quickbooks.svg', dark: 'file:quickbooks.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Issues invoices and estimates in QuickBooks Online once each, and fetches their PDF',
		defaults: { name: 'QuickBooks Online' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dealToInvoiceQuickBooksOAuth2Api', required: true }],
		usableAsTool: true,
		properties: [...accountingProperties(WORDS), ...quickBooksFields],
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) =>
			runAccounting(this, itemIndex, async () => {
				const issues = this.getNodeParameter('operation', itemIndex) === 'issue';
				const settings = issues ? issueSettingsOf(this, itemIndex) : NO_CHOICE;
				return { accounting: await accountingOf(this, settings), words: WORDS };
			}),
		);
	}
}
