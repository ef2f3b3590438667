import type {
	ICredentialDataDecryptedObject,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class DealToInvoiceInvoiceOceanApi implements ICredentialType {
	name = 'dealToInvoiceInvoiceOceanApi';

	displayName = 'Deal to Invoice: InvoiceOcean API';

	icon: Icon = {
		light: 'file:../nodes/InvoiceOcean/invoiceocean.svg',
		dark: 'file:../nodes/InvoiceOcean/invoiceocean.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/invoiceocean.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Account',
			name: 'account',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description:
				'The first part of your InvoiceOcean address: "acme" for acme.invoiceocean.com. The whole address is understood as well.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In InvoiceOcean: Settings, Account settings, Integration, API Authorization Code',
		},
	];

	/**
	 * The two places that InvoiceOcean documents: beside `invoice` in a body, and the query where there is no body.
	 * A header would keep the token out of addresses, but is not documented there.
	 */
	async authenticate(
		{ apiToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof request.body !== 'string' || request.body === '')
			return { ...request, qs: { ...request.qs, api_token: apiToken } };
		const body = JSON.parse(request.body) as Record<string, unknown>;
		return { ...request, body: JSON.stringify({ api_token: apiToken, ...body }) };
	}

	test: ICredentialTestRequest = {
		request: {
			// The same reading of "Account" as the node has: prefix, host or address.
			baseURL:
				'={{ "https://" + $credentials.account.trim().toLowerCase().replace(/^https?:\\/\\//, "").replace(/[\\/?#].*$/, "").replace(/\\.invoiceocean\\.com\\.?$/, "").replace(/[^a-z0-9-]/g, "") + ".invoiceocean.com" }}',
			url: '/departments.json',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
