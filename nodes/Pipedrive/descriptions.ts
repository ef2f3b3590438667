import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../../connect/crm/words';
import { APPLICATION_CREDENTIAL, TOKEN_CREDENTIAL } from './connection';
import { DEFAULT_FIELDS } from './fields';

export const credentials: INodeCredentialDescription[] = [
	{ name: TOKEN_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['apiToken'] } } },
	{ name: APPLICATION_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'API Token', value: 'apiToken', description: 'The personal token of a user, from the user settings' },
		{ name: 'OAuth2', value: 'oAuth2', description: 'An application that is registered in the Developer Hub' },
	],
	default: 'apiToken',
};

export const billingProperty: INodeProperties = {
	displayName: 'Installments and Recurring Products',
	name: 'billing',
	type: 'options',
	displayOptions: { show: { resource: ['deal'], operation: ['get'] } },
	options: [
		{
			name: 'Stop',
			value: 'stop',
			description:
				'A deal that Pipedrive bills over time needs attention; a rule for a part of it goes on. Costs 10 tokens on plans with installments.',
		},
		{
			name: 'Invoice at Once',
			value: 'atOnce',
			description: 'Follow the stage rules whatever is planned there; recurring products count for one period',
		},
	],
	default: 'stop',
	description: 'What becomes of a deal with installments or with products that are billed again and again',
};

export const WORDS: CrmWords = {
	vendor: 'Pipedrive',
	fields: DEFAULT_FIELDS,
	attachesPdf: true,
	taxIdFields: 'getTaxIdFields',
	taxIdHint: 'Field of the organization (else person, else deal) that holds the NIP: Pipedrive has none of its own',
};
