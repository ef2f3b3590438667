import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Pipedrive by the personal API token of a user. */
export class DealToInvoicePipedriveApi implements ICredentialType {
	name = 'dealToInvoicePipedriveApi';

	displayName = 'Deal to Invoice: Pipedrive API';

	icon: Icon = { light: 'file:../nodes/Pipedrive/pipedrive.svg', dark: 'file:../nodes/Pipedrive/pipedrive.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/pipedrive.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Company Domain',
			name: 'companyDomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description:
				'The first part of your Pipedrive address: "acme" for acme.pipedrive.com. The whole address is understood as well.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Pipedrive: your name, Personal preferences, API. Renewing it there ends every connection that uses it.',
		},
	];

	// A header, so that the token stays out of addresses, proxy logs and error texts.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-token': '={{$credentials.apiToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// The same reading of "Company Domain" as the nodes have: name, host or address.
			baseURL:
				'={{ "https://" + $credentials.companyDomain.trim().toLowerCase().replace(/^https:\\/\\//, "").replace(/\\/.*$/, "").replace(/\\.pipedrive\\.com$/, "").replace(/[^a-z0-9-]/g, "") + ".pipedrive.com" }}',
			url: '/api/v1/users/me',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
