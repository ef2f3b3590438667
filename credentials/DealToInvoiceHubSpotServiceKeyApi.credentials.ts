import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** HubSpot by a key that does not expire: a service key, or the token of a private or static project app. */
export class DealToInvoiceHubSpotServiceKeyApi implements ICredentialType {
	name = 'dealToInvoiceHubSpotServiceKeyApi';

	displayName = 'Deal to Invoice: HubSpot Service Key API';

	icon: Icon = { light: 'file:../nodes/HubSpot/hubspot.svg', dark: 'file:../nodes/HubSpot/hubspot.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/hubspot.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Service Key',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In HubSpot: Development, Keys, Service keys. The token of a private app or of a project app with static authentication works as well.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger with "App Events": the client secret of the app that sends them. Events that are not signed with it are refused.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger with "HubSpot Workflow": a long random text that you also enter in the workflow. Calls without it are refused.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken.trim()}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.hubapi.com',
			url: '/account-info/2026-09/details',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
