import type { INodeProperties } from 'n8n-workflow';

const show = (...operation: string[]) => ({ show: { resource: ['invoice'], operation } });

export const paymentFields: INodeProperties[] = [
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1230.00',
		displayOptions: show('recordPayment'),
		description: 'What was received, in the currency of the document, with a decimal point',
	},
	{
		displayName: 'Paid On',
		name: 'paidOn',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-30',
		displayOptions: show('recordPayment'),
		description: 'The day on which the money came in',
	},
	{
		displayName: 'Payment Reference',
		name: 'paymentReference',
		type: 'string',
		default: '',
		required: true,
		displayOptions: show('recordPayment'),
		description:
			'What tells this payment from any other, such as the bank transfer ID; it keeps a repeat from counting twice',
	},
];

export const listFields: INodeProperties[] = [
	{
		displayName: 'Issued From',
		name: 'from',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-01',
		displayOptions: show('getMany'),
		description: 'First day, by issue date',
	},
	{
		displayName: 'Issued To',
		name: 'until',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-30',
		displayOptions: show('getMany'),
		description: 'Last day, by issue date',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: show('getMany'),
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { resource: ['invoice'], operation: ['getMany'], returnAll: [false] } },
		description: 'Max number of results to return',
	},
];
