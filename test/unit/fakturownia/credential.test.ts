import { accountHost } from '../../../connect/fakturowniaFamily/host';
import { DealToInvoiceFakturowniaApi } from '../../../credentials/DealToInvoiceFakturowniaApi.credentials';

/** The connection test reads "Account" by an expression, the node by code: both have to read it alike. */
const expression = new DealToInvoiceFakturowniaApi().test.request.baseURL ?? '';

function evaluated(account: string): unknown {
	const inner = /^=\{\{(.*)\}\}$/s.exec(expression)?.[1] ?? '';
	return new Function('$credentials', `return ${inner}`)({ account }) as unknown;
}

test.each([
	'acme',
	' ACME ',
	'acme.fakturownia.pl',
	'https://Acme.fakturownia.pl/invoices?x=1',
	'acme.fakturownia.pl.',
])('%j leads to the same host', (typed) =>
	expect(evaluated(typed)).toBe(`https://${accountHost(typed, { vendor: 'Fakturownia', domain: 'fakturownia.pl' })}`),
);

test.each(['evil.example', 'acme.fakturownia.pl.evil.example', 'x@evil.example'])(
	'%j leads to no other domain',
	(typed) => expect(evaluated(typed)).toMatch(/^https:\/\/[a-z0-9-]+\.fakturownia\.pl$/),
);

test('the token goes into the header and nowhere else', () => {
	const { authenticate } = new DealToInvoiceFakturowniaApi();
	expect(authenticate.properties).toEqual({ headers: { Authorization: '=Bearer {{$credentials.apiToken}}' } });
});
