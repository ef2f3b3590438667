import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class DealToInvoiceFakturowniaApi implements ICredentialType {
	name = 'dealToInvoiceFakturowniaApi';

	displayName = 'Deal to Invoice: Fakturownia API';

	icon: Icon = {
		light: 'file:../nodes/Fakturownia/fakturownia.svg',
		dark: 'file:../nodes/Fakturownia/fakturownia.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/fakturownia.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Account',
			name: 'account',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description:
				'The first part of your Fakturownia address: "acme" for acme.fakturownia.pl. The whole address is understood as well.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In Fakturownia: Settings, Account settings, Integration, API authorization code',
		},
		{
			displayName: 'KSeF',
			name: 'ksef',
			type: 'options',
			options: [
				{ name: 'Never Ask for Sending', value: 'off' },
				{ name: 'Send Invoices That Need a KSeF Number', value: 'send' },
			],
			default: 'send',
			description:
				'What this credential asks Fakturownia to do. An account that sends to KSeF by itself does so in either case.',
		},
		{
			displayName: 'Client Cards',
			name: 'clientCards',
			type: 'options',
			options: [
				{ name: 'Fakturownia Finds or Makes Them', value: 'match' },
				{ name: 'Use the Card With the Same Tax Number', value: 'byTaxNumber' },
			],
			default: 'match',
			description:
				'Fakturownia makes a second card for a firm whose e-mail address differs. The second choice costs a request or two for each invoice and uses a card only if its name and address are those of the deal.',
		},
	];

	// A header, so that the token stays out of addresses, proxy logs and error texts.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			// The same reading of "Account" as the node has: prefix, host or address.
			baseURL:
				'={{ "https://" + $credentials.account.trim().toLowerCase().replace(/^https?:\\/\\//, "").replace(/[\\/?#].*$/, "").replace(/\\.fakturownia\\.pl\\.?$/, "").replace(/[^a-z0-9-]/g, "") + ".fakturownia.pl" }}',
			url: '/account.json',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
