import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { ANSWERS, BODY, CONVERSIONS, REQUESTS, VAT_RATES } from './examples';

export const KEY_CREDENTIAL = 'dealToInvoiceHttpAccountingApi';
export const APPLICATION_CREDENTIAL = 'dealToInvoiceHttpAccountingOAuth2Api';

export const credentials: INodeCredentialDescription[] = [
	{ name: KEY_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['key'] } } },
	{ name: APPLICATION_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Key, Token or Password', value: 'key', description: 'Headers, bearer token, basic or a query parameter' },
		{ name: 'OAuth2', value: 'oAuth2', description: 'A token that n8n fetches and renews' },
	],
	default: 'key',
};

const onIssue = { show: { resource: ['invoice'], operation: ['issue'] } };

/** The description of the API: the same for every operation, so that one node can be copied for all of them. */
export const description: INodeProperties[] = [
	{
		displayName: 'Requests',
		name: 'requests',
		type: 'json',
		typeOptions: { rows: 8 },
		default: REQUESTS,
		required: true,
		description:
			'The requests of the API: create and read, and find, PDF, list, email, payment, sendToKsef and check where it has them. Paths are below the base address of the credential.',
	},
	{
		displayName: 'Answers',
		name: 'answers',
		type: 'json',
		typeOptions: { rows: 8 },
		default: ANSWERS,
		required: true,
		description: 'Where number, amounts and all else stand in the answers of the API, and how it reports errors',
	},
	{
		displayName: 'KSeF',
		name: 'ksef',
		type: 'options',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Invoices that need a KSeF number are refused before they are issued',
			},
			{ name: 'Sent by a Request', value: 'request', description: 'The request sendToKsef sends a document' },
			{
				name: 'Sent by the System Itself',
				value: 'automatic',
				description: 'The document shows its number after a while',
			},
		],
		default: 'none',
		description: 'What the system does about KSeF',
	},
];

/** What only the create needs. */
export const issueDescription: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		typeOptions: { rows: 8 },
		default: BODY,
		required: true,
		displayOptions: onIssue,
		description: 'The body of the create, made from the invoice by an expression',
	},
	{
		displayName: 'Conversions',
		name: 'conversions',
		type: 'json',
		default: CONVERSIONS,
		displayOptions: onIssue,
		description:
			'Fields of Body that the API wants in another form: as a number (12.30), in hundredths (1230, minor), or as a VAT rate of the table below',
	},
	{
		displayName: 'VAT Rates',
		name: 'vatRates',
		type: 'json',
		default: VAT_RATES,
		displayOptions: onIssue,
		description: 'The rate of a line and what the API calls it. A line with any other rate stops the invoice.',
	},
	{
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{ name: 'Invoice', value: 'invoice' },
			{ name: 'Proforma', value: 'proforma' },
		],
		default: ['invoice'],
		displayOptions: onIssue,
		description: 'The kinds of document that Body can make',
	},
	{
		displayName: 'Body Carries',
		name: 'carried',
		type: 'multiOptions',
		options: [
			{ name: 'Currency Other Than PLN', value: 'foreignCurrency' },
			{ name: 'Rate of Exchange', value: 'exchangeRate' },
			{ name: 'Reason for the VAT Exemption', value: 'exemptionReason' },
			{ name: 'Recipient Other Than the Buyer', value: 'recipient' },
			{ name: 'Split Payment', value: 'splitPayment' },
		],
		default: [],
		displayOptions: onIssue,
		description: 'What Body maps. An invoice that holds one of these and is not ticked here stops.',
	},
	{
		displayName: 'One Document per Key',
		name: 'keyEnforced',
		type: 'boolean',
		default: false,
		displayOptions: onIssue,
		description:
			'Whether the API promises one document for one idempotency key. Only then is a lost request sent again by itself.',
	},
];
