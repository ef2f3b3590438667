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
import { authentication, credentials, WORDS } from './descriptions';

const { getDealFields, getStages, getStagesOrLeave } = crmLoadOptions(connect);

/** Bitrix24 as a step: reads a deal for an invoice, and writes back what became of it. */
export class Bitrix24Deals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24',
		name: 'bitrix24Deals',
		icon: { light: 'file:bitrix24.svg', dark: 'file:bitrix24.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read Bitrix24 deals for invoicing and record invoices and payments on them',
		defaults: { name: 'Bitrix24' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...resourceAndOperation, ...crmOperationProperties(WORDS)],
	};

	methods = { loadOptions: { getDealFields, getStages, getStagesOrLeave } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let connection: ReturnType<typeof connect> | undefined;
		return forEachItem(this, async (itemIndex) => {
			const { crm } = await (connection ??= connect(this));
			return crmOperations[String(this.getNodeParameter('operation', itemIndex))]!(this, itemIndex, {
				crm,
				words: WORDS,
			});
		});
	}
}
