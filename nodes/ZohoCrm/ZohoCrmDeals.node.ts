import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { crmLoadOptions } from '../../connect/crm/loadOptions';
import { crmOperationProperties, crmOperations } from '../../connect/crm/operations';
import { resourceAndOperation } from '../../connect/crm/properties';
import { forEachItem } from '../../connect/itemLoop';
import { connect } from './connection';
import { credentials, readProperties, WORDS } from './descriptions';
import { readOptionsOf } from './readOptions';

const { getDealFields, getStages, getStagesOrLeave } = crmLoadOptions(connect);

/** Zoho CRM as a step: reads a deal for an invoice, and writes back what became of it. */
export class ZohoCrmDeals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zoho CRM Deals',
		name: 'zohoCrmDeals',
		icon: { light: 'file:zohoCrm.svg', dark: 'file:zohoCrm.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read Zoho CRM deals for invoicing and record invoices and payments on them',
		defaults: { name: 'Zoho CRM Deals' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [...resourceAndOperation, ...crmOperationProperties(WORDS), ...readProperties],
	};

	methods = { loadOptions: { getDealFields, getStages, getStagesOrLeave } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let connection: ReturnType<typeof connect> | undefined;
		return forEachItem(this, async (itemIndex) => {
			const { crm } = await (connection ??= connect(this));
			return crmOperations[String(this.getNodeParameter('operation', itemIndex))]!(this, itemIndex, {
				crm: crm.reading(readOptionsOf(this, itemIndex)),
				words: WORDS,
			});
		});
	}
}
