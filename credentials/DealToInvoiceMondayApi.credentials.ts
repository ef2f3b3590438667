import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** monday.com by the personal token of a user. Webhooks made with it are not signed: the trigger puts a secret in their address. */
export class DealToInvoiceMondayApi implements ICredentialType {
	name = 'dealToInvoiceMondayApi';

	displayName = 'Deal to Invoice: monday.com API';

	icon: Icon = { light: 'file:../nodes/Monday/monday.svg', dark: 'file:../nodes/Monday/monday.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/monday.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In monday.com: your picture, Developers, API token. Whoever has it can do what this user can do.',
		},
	];

	// The version of the API stands in each request, so that one request may ask for another.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '={{ $credentials.apiToken.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: 'https://api.monday.com',
			url: '/v2',
			headers: { Accept: 'application/json', 'API-Version': '2026-10' },
			body: { query: 'query { me { id account_id } }' },
			disableFollowRedirect: true,
		},
	};
}
