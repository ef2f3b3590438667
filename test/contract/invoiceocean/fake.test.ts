import { createInvoiceOceanFake } from '../../../sandbox/fakes/invoiceocean';
import type { FakeRequest, FakeResponse } from '../../../sandbox/fakes/types';
import { testWorld } from '../../unit/fakturownia/support';
import { bench, oceanInvoice, sign, TOKEN } from '../../unit/invoiceocean/support';

const HOST = 'demo.invoiceocean.com';

function request(method: string, target: string, body?: unknown): FakeRequest {
	const url = new URL(target, `https://${HOST}`);
	const raw = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
	return { method, host: HOST, path: url.pathname, query: url.searchParams, headers: {}, raw };
}

/** One signed call to a fake with empty books. */
async function call(method: string, target: string, body?: unknown): Promise<FakeResponse> {
	return createInvoiceOceanFake(testWorld()).handle(await sign(request(method, target, body)));
}

const position = { name: 'a', quantity: '1', tax: '23', total_price_gross: '1.23' };
const base = { buyer_name: 'Firma', buyer_tax_no: '5252445767', buyer_country: 'PL', positions: [position] };

describe('the fake is strict', () => {
	test.each([
		['split_payment', { split_payment: 1 }],
		['buyer_tax_no_kind', { buyer_tax_no_kind: '' }],
		['recipients', { recipients: [] }],
		['exempt_tax_kind', { exempt_tax_kind: 'x' }],
		['reverse_charge', { reverse_charge: true }],
		['kind', { kind: 'wdt' }],
		['lang', { lang: 'fa' }],
		['department_id', { department_id: '12' }],
		['exchange_currency_rate', { exchange_kind: 'own' }],
		['positions.0.description', { positions: [{ ...position, description: 'x' }] }],
		['additional_info', { positions: [{ ...position, additional_info: 'x' }] }],
		['positions.0.tax', { positions: [{ ...position, tax: 'oo' }] }],
		['buyer_tax_no', { buyer_tax_no: 'DE129273398' }],
		['buyer_name', { buyer_name: undefined }],
		['payment_to', { payment_to_kind: 'other_date' }],
	])('%s is refused', async (field, change) => {
		const answer = await call('POST', '/invoices.json', { invoice: { ...base, ...change } });
		expect(answer.status).toBe(422);
		expect((answer.body as { message: object }).message).toHaveProperty([field]);
	});

	test.each([
		[
			'what only Fakturownia has beside the invoice',
			'POST',
			'/invoices.json',
			{ invoice: base, gov_save_and_send: true },
			422,
		],
		['an order', 'GET', '/invoices.json?order=issue_date', undefined, 422],
		['the account', 'GET', '/account.json', undefined, 404],
		['cancelling', 'POST', '/invoices/cancel.json', { cancel_invoice_id: 1 }, 404],
	])('%s is not there', async (_name, method, path, body, status) => {
		expect((await call(method, path, body)).status).toBe(status);
	});

	test.each([
		['none', request('GET', '/invoices.json')],
		['in a header', { ...request('GET', '/invoices.json'), headers: { authorization: `Bearer ${TOKEN}` } }],
		['of another account', request('GET', '/invoices.json?api_token=other')],
		['in the query of a request with a body', request('POST', `/invoices.json?api_token=${TOKEN}`, { invoice: base })],
	])('a token %s is refused', async (_name, unsigned) => {
		expect((await createInvoiceOceanFake(testWorld()).handle(unsigned)).status).toBe(401);
	});
});

test('the documented minimal example is taken, with its amounts', async () => {
	const made = await call('POST', '/invoices.json', {
		invoice: {
			kind: 'vat',
			number: null,
			sell_date: '2013-01-16',
			issue_date: '2013-01-16',
			payment_to: '2013-01-23',
			buyer_name: 'Klient1 Sp. z o.o.',
			buyer_tax_no: '5252445767',
			positions: [
				{ name: 'Produkt A1', tax: 23, total_price_gross: 10.23, quantity: 1 },
				{ name: 'Produkt A2', tax: 0, total_price_gross: 50, quantity: 3 },
			],
		},
	});
	expect(made).toMatchObject({
		status: 201,
		body: {
			number: '1/01/2013',
			price_net: '58.32',
			price_tax: '1.91',
			price_gross: '60.23',
			payment_to: '2013-01-23',
		},
	});
});

describe('the reference', () => {
	test('two creates with one reference are two documents, unless the account enforces it', async () => {
		const loose = bench();
		await Promise.allSettled([loose.accounting.issue(oceanInvoice()), loose.accounting.issue(oceanInvoice())]);
		expect(loose.fake.invoices()).toHaveLength(2);
		const strict = bench({ enforcesOid: true });
		await Promise.allSettled([strict.accounting.issue(oceanInvoice()), strict.accounting.issue(oceanInvoice())]);
		expect(strict.fake.invoices()).toHaveLength(1);
		const racing = bench({ enforcesOid: true });
		racing.world.setFault('racy-unique', 2);
		await Promise.allSettled([racing.accounting.issue(oceanInvoice()), racing.accounting.issue(oceanInvoice())]);
		expect(racing.fake.invoices()).toHaveLength(2);
	});

	test('a lagging search hides a new document for a while', async () => {
		const { accounting, world } = bench();
		world.setFault('search-lag', 1, 5_000);
		await accounting.issue(oceanInvoice());
		expect(await accounting.findByReference(oceanInvoice().reference)).toEqual([]);
		world.advance(5_000);
		expect(await accounting.findByReference(oceanInvoice().reference)).toHaveLength(1);
	});
});
