import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Bitrix24 by a local application. The token answer names the address to call; n8n keeps it with the token.
 * Portals of some countries outside the EU sign in elsewhere, therefore the token address can be changed.
 */
export class DealToInvoiceBitrix24OAuth2Api implements ICredentialType {
	name = 'dealToInvoiceBitrix24OAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: Bitrix24 OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Bitrix24/bitrix24.svg', dark: 'file:../nodes/Bitrix24/bitrix24.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/bitrix24.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. company.bitrix24.pl',
			description: 'The address of your Bitrix24, without a path',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default:
				'={{ "https://" + $self["domain"].trim().replace(/^https?:\\/\\//, "").replace(/\\/.*$/, "") + "/oauth/authorize/" }}',
		},
		{
			displayName: 'Sign-In Server',
			name: 'accessTokenUrl',
			type: 'options',
			options: [
				{ name: 'Oauth.bitrix.info (Poland, EU and Most Others)', value: 'https://oauth.bitrix.info/oauth/token/' },
				{
					name: 'Oauth.bitrix24.tech (BY, KZ, UZ, AM, AZ, GE, KG, RU)',
					value: 'https://oauth.bitrix24.tech/oauth/token/',
				},
			],
			default: 'https://oauth.bitrix.info/oauth/token/',
			description: 'The server that issues the tokens of your Bitrix24',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			// The permissions are ticked on the application's card; a scope in the address is not read.
			default: '',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Application Token',
			name: 'applicationToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the trigger. Needed with "Outgoing Webhook": the token on its card. With "Application Events" a second proof beside the secret that the trigger makes itself.',
		},
	];
}
