import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * QuickBooks Online by an app of the user's own at Intuit. Intuit names the company (`realmId`) beside the code of the
 * sign-in; n8n keeps it with the token. Source: developer.intuit.com, "Set up OAuth 2.0".
 */
export class DealToInvoiceQuickBooksOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceQuickBooksOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: QuickBooks Online OAuth2 API';

	icon: Icon = {
		light: 'file:../nodes/QuickBooks/quickbooks.svg',
		dark: 'file:../nodes/QuickBooks/quickbooks.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/quickbooks.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production', description: 'Real companies: the production keys of the app' },
				{ name: 'Sandbox', value: 'sandbox', description: 'Test companies of Intuit: the development keys' },
			],
			default: 'production',
			description: 'Has to fit the keys: Intuit refuses development keys for a real company, and the other way round',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://appcenter.intuit.com/connect/oauth2',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'com.intuit.quickbooks.accounting' },
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9341453012345678',
			description:
				'Empty for the company that you choose when you connect. QuickBooks shows it under Settings, Account and settings, Billing and subscription.',
		},
	];
}
