import type { INodePropertyOptions } from 'n8n-workflow';

/** The rates for a drop-down, in the words of a Polish bookkeeper. */
export const taxedRates: INodePropertyOptions[] = [
	{ name: '23%', value: '23' },
	{ name: '8%', value: '8' },
	{ name: '5%', value: '5' },
];

export const untaxedRates: INodePropertyOptions[] = [
	{ name: '0% Domestic (0 KR)', value: '0 KR' },
	{ name: '0% Export (0 EX)', value: '0 EX' },
	{ name: '0% Intra-EU Supply (0 WDT)', value: '0 WDT' },
	{ name: 'Domestic Reverse Charge (Oo)', value: 'oo' },
	{ name: 'Exempt (Zw)', value: 'zw' },
	{ name: 'Outside Poland (Np I)', value: 'np I' },
	{ name: 'Service to an EU Business (Np II)', value: 'np II' },
];

export const askAPerson: INodePropertyOptions = {
	name: 'Ask a Person',
	value: 'problem',
	description: 'The deal needs attention',
};
