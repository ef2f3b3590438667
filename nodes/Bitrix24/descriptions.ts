import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../../connect/crm/words';
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

export const WORDS: CrmWords = {
	vendor: 'Bitrix24',
	fields: DEFAULT_FIELDS,
	taxIdHint: 'Custom field of company, contact or deal that holds the NIP, for a Bitrix24 without requisites',
};
