import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_COLUMNS } from './columnMap';

const CHOOSE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

type Method = 'getDealFields' | 'getClientColumns';

const column = (method: Method, name: string, displayName: string, value: string, hint: string): INodeProperties => ({
	displayName: `${displayName} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod: method },
	default: value,
	hint,
	description: CHOOSE,
});

const show = { operation: ['get', 'ensureFields', 'check'] };
const { deal, client } = DEFAULT_COLUMNS;

/** Which column means what: monday has no fields of its own for a client, an address, a price. */
export const columnProperties: INodeProperties[] = [
	{
		displayName: 'Deal Columns',
		name: 'dealColumns',
		type: 'collection',
		placeholder: 'Add Deal Column',
		default: {},
		displayOptions: { show },
		description: 'Where the items of the board hold client, contact, amount, currency, owner and notes',
		options: [
			column('getDealFields', 'amount', 'Amount', deal.amount, 'Numbers column, for comparison'),
			column('getDealFields', 'client', 'Client', deal.client, 'Connected board with the clients; empty: on the deal'),
			column('getDealFields', 'contact', 'Contact', deal.contact, 'Connected board with people at the client'),
			column('getDealFields', 'currency', 'Currency', deal.currency, 'Column that holds PLN, EUR …'),
			{
				displayName: 'Default Currency',
				name: 'defaultCurrency',
				type: 'string',
				default: 'PLN',
				description: 'Of deals whose columns name none',
			},
			{
				displayName: 'Lost Stages Names or IDs',
				name: 'lostStages',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getStages' },
				default: [],
				hint: 'None chosen: labels with words like lost, cancelled, przegrane',
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			column('getDealFields', 'notes', 'Notes', deal.notes, 'Long text column'),
			column('getDealFields', 'owner', 'Owner', deal.owner, 'People column'),
		],
	},
	{
		displayName: 'Client Columns',
		name: 'clientColumns',
		type: 'collection',
		placeholder: 'Add Client Column',
		default: {},
		displayOptions: { show },
		description: 'Where the client holds its data. The tax number is chosen under "Field Names".',
		options: [
			column(
				'getClientColumns',
				'address',
				'Address',
				client.address,
				'Location column; the columns below win over it',
			),
			column('getClientColumns', 'kind', 'Business or Consumer', client.kind, 'Holds words like firma, osoba prywatna'),
			column('getClientColumns', 'city', 'City', client.city, 'Text column'),
			column('getClientColumns', 'country', 'Country', client.country, 'Country or text column'),
			column('getClientColumns', 'email', 'E-Mail', client.email, 'E-mail or text column'),
			column('getClientColumns', 'name', 'Name', client.name, 'Only where the client stands on the deal itself'),
			column('getClientColumns', 'postalCode', 'Postal Code', client.postalCode, 'Text column'),
			column('getClientColumns', 'street', 'Street', client.street, 'Street with number'),
		],
	},
	{
		displayName: 'Line Columns',
		name: 'lineColumns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['authentication', 'pipeline'],
			resourceMapper: {
				resourceMapperMethod: 'getLineFields',
				mode: 'add',
				valuesLabel: 'Line Columns (of the Subitems)',
				fieldWords: { singular: 'field of a line', plural: 'fields of a line' },
				addAllFields: true,
				supportAutoMap: false,
			},
		},
		displayOptions: { show },
	},
	{
		displayName: 'Line Options',
		name: 'lineOptions',
		type: 'collection',
		placeholder: 'Add Line Option',
		default: {},
		displayOptions: { show },
		description: 'What the numbers in the columns of the lines mean',
		options: [
			{
				displayName: 'Discounts Are',
				name: 'discountIs',
				type: 'options',
				options: [
					{ name: 'Amounts Off the Unit Price', value: 'amount' },
					{ name: 'Percent', value: 'percent' },
				],
				default: 'percent',
				description: 'What the numbers in the discount column mean',
			},
			{
				displayName: 'Prices Are',
				name: 'prices',
				type: 'options',
				options: [
					{ name: 'Gross', value: 'gross' },
					{ name: 'Net', value: 'net' },
				],
				default: 'net',
				description: 'Of lines that do not say it themselves',
			},
		],
	},
];
