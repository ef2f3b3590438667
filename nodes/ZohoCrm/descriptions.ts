import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../../connect/crm/words';
import { CREDENTIAL } from './connection';
import { DEFAULT_FIELDS } from './dealFields';
import { DEFAULT_ACCEPTED, DEFAULT_READ_OPTIONS } from './readOptions';

export const credentials: INodeCredentialDescription[] = [{ name: CREDENTIAL, required: true }];

export const WORDS: CrmWords = {
	vendor: 'Zoho CRM',
	fields: DEFAULT_FIELDS,
	taxIdHint: 'API name of the field of account, contact or deal that holds the NIP; Zoho CRM has none by itself',
	attachesPdf: true,
};

const { columns } = DEFAULT_READ_OPTIONS;
const show = { resource: ['deal'], operation: ['get'] };

const column = (displayName: string, name: string, value: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: value,
	description: 'API name, as Zoho CRM shows it under Setup → Developer Hub → APIs → API names; empty: there is none',
});

/** How a deal is read: what Zoho CRM leaves to its users. */
export const readProperties: INodeProperties[] = [
	{
		displayName: 'Products From',
		name: 'lineSource',
		type: 'options',
		options: [
			{ name: 'Nowhere', value: 'none', description: 'The deal has an amount only; Build Invoice decides' },
			{ name: 'Quote', value: 'quote', description: 'The accepted quote of the deal, else the only one' },
			{
				name: 'Sales Order',
				value: 'salesOrder',
				description: 'The accepted sales order of the deal, else the only one',
			},
			{ name: 'Subform of the Deal', value: 'subform', description: 'A table that you have added to your deals' },
		],
		default: 'quote',
		displayOptions: { show },
		description: 'Where the lines of the invoice are. Deals of Zoho CRM hold none by themselves.',
	},
	{
		displayName: 'Accepted Stages',
		name: 'acceptedStages',
		type: 'string',
		default: DEFAULT_ACCEPTED,
		displayOptions: { show: { ...show, lineSource: ['quote', 'salesOrder', 'subformOrQuote'] } },
		description:
			'Which stages say that a quote or order is agreed, separated by commas. Asked only where a deal has several.',
	},
	{
		displayName: 'Subform Columns',
		name: 'columns',
		type: 'collection',
		placeholder: 'Add Column',
		default: {},
		displayOptions: { show: { ...show, lineSource: ['subform', 'subformOrQuote'] } },
		description: 'The subform of the deal and what its columns are called',
		options: [
			column('Discount (Percent)', 'discountPercent', columns.discountPercent),
			column('Gross Price', 'gross', columns.gross),
			column('Name', 'name', columns.name),
			column('Price', 'price', columns.price),
			{
				displayName: 'Price Is',
				name: 'priceBasis',
				type: 'options',
				options: [
					{ name: 'Gross', value: 'gross', description: 'With VAT' },
					{ name: 'Net', value: 'net', description: 'Without VAT' },
				],
				default: 'net',
			},
			column('Quantity', 'quantity', columns.quantity),
			column('Subform', 'subform', columns.subform),
			column('Unit', 'unit', columns.unit),
			column('VAT Rate', 'vatRate', columns.vatRate),
		],
	},
	{
		displayName: 'Contact Without Account Is',
		name: 'contactAlone',
		type: 'options',
		options: [
			{ name: 'A Private Person', value: 'consumer', description: 'Unless the contact has a tax number' },
			{ name: 'Not Known', value: 'unknown', description: 'Without a tax number a person is asked' },
		],
		default: 'unknown',
		displayOptions: { show },
		description: 'What the buyer of a deal is that names a contact and no account',
	},
];
