import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Exactly what the nodes call. Records of all modules, because the stage history has no scope of its own
 * (zoho.com/crm/developer/docs/api/v8/scopes.html).
 */
const SCOPES = [
	'ZohoCRM.modules.ALL',
	'ZohoCRM.settings.fields.READ',
	'ZohoCRM.settings.fields.CREATE',
	'ZohoCRM.settings.layouts.READ',
	'ZohoCRM.settings.modules.READ',
	'ZohoCRM.settings.pipeline.READ',
	'ZohoCRM.org.READ',
	'ZohoCRM.users.READ',
	'ZohoCRM.notifications.ALL',
];

/**
 * Zoho CRM by a server-based client. Every organisation lives in one data centre, and so do its tokens; the token answer
 * names the API's address (`api_domain`), n8n keeps it with the token.
 */
export class DealToInvoiceZohoCrmOAuth2Api implements ICredentialType {
	name = 'dealToInvoiceZohoCrmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Deal to Invoice: Zoho CRM OAuth2 API';

	icon: Icon = { light: 'file:../nodes/ZohoCrm/zohoCrm.svg', dark: 'file:../nodes/ZohoCrm/zohoCrm.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/zoho.md';

	properties: INodeProperties[] = [
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Data Center',
			name: 'dataCenter',
			type: 'options',
			options: [
				{ name: 'Australia (zoho.com.au)', value: 'accounts.zoho.com.au' },
				{ name: 'Canada (zohocloud.ca)', value: 'accounts.zohocloud.ca' },
				{ name: 'China (zoho.com.cn)', value: 'accounts.zoho.com.cn' },
				{ name: 'European Union (zoho.eu)', value: 'accounts.zoho.eu' },
				{ name: 'India (zoho.in)', value: 'accounts.zoho.in' },
				{ name: 'Japan (zoho.jp)', value: 'accounts.zoho.jp' },
				{ name: 'Saudi Arabia (zoho.sa)', value: 'accounts.zoho.sa' },
				{ name: 'United States (zoho.com)', value: 'accounts.zoho.com' },
			],
			default: 'accounts.zoho.eu',
			description: 'Where your Zoho lives: the ending of the address that you see when you are signed in',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{ "https://" + $self["dataCenter"] + "/oauth/v2/auth" }}',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ "https://" + $self["dataCenter"] + "/oauth/v2/token" }}',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: SCOPES.join(',') },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			// Without both Zoho gives no refresh token, and the connection would end after an hour.
			default: 'access_type=offline&prompt=consent',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
