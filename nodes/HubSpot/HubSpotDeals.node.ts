import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodePropertyOptions,
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

/** The tax number is a field that the account made: usually of the company, so those come first. */
async function getTaxIdFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { crm } = await connect(this);
	return (await crm.taxIdFields()).map(({ name, title }) => ({ name: title, value: name, description: name }));
}

/** HubSpot as a step: reads a deal for an invoice, and writes back what became of it. */
export class HubSpotDeals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Deals',
		name: 'hubSpotDeals',
		icon: { light: 'file:hubspot.svg', dark: 'file:hubspot.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read HubSpot deals for invoicing and record invoices and payments on them',
		defaults: { name: 'HubSpot Deals' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...resourceAndOperation, ...crmOperationProperties(WORDS)],
	};

	methods = { loadOptions: { getDealFields, getStages, getStagesOrLeave, getTaxIdFields } };

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
