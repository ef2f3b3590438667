import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Pipedrive by a private application of the Developer Hub. Its scopes are ticked there and named nowhere else; an access
 * token lives for an hour, a refresh token for 60 days after its last use (docs: marketplace-oauth-authorization).
 */
export class DealToInvoicePipedriveOAuth2Api implements ICredentialType {
	name = 'dealToInvoicePipedriveOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: Pipedrive OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Pipedrive/pipedrive.svg', dark: 'file:../nodes/Pipedrive/pipedrive.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/pipedrive.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Company Domain',
			name: 'companyDomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description: 'The first part of your Pipedrive address: "acme" for acme.pipedrive.com',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://oauth.pipedrive.com/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://oauth.pipedrive.com/oauth/token',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];
}
