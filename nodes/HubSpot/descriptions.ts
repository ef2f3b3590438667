import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import type { CrmWords } from '../../connect/crm/words';
import { DEVELOPER_CREDENTIAL, KEY_CREDENTIAL, APPLICATION_CREDENTIAL } from './connection';
import { DEFAULT_FIELDS } from './fields';

export const credentials: INodeCredentialDescription[] = [
	{ name: KEY_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['serviceKey'] } } },
	{ name: APPLICATION_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
];

/** The developer's key is needed only where the trigger subscribes by itself. */
export const triggerCredentials: INodeCredentialDescription[] = [
	...credentials,
	{
		name: DEVELOPER_CREDENTIAL,
		required: true,
		displayOptions: { show: { listenBy: ['appSubscription'], authentication: ['oAuth2'] } },
	},
];

export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'OAuth2', value: 'oAuth2', description: 'An app of your own that a HubSpot user connects' },
		{ name: 'Service Key', value: 'serviceKey', description: 'A key made in HubSpot, or the token of a private app' },
	],
	default: 'serviceKey',
};

export const WORDS: CrmWords = {
	vendor: 'HubSpot',
	fields: DEFAULT_FIELDS,
	taxIdHint: 'Field of company, contact or deal that holds the NIP: HubSpot has none of its own',
	taxIdFields: 'getTaxIdFields',
};
