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
import { authentication, billingProperty, credentials, WORDS } from './descriptions';
import type { Billing } from './readLines';

const { getDealFields, getStages, getStagesOrLeave } = crmLoadOptions(async (context) => connect(context));

async function getTaxIdFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { crm } = await connect(this);
	return (await crm.taxIdFields()).map(({ name, title }) => ({ name: title, value: name, description: name }));
}

/** Pipedrive as a step: reads a deal for an invoice, and writes back what became of it. */
export class PipedriveDeals implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pipedrive',
		name: 'pipedriveDeals',
		icon: { light: 'file:pipedrive.svg', dark: 'file:pipedrive.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read Pipedrive deals for invoicing and record invoices and payments on them',
		defaults: { name: 'Pipedrive' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...resourceAndOperation, ...crmOperationProperties(WORDS), billingProperty],
	};

	methods = { loadOptions: { getDealFields, getStages, getStagesOrLeave, getTaxIdFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connections = new Map<Billing, ReturnType<typeof connect>>();
		return forEachItem(this, async (itemIndex) => {
			const billing = this.getNodeParameter('billing', itemIndex, 'stop') as Billing;
			const connection = connections.get(billing) ?? connect(this, billing);
			connections.set(billing, connection);
			const { crm } = await connection;
			return crmOperations[String(this.getNodeParameter('operation', itemIndex))]!(this, itemIndex, {
				crm,
				words: WORDS,
			});
		});
	}
}
