import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** The developer account of a public app of the older kind, whose event subscriptions an API manages. */
export class DealToInvoiceHubSpotDeveloperApi implements ICredentialType {
	name = 'dealToInvoiceHubSpotDeveloperApi';

	displayName = 'Deal to Invoice: HubSpot Developer API';

	icon: Icon = { light: 'file:../nodes/HubSpot/hubspot.svg', dark: 'file:../nodes/HubSpot/hubspot.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/hubspot.md';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567',
			description: 'The number of the app in your HubSpot developer account',
		},
		{
			displayName: 'Developer API Key',
			name: 'developerApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the developer account: Keys, Developer API key. HubSpot makes no new public apps of this kind since June 2026.',
		},
	];

	// HubSpot takes this key in the address only.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { qs: { hapikey: '={{$credentials.developerApiKey.trim()}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.hubapi.com',
			url: '=/app-webhooks/2026-09/{{$credentials.appId.trim().replace(/[^0-9]/g, "")}}/subscriptions',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
