import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const displayOptions = { show: { resource: ['invoice'], operation: ['issue'] } };

/** A parameter whose values QuickBooks lists. */
function fromList(displayName: string, name: string, loadOptionsMethod: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

const RATES: INodePropertyOptions[] = [
	{ name: '0% Domestic (0 KR)', value: '0 KR' },
	{ name: '0% Export (0 EX)', value: '0 EX' },
	{ name: '0% Intra-EU Supply (0 WDT)', value: '0 WDT' },
	{ name: '23%', value: '23' },
	{ name: '5%', value: '5' },
	{ name: '8%', value: '8' },
	{ name: 'Domestic Reverse Charge (Oo)', value: 'oo' },
	{ name: 'Exempt (Zw)', value: 'zw' },
	{ name: 'Outside Poland (Np I)', value: 'np I' },
	{ name: 'Service to an EU Business (Np II)', value: 'np II' },
];

const taxCodes: INodeProperties = {
	displayName: 'Tax Codes',
	name: 'taxCodes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add rate',
	default: {},
	required: true,
	displayOptions,
	description:
		'The tax code of your QuickBooks company for each VAT rate that you use. A rate without one stops the document.',
	options: [
		{
			displayName: 'Code',
			name: 'code',
			values: [
				{
					displayName: 'VAT Rate',
					name: 'vatRate',
					type: 'options',
					options: RATES,
					default: '23',
					description: 'The rate on the invoice',
				},
				fromList('Tax Code Name or ID', 'taxCode', 'getTaxCodes'),
			],
		},
	],
};

const products: INodeProperties[] = [
	{
		displayName: 'Products and Services',
		name: 'products',
		type: 'options',
		options: [
			{ name: 'By the Name of the Line', value: 'byName', description: 'Found by its name, or added' },
			{ name: 'One for All Lines', value: 'oneForAll', description: 'Spares a request for each document' },
		],
		default: 'byName',
		displayOptions,
		description: 'Which product or service of QuickBooks each line is sold as; the line keeps its own text',
	},
	{
		...fromList('Income Account Name or ID', 'incomeAccount', 'getIncomeAccounts'),
		displayOptions: { show: { ...displayOptions.show, products: ['byName'] } },
		hint: 'Where the revenue of products and services that are added goes. Empty: none is added, the document stops.',
	},
	{
		...fromList('Product or Service Name or ID', 'item', 'getItems'),
		required: true,
		displayOptions: { show: { ...displayOptions.show, products: ['oneForAll'] } },
	},
];

const quickBooksOptions: INodeProperties = {
	displayName: 'QuickBooks Options',
	name: 'quickBooksOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions,
	options: [
		{
			...fromList('Item for Advances Name or ID', 'advanceItem', 'getAdvanceItems'),
			hint: 'Only for advance and final invoices: a service of yours whose account is a liability, such as Customer Advances',
		},
		{
			displayName: 'Payment Terms',
			name: 'terms',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add term',
			default: {},
			description: 'The payment term of QuickBooks for a number of days. The due date is sent in any case.',
			options: [
				{
					displayName: 'Term',
					name: 'term',
					values: [
						{
							displayName: 'Days',
							name: 'days',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 14,
							description: 'Days until the invoice is due',
						},
						fromList('Term Name or ID', 'id', 'getTerms'),
					],
				},
			],
		},
		{
			displayName: 'Type of Added Items',
			name: 'itemType',
			type: 'options',
			options: [
				{ name: 'Product (Non-Inventory)', value: 'NonInventory' },
				{ name: 'Service', value: 'Service' },
			],
			default: 'Service',
			description: 'What a product or service is that QuickBooks does not have yet',
		},
		{
			...fromList('US Tax Code Name or ID', 'usTaxCode', 'getUsTaxCodes'),
			hint: 'Only for companies in the US without automated sales tax: the rates for lines with the code TAX',
		},
	],
};

/** What only QuickBooks needs to know, beside the parameters that every accounting system shares. */
export const quickBooksFields: INodeProperties[] = [taxCodes, ...products, quickBooksOptions];
