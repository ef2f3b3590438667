import type { INodeProperties } from 'n8n-workflow';

export const dateOptions: INodeProperties = {
	displayName: 'Date Options',
	name: 'dateOptions',
	type: 'collection',
	placeholder: 'Add Date Option',
	default: {},
	options: [
		{
			displayName: 'Issue On Field',
			name: 'issueOnField',
			type: 'string',
			default: '',
			description: 'Deal field with the first day on which the invoice may be issued',
		},
		{
			displayName: 'Payment Days',
			name: 'paymentDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 365, numberPrecision: 0 },
			default: 14,
			description: 'Days that the customer has to pay',
		},
		{
			displayName: 'Payment Days Counted From',
			name: 'paymentDaysFrom',
			type: 'options',
			options: [
				{ name: 'Issue Date', value: 'issueDate' },
				{ name: 'Sale Date', value: 'saleDate' },
			],
			default: 'issueDate',
			description: 'The day from which the due date is counted',
		},
		{
			displayName: 'Payment Days Field',
			name: 'paymentDaysField',
			type: 'string',
			default: '',
			description: 'Deal field with the payment term of this client in days',
		},
		{
			displayName: 'Period: Sale Date',
			name: 'periodSaleDate',
			type: 'options',
			options: [
				{ name: 'First Day of the Period', value: 'firstDay' },
				{ name: 'Last Day of the Period', value: 'lastDay' },
			],
			default: 'lastDay',
			description: 'The date of sale of an invoice that a subscription asks for',
		},
		{
			displayName: 'Received On Field',
			name: 'receivedOnField',
			type: 'string',
			default: '',
			description:
				'Deal field with the day on which the money of an advance came. Otherwise the day on which the deal entered the stage.',
		},
		{
			displayName: 'Sale Date Field',
			name: 'saleDateField',
			type: 'string',
			default: '',
			placeholder: 'e.g. UF_CRM_SALE_DATE',
			description: 'Deal field with the date of sale. Otherwise the day on which the deal entered the stage.',
		},
	],
};
