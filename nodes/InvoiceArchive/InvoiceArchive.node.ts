import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { forEachItem } from '../../connect/itemLoop';
import { driveOpener } from './drives';
import { archiveDescription, archiveOperation } from './operations/archive.operation';
import { checkOperation } from './operations/check.operation';

/** Files an issued document once, as Year/Month/Client/Number.pdf. */
export class InvoiceArchive implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Invoice Archive',
		name: 'invoiceArchive',
		icon: { light: 'file:invoiceArchive.svg', dark: 'file:invoiceArchive.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["drive"] }}',
		description: 'Files an issued invoice in Year/Month/Client, once',
		defaults: { name: 'Invoice Archive' },
		// It lives on binary data, which an AI tool does not hand over.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'dealToInvoiceGoogleDriveOAuth2Api',
				required: true,
				displayOptions: { show: { drive: ['googleDrive'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Invoice', value: 'invoice' },
				],
				default: 'invoice',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['invoice'] } },
				options: [
					{
						name: 'Archive',
						value: 'archive',
						description: 'Put the PDF into the folder of its client, unless it is there already',
						action: 'Archive an invoice',
					},
				],
				default: 'archive',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['account'] } },
				options: [
					{
						name: 'Check',
						value: 'check',
						description: 'Try the credential; nothing is changed',
						action: 'Check the account',
					},
				],
				default: 'check',
			},
			...archiveDescription,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const openerOf = driveOpener(this);
		return forEachItem(this, async (itemIndex) =>
			this.getNodeParameter('operation', itemIndex) === 'check'
				? checkOperation(this, itemIndex, openerOf)
				: archiveOperation(this, itemIndex, openerOf),
		);
	}
}
