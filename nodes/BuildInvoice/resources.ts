import type { INodeProperties } from 'n8n-workflow';

export const resources: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Invoice', value: 'invoice' },
			{ name: 'Message', value: 'message' },
			{ name: 'Report', value: 'report' },
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
				name: 'Build',
				value: 'build',
				action: 'Build an invoice',
				description: 'Make a checked invoice from a deal, or say everything that is missing',
			},
		],
		default: 'build',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Compose',
				value: 'compose',
				action: 'Compose a message',
				description: 'Write the e-mail for an issued invoice; attached files pass through',
			},
			{
				name: 'Preview',
				value: 'preview',
				action: 'Preview a message',
				description: 'Show the invoice and its e-mail before anything is issued',
			},
		],
		default: 'compose',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['report'] } },
		options: [
			{
				name: 'Compose Row',
				value: 'composeRow',
				action: 'Compose a report row',
				description: 'Make the row of an issued invoice for a spreadsheet',
			},
		],
		default: 'composeRow',
	},
];
