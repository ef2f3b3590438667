import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { accountingProperties } from '../../connect/accounting/fields';
import { runAccounting } from '../../connect/accounting/operations';
import type { AccountingWords } from '../../connect/accounting/words';
import { forEachItem } from '../../connect/itemLoop';
import { accountingOf } from './account';
import { authentication, credentials, description, issueDescription } from './properties';

const WORDS: AccountingWords = {
	vendor: 'the system',
	documentId: { pattern: /^[^\s/\\?#]{1,200}$/, text: 'It has to be the ID that the system gave the document' },
	sendsEmail: true,
	recordsPayments: true,
};

export class HttpAccountingInvoices implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HTTP Accounting',
		name: 'httpAccountingInvoices',
		icon: { light: 'file:httpAccounting.svg', dark: 'file:httpAccounting.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Issues invoices, once each, in any accounting system that has a JSON API',
		defaults: { name: 'HTTP Accounting' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		// An agent that could fill in requests could send anything to the accounting system.
		usableAsTool: undefined,
		properties: [authentication, ...accountingProperties(WORDS), ...description, ...issueDescription],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return forEachItem(this, async (itemIndex) =>
			runAccounting(this, itemIndex, async () => ({
				accounting: await accountingOf(this, itemIndex),
				words: WORDS,
			})),
		);
	}
}
