import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { forEachItem } from '../../connect/itemLoop';
import { connect } from './connection';
import { authentication, credentials } from './descriptions';
import { getDealFields, getStages, getStagesOrLeave } from './loadOptions';
import { operations, operationProperties } from './operations';

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
		properties: [
			authentication,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Deal', value: 'deal' },
					{ name: 'Setup', value: 'setup' },
				],
				default: 'deal',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['deal'] } },
				options: [
					{
						name: 'Get',
						value: 'get',
						description: 'Read the whole deal: client, requisites, products, contacts, own fields',
						action: 'Get a deal',
					},
					{
						name: 'List Stage Entries',
						value: 'listStageEntries',
						description: 'Find the deals that entered a stage since a moment',
						action: 'List stage entries of deals',
					},
					{
						name: 'Record Invoice',
						value: 'recordInvoice',
						description: 'Write number, link, PDF, status, stage and a note to the deal, once',
						action: 'Record an invoice on a deal',
					},
					{
						name: 'Record Payment',
						value: 'recordPayment',
						description: 'Write to the deal whether the invoice is paid',
						action: 'Record a payment on a deal',
					},
					{
						name: 'Set Status',
						value: 'setStatus',
						description: 'Write to the deal where its invoice stands',
						action: 'Set the invoice status of a deal',
					},
				],
				default: 'get',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['setup'] } },
				options: [
					{
						name: 'Check',
						value: 'check',
						description: 'Say what the credential may do and what is missing',
						action: 'Check the set up',
					},
					{
						name: 'Create Fields',
						value: 'ensureFields',
						description: 'Make the deal fields that are missing (needs a CRM administrator)',
						action: 'Create the deal fields',
					},
				],
				default: 'check',
			},
			...operationProperties,
		],
	};

	methods = { loadOptions: { getDealFields, getStages, getStagesOrLeave } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let connection: ReturnType<typeof connect> | undefined;
		return forEachItem(this, async (itemIndex) => {
			const { crm } = await (connection ??= connect(this));
			return operations[String(this.getNodeParameter('operation', itemIndex))]!(this, itemIndex, crm);
		});
	}
}
