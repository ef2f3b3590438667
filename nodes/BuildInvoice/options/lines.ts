import type { INodeProperties } from 'n8n-workflow';
import { askAPerson, taxedRates, untaxedRates } from './rates';

const net = { name: 'Net', value: 'net' };
const gross = { name: 'Gross', value: 'gross' };

export const lineOptions: INodeProperties = {
	displayName: 'Line Options',
	name: 'lineOptions',
	type: 'collection',
	placeholder: 'Add Line Option',
	default: {},
	options: [
		{
			displayName: 'Amount Differs',
			name: 'amountDiffers',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Go on and mark the invoice' },
				{ name: 'Stop', value: 'stop', description: 'The deal needs attention' },
			],
			default: 'stop',
			description: 'What to do when the amount of the deal and the sum of its lines are 0.01 or more apart',
		},
		{
			displayName: 'Deal Amount',
			name: 'dealAmount',
			type: 'options',
			options: [gross, net, { name: 'Not Compared', value: 'notCompared' }],
			default: 'notCompared',
			description: "Whether the CRM's amount of a deal is net or gross",
		},
		{
			displayName: 'Deal Without Products',
			name: 'dealWithoutLines',
			type: 'options',
			options: [
				{ name: 'One Line with the Deal Amount', value: 'oneLine' },
				{ name: 'Stop', value: 'stop', description: 'The deal needs attention' },
			],
			default: 'stop',
			description: 'What to do with a deal that has no products',
		},
		{
			displayName: 'Domestic Reverse Charge (Oo) Allowed',
			name: 'reverseChargeAllowed',
			type: 'boolean',
			default: false,
			description: 'Whether lines with the rate oo may be invoiced. Ask your accountant first.',
		},
		{
			displayName: 'Exemption Reason',
			name: 'exemptionReason',
			type: 'string',
			default: '',
			placeholder: 'e.g. art. 113 ust. 1 ustawy o VAT',
			description: 'Legal basis that is printed on invoices with exempt (zw) lines',
		},
		{
			displayName: 'Exemption Reason Field',
			name: 'exemptionReasonField',
			type: 'string',
			default: '',
			description: 'Deal field with the legal basis, used before the reason above',
		},
		{
			displayName: 'One Line: Name',
			name: 'oneLineName',
			type: 'string',
			default: '{dealTitle}',
			hint: 'You can use {dealTitle}, {dealId}, {orderNumber} and {NAME_OF_A_DEAL_FIELD}',
			description: 'Name of the one line of a deal without products',
		},
		{
			displayName: 'One Line: Price',
			name: 'oneLineBasis',
			type: 'options',
			options: [gross, net],
			default: 'net',
			description: 'Whether the amount of a deal without products is net or gross',
		},
		{
			displayName: 'One Line: VAT Rate',
			name: 'oneLineRate',
			type: 'options',
			options: [askAPerson, ...taxedRates, ...untaxedRates],
			default: 'problem',
			description: 'VAT rate of the one line of a deal without products',
		},
		{
			displayName: 'Polish Rate Abroad',
			name: 'polishRateAbroad',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Go on and mark the invoice' },
				{ name: 'Stop', value: 'stop', description: 'The deal needs attention' },
			],
			default: 'stop',
			description: 'What to do when a buyer abroad is charged a Polish VAT rate',
		},
		{
			displayName: 'Totals Method',
			name: 'totalsMethod',
			type: 'options',
			options: [
				{ name: 'Automatic', value: 'auto', description: 'From gross when prices are gross, else from net' },
				{ name: 'Per Line', value: 'perLine', description: 'VAT of every line, rounded, then added up' },
				{ name: 'Per Rate From Gross', value: 'perRateFromGross', description: 'VAT of the gross sum of each rate' },
				{ name: 'Per Rate From Net', value: 'perRateFromNet', description: 'VAT of the net sum of each rate' },
			],
			default: 'auto',
			description: 'How the VAT is computed and rounded. Choose what your accounting system does.',
		},
		{
			displayName: 'VAT Rate Field',
			name: 'vatRateField',
			type: 'string',
			default: '',
			description: 'Deal field with the rate of all lines that have none, or 0, such as zw or np II',
		},
		{
			displayName: 'VAT Rate of a Line with 0%',
			name: 'rateForZero',
			type: 'options',
			options: [askAPerson, ...untaxedRates],
			default: 'problem',
			description: 'What it means when a line has the VAT rate 0 in the CRM',
		},
		{
			displayName: 'VAT Rate of a Line Without One',
			name: 'rateForNoVat',
			type: 'options',
			options: [askAPerson, ...taxedRates, ...untaxedRates],
			default: 'problem',
			description: 'What it means when a line has no VAT rate in the CRM',
		},
	],
};
