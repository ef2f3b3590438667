import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** monday.com by an app of the account. Its webhooks are signed where the app has an integration feature. */
export class DealToInvoiceMondayOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceMondayOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: monday.com OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Monday/monday.svg', dark: 'file:../nodes/Monday/monday.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/monday.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://auth.monday.com/oauth2/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://auth.monday.com/oauth2/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default:
				'me:read boards:read boards:write webhooks:read webhooks:write updates:read updates:write assets:read users:read',
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the trigger, and only for an app with an integration feature: events without its signature are refused. Leave it empty for other apps: their events are not signed.',
		},
	];
}
