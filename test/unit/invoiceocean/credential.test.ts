import { accountHost } from '../../../connect/fakturowniaFamily/host';
import { DealToInvoiceInvoiceOceanApi } from '../../../credentials/DealToInvoiceInvoiceOceanApi.credentials';

const credential = new DealToInvoiceInvoiceOceanApi();

/** The connection test reads "Account" by an expression, the node by code: both have to read it alike. */
function evaluated(account: string): unknown {
	const inner = /^=\{\{(.*)\}\}$/s.exec(credential.test.request.baseURL ?? '')?.[1] ?? '';
	return new Function('$credentials', `return ${inner}`)({ account }) as unknown;
}

test.each([
	'acme',
	' ACME ',
	'acme.invoiceocean.com',
	'https://Acme.invoiceocean.com/invoices?x=1',
	'acme.invoiceocean.com.',
])('%j leads to the same host', (typed) => {
	const brand = { vendor: 'InvoiceOcean', domain: 'invoiceocean.com' };
	expect(evaluated(typed)).toBe(`https://${accountHost(typed, brand)}`);
});

test.each(['evil.example', 'acme.invoiceocean.com.evil.example', 'x@evil.example', 'acme.fakturownia.pl'])(
	'%j leads to no other domain',
	(typed) => expect(evaluated(typed)).toMatch(/^https:\/\/[a-z0-9-]+\.invoiceocean\.com$/),
);

describe('the token', () => {
	const signed = async (request: object) =>
		credential.authenticate({ apiToken: 's3cret/acme' }, { url: 'https://acme.invoiceocean.com/x.json', ...request });

	test('stands in the query of a request without a body, beside what is there', async () => {
		expect(await signed({ qs: { page: 2 } })).toEqual({
			url: 'https://acme.invoiceocean.com/x.json',
			qs: { page: 2, api_token: 's3cret/acme' },
		});
	});

	test('stands in the body of all others, and not in the address', async () => {
		const request = await signed({ body: JSON.stringify({ invoice: { price: '10.00', oid: 'zażółć' } }), qs: {} });
		expect(request.qs).toEqual({});
		expect(JSON.parse(request.body as string)).toEqual({
			api_token: 's3cret/acme',
			invoice: { price: '10.00', oid: 'zażółć' },
		});
	});
});
