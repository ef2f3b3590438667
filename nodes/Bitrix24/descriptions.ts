import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { APPLICATION_CREDENTIAL, WEBHOOK_CREDENTIAL } from './connection';
import { DEFAULT_FIELDS } from './userFields';

export const credentials: INodeCredentialDescription[] = [
	{ name: WEBHOOK_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['webhook'] } } },
	{ name: APPLICATION_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Inbound Webhook', value: 'webhook', description: 'An address that any user can create in Bitrix24' },
		{ name: 'OAuth2', value: 'oAuth2', description: 'A local application that an administrator registers' },
	],
	default: 'webhook',
};

type Show = Record<string, string[]>;

export const dealId = (show: Show): INodeProperties => ({
	displayName: 'Deal ID',
	name: 'dealId',
	type: 'string',
	default: '={{ $json.dealId }}',
	required: true,
	displayOptions: { show },
	description: 'The number of the deal in Bitrix24',
});

export const knownDeal = (show: Show): INodeProperties => ({
	displayName: 'Deal as Read',
	name: 'deal',
	type: 'json',
	default: '',
	displayOptions: { show },
	description: 'The output of "Get Deal" in this run; spares reading the deal again. May stay empty.',
});

export const fieldNames = (show: Show): INodeProperties => ({
	displayName: 'Field Names',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add Field Name',
	default: {},
	displayOptions: { show },
	description: 'Where the deal keeps what this node writes. Without an entry: the fields that "Create Fields" makes.',
	options: [
		fieldName('Document ID', 'documentId', DEFAULT_FIELDS.documentId),
		fieldName('Link', 'link', DEFAULT_FIELDS.link),
		fieldName('Number', 'number', DEFAULT_FIELDS.number),
		fieldName('PDF', 'pdf', DEFAULT_FIELDS.pdf),
		fieldName('Reference', 'reference', DEFAULT_FIELDS.reference),
		fieldName('Status', 'status', DEFAULT_FIELDS.status),
		fieldName('Tax Number', 'taxId', ''),
	],
});

function fieldName(displayName: string, name: string, value: string): INodeProperties {
	const isTaxId = name === 'taxId';
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getDealFields' },
		default: value,
		hint: isTaxId
			? 'Custom field of company, contact or deal that holds the NIP, for a Bitrix24 without requisites'
			: `Deal field for the ${displayName.toLowerCase()}`,
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}
