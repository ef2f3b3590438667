import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { crmOperationProperties, crmOperations } from '../../connect/crm/operations';
import { resourceAndOperation } from '../../connect/crm/properties';
import { forEachItem } from '../../connect/itemLoop';
import { columnProperties } from './columnProperties';
import { connect } from './connection';
import { authentication, board, credentials, WORDS } from './descriptions';
import { getLineFields } from './lineMapping';
import { loadOptions } from './loadOptions';

const { getClientColumns, getDealFields, getPipelines, getStages, getStagesOrLeave } = loadOptions;

/** monday.com as a step: reads a deal for an invoice, and writes back what became of it. */
export class MondayDeals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'monday.com',
		name: 'mondayDeals',
		icon: { light: 'file:monday.svg', dark: 'file:monday.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read monday.com deals for invoicing and record invoices and payments on them',
		defaults: { name: 'monday.com' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...resourceAndOperation, board, ...crmOperationProperties(WORDS), ...columnProperties],
	};

	methods = {
		loadOptions: { getClientColumns, getDealFields, getPipelines, getStages, getStagesOrLeave },
		resourceMapping: { getLineFields },
	};

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
