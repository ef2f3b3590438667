import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../../connect/crm/words';
import { VENDOR } from './apiErrors';
import { APPLICATION_CREDENTIAL, TOKEN_CREDENTIAL } from './connection';
import { DEFAULT_FIELDS } from './columnMap';

export const credentials: INodeCredentialDescription[] = [
	{ name: TOKEN_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['token'] } } },
	{ name: APPLICATION_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'API Token', value: 'token', description: 'The personal token of a user' },
		{ name: 'OAuth2', value: 'oAuth2', description: 'An app that an administrator registers' },
	],
	default: 'token',
};

/** Called "pipeline" like those of other CRMs, so that a node can be swapped for another's. */
export const board: INodeProperties = {
	displayName: 'Board Name or ID',
	name: 'pipeline',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getPipelines' },
	default: '',
	hint: 'The board whose items are your deals',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export const WORDS: CrmWords = {
	vendor: VENDOR,
	fields: DEFAULT_FIELDS,
	taxIdHint: 'Column with the NIP or EU VAT number, on the board of the clients or on that of the deals',
};
