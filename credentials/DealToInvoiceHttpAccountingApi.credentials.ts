import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

const show = (...authentication: string[]) => ({ show: { authentication } });

/** Up to three headers: some systems want a key of the user, one of the account and one of the application. */
const header = (place: 'First' | 'Second' | 'Third'): INodeProperties[] => [
	{
		displayName: `${place} Header Name`,
		name: `headerName${place}`,
		type: 'string',
		default: '',
		placeholder: 'e.g. X-Api-Key',
		displayOptions: show('header'),
		description: 'The name of the header in which the system wants its key',
	},
	{
		displayName: `${place} Header Secret`,
		name: `headerSecret${place}`,
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: show('header'),
		description: 'What stands in that header, whole',
	},
];

/** Any accounting system whose API takes a key, a token or a password. The address is fixed here, for every request. */
export class DealToInvoiceHttpAccountingApi implements ICredentialType {
	name = 'dealToInvoiceHttpAccountingApi';

	displayName = 'Deal to Invoice: HTTP Accounting API';

	icon: Icon = {
		light: 'file:../nodes/HttpAccounting/httpAccounting.svg',
		dark: 'file:../nodes/HttpAccounting/httpAccounting.dark.svg',
	};

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/http-accounting.md';

	properties: INodeProperties[] = [
		{
			displayName: 'System Name',
			name: 'systemName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. inFakt',
			description: 'How messages name the accounting system',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.example.com/v3',
			description: 'What every address of the API begins with. No request of the node goes anywhere else.',
		},
		{
			displayName: 'Sign-In',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Basic (User and Password)', value: 'basic' },
				{ name: 'Bearer Token', value: 'bearer' },
				{ name: 'Header', value: 'header', description: 'One to three headers, such as X-Api-Key' },
				{
					name: 'Query Parameter',
					value: 'query',
					description: 'Only where the API takes its key nowhere else: addresses end in logs of servers',
				},
			],
			default: 'header',
		},
		...header('First'),
		...header('Second'),
		...header('Third'),
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: show('bearer'),
			description: 'Without the word Bearer',
		},
		{ displayName: 'User', name: 'user', type: 'string', default: '', displayOptions: show('basic') },
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: show('basic'),
		},
		{
			displayName: 'Query Parameter Name',
			name: 'queryName',
			type: 'string',
			default: '',
			placeholder: 'e.g. api_key',
			displayOptions: show('query'),
		},
		{
			displayName: 'Query Parameter Secret',
			name: 'querySecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: show('query'),
		},
		{
			displayName: 'Test Path',
			name: 'testPath',
			type: 'string',
			default: '/',
			placeholder: 'e.g. /account.json',
			description: 'A path below the base address that only someone signed in may read; for the button Test',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const text = (field: string) => String(credentials[field] ?? '').trim();
		const headers: Record<string, string> = {};
		const query: Record<string, string> = {};
		if (credentials.authentication === 'bearer')
			headers.Authorization = `Bearer ${text('token').replace(/^bearer\s+/i, '')}`;
		else if (credentials.authentication === 'basic')
			headers.Authorization = `Basic ${Buffer.from(`${text('user')}:${text('password')}`).toString('base64')}`;
		else if (credentials.authentication === 'query') query[text('queryName')] = text('querySecret');
		else
			for (const place of ['First', 'Second', 'Third'])
				if (text(`headerName${place}`)) headers[text(`headerName${place}`)] = text(`headerSecret${place}`);
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, ...headers },
			qs: { ...requestOptions.qs, ...query },
		};
	}

	test: ICredentialTestRequest = {
		request: {
			// The same reading as the node has: https whatever was typed, no slash at the end.
			baseURL:
				'={{ "https://" + $credentials.baseUrl.trim().replace(/^https:\\/\\//i, "").replace(/[?#].*$/, "").replace(/\\/+$/, "") }}',
			url: '={{ "/" + ($credentials.testPath || "").trim().replace(/^\\/+/, "") }}',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
