import type {
	IAuthenticate,
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { ifirmaAuthentication } from '../connect/ifirmaSignature';

/** `Kod` of an answer under HTTP 200 that means the sign-in or the account is not in order (api.ifirma.pl, FAQ). */
const REFUSALS: [kod: number, message: string][] = [
	[100, 'iFirma reports a technical error. Try again in a few minutes.'],
	[400, 'iFirma could not read the sign-in. Check the login.'],
	[401, 'iFirma does not know this login.'],
	[402, 'No invoice key ("faktura") was generated in iFirma yet.'],
	[403, 'The invoice key ("faktura") is wrong.'],
	[499, 'The terms of service have to be accepted in iFirma first.'],
	[500, 'This user of iFirma may not use the API; it needs all rights.'],
];

export class DealToInvoiceIfirmaApi implements ICredentialType {
	name = 'dealToInvoiceIfirmaApi';

	displayName = 'Deal to Invoice: iFirma API';

	icon: Icon = { light: 'file:../nodes/Ifirma/ifirma.svg', dark: 'file:../nodes/Ifirma/ifirma.dark.svg' };

	documentationUrl = 'https://github.com/deal-to-invoice/n8n-nodes-deal-to-invoice/blob/main/docs/ifirma.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. jan.nowak@example.com',
			description: 'The login that you sign in to iFirma with',
		},
		{
			displayName: 'Invoice Key (faktura)',
			name: 'invoiceApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In iFirma: Configuration (Konfiguracja), API, the key named "faktura"',
		},
		{
			displayName: 'Account Key (abonent)',
			name: 'accountApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The key named "abonent", from the same page. With it the accounting month and the limit of requests are read.',
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
			description: 'What this credential asks iFirma to do. What is sent in iFirma itself is sent in either case.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		// Serialised here, once: what is signed has to be what is sent, byte for byte.
		const body = bodyText(options.body);
		const text = (name: string) => String(credentials[name] ?? '').trim();
		const keys = { faktura: text('invoiceApiKey'), abonent: text('accountApiKey') };
		const Authentication = ifirmaAuthentication({ url: options.url, body }, text('login'), keys);
		return { ...options, ...(body && { body }), headers: { ...options.headers, Authentication } };
	};

	test: ICredentialTestRequest = {
		request: {
			url: 'https://www.ifirma.pl/iapi/faktury.json',
			qs: { dataOd: '2026-01-01', iloscNaStronie: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
		rules: REFUSALS.map(([value, message]) => ({
			type: 'responseSuccessBody' as const,
			properties: { key: 'response.Kod', value, message },
		})),
	};
}

function bodyText(body: unknown): string {
	if (typeof body === 'string') return body;
	const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0;
	return isEmpty ? '' : JSON.stringify(body);
}
