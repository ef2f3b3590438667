import type { INodeProperties } from 'n8n-workflow';

export const brakeOptions: INodeProperties = {
	displayName: 'Brakes',
	name: 'brakes',
	type: 'collection',
	placeholder: 'Add Brake',
	default: {},
	options: [
		{
			displayName: 'Approve',
			name: 'approve',
			type: 'options',
			options: [
				{ name: 'Above an Amount', value: 'aboveAmount' },
				{ name: 'Every Invoice', value: 'all' },
			],
			default: 'all',
			description: 'Which invoices a person must approve in the mode Approve',
		},
		{
			displayName: 'Approve Above',
			name: 'approveAbove',
			type: 'string',
			default: '0',
			placeholder: 'e.g. 10000',
			description: 'Gross amount in PLN. Invoices in other currencies always need approval.',
		},
		{
			displayName: 'Delay in Minutes',
			name: 'delayMinutes',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 0 },
			default: 0,
			description: 'Minutes between the stage entry and the invoice, to take back a wrong click',
		},
	],
};
