import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { bench, invoice, testWorld, TOKEN } from '../../unit/fakturownia/support';
import { call } from './call';

describe('the fake is strict', () => {
	const position = { name: 'a', quantity: '1', tax: '23', total_price_gross: '1.23' };
	const base = { buyer_name: 'Firma', buyer_tax_no: '5252445767', buyer_country: 'PL', positions: [position] };

	test.each([
		['an unknown field', { ...base, buyer_nip: '1' }, 'buyer_nip'],
		['an unknown field of a position', { ...base, positions: [{ ...position, price: 1 }] }, 'positions.0.price'],
		['a wrong type', { ...base, department_id: '12' }, 'department_id'],
		['no positions', { ...base, positions: [] }, 'positions'],
		[
			'no gross total',
			{ ...base, positions: [{ ...position, total_price_gross: undefined }] },
			'positions.0.total_price_gross',
		],
		['a rate that does not exist', { ...base, positions: [{ ...position, tax: 'VAT' }] }, 'positions.0.tax'],
		['a wrong NIP', { ...base, buyer_tax_no: '5252445768' }, 'buyer_tax_no'],
		['a due date that is missing', { ...base, payment_to_kind: 'other_date' }, 'payment_to'],
		['a person without a name', { ...base, buyer_name: undefined, buyer_company: false }, 'buyer_name'],
	])('%s is refused', async (_name, body, field) => {
		const answer = await call('POST', '/invoices.json', { invoice: body });
		expect(answer.status).toBe(422);
		expect((answer.body as { message: object }).message).toHaveProperty([field]);
	});

	test.each([
		['GET', '/invoices.json'],
		['POST', '/invoices.json'],
		['GET', '/account.json'],
		['GET', '/invoices/1.pdf'],
	])('%s %s wants a token', async (method, path) => {
		const fake = createFakturowniaFake(testWorld());
		const request = {
			method,
			host: 'demo.fakturownia.pl',
			path,
			query: new URLSearchParams(),
			headers: {},
			raw: Buffer.alloc(0),
		};
		expect((await fake.handle(request)).status).toBe(401);
	});

	test('two creates at once with one key: one document, and two only when told to race', async () => {
		const lawful = bench();
		await Promise.allSettled([lawful.accounting.issue(invoice()), lawful.accounting.issue(invoice())]);
		expect(lawful.fake.invoices()).toHaveLength(1);
		const racing = bench();
		racing.world.setFault('racy-unique', 2);
		await Promise.allSettled([racing.accounting.issue(invoice()), racing.accounting.issue(invoice())]);
		expect(racing.fake.invoices()).toHaveLength(2);
	});

	test('a lagging search hides a new document for a while', async () => {
		const { accounting, world } = bench();
		world.setFault('search-lag', 1, 5_000);
		await accounting.issue(invoice());
		expect(await accounting.findByReference(invoice().reference)).toEqual([]);
		world.advance(5_000);
		expect(await accounting.findByReference(invoice().reference)).toHaveLength(1);
	});

	test('without a period the list shows this month only', async () => {
		const { accounting, fake, world } = bench();
		await accounting.issue(invoice());
		world.advance(40 * 24 * 3600_000);
		const list = (query: string) =>
			fake.handle({
				method: 'GET',
				host: '',
				path: '/invoices.json',
				query: new URLSearchParams(query),
				headers: { authorization: `Bearer ${TOKEN}` },
				raw: Buffer.alloc(0),
			});
		expect((await list('')).body).toEqual([]);
		expect((await list('period=all')).body).toHaveLength(1);
		expect((await list('date_from=2026-11-01&date_to=2026-11-30')).body).toEqual([]);
	});
});

describe('advances and finals are made from an order', () => {
	const order = {
		kind: 'estimate',
		buyer_name: 'Firma',
		buyer_tax_no: '5252445767',
		buyer_country: 'PL',
		positions: [
			{ name: 'a', quantity: '1', tax: '23', total_price_gross: '100.00' },
			{ name: 'b', quantity: '2', tax: '5', total_price_gross: '50.00' },
		],
	};
	type Made = { id: number; price_net: string; price_tax: string; price_gross: string; positions: object[] };

	async function account() {
		const { fake } = bench();
		const post = async (document: object) => {
			const { status, body } = await fake.handle({
				method: 'POST',
				host: 'demo.fakturownia.pl',
				path: '/invoices.json',
				query: new URLSearchParams(),
				headers: { authorization: `Bearer ${TOKEN}` },
				raw: Buffer.from(JSON.stringify({ invoice: document })),
			});
			return { status, made: body as Made, refused: (body as { message?: Record<string, string[]> }).message ?? {} };
		};
		const { made } = await post(order);
		const advance = {
			kind: 'advance',
			copy_invoice_from: made.id,
			advance_creation_mode: 'amount',
			advance_value: '30',
			position_name: 'Zaliczka',
		};
		return { fake, post, order: made, advance };
	}

	test('an advance falls on the rates in proportion; the final is the order without it', async () => {
		const { post, advance, order: whole } = await account();
		const { made: paid } = await post(advance);
		expect(paid).toMatchObject({ price_gross: '30.0', price_tax: '4.22', buyer_name: 'Firma' });
		expect(paid.positions).toEqual([
			expect.objectContaining({ name: 'Zaliczka', tax: '23', total_price_gross: '20.0' }),
			expect.objectContaining({ name: 'Zaliczka', tax: '5', total_price_gross: '10.0' }),
		]);
		const final = await post({ kind: 'final', copy_invoice_from: whole.id, invoice_ids: [paid.id] });
		// 21.08 of tax in the order, 4.22 in the advance.
		expect(final.made).toMatchObject({ price_gross: '120.0', price_tax: '16.86', price_net: '103.14' });
	});

	test.each([
		['an advance without an order', { copy_invoice_from: undefined }, 'copy_invoice_from'],
		['an order that does not exist', { copy_invoice_from: 7 }, 'copy_invoice_from'],
		['positions beside the order', { positions: order.positions }, 'positions'],
		['an advance without a name', { position_name: undefined }, 'position_name'],
		['an advance without an amount', { advance_value: undefined }, 'advance_value'],
		['more than the order', { advance_value: '150.01' }, 'advance_value'],
		['a final without advances', { kind: 'final' }, 'advance_value'],
		['an order field on an invoice', { kind: 'vat', positions: order.positions }, 'copy_invoice_from'],
	])('%s is refused', async (_name, change, field) => {
		const { post, advance, fake } = await account();
		const { status, refused } = await post({ ...advance, ...change });
		expect(status).toBe(422);
		expect(refused).toHaveProperty([field]);
		expect(fake.invoices()).toHaveLength(1);
	});

	test('a final takes advances of its own order only, each once, and at least one', async () => {
		const { post, advance, order: whole } = await account();
		const { made: other } = await post(order);
		const { made: foreign } = await post({ ...advance, copy_invoice_from: other.id });
		const { made: own } = await post(advance);
		for (const ids of [[foreign.id], [own.id, own.id], [whole.id]])
			expect((await post({ kind: 'final', copy_invoice_from: whole.id, invoice_ids: ids })).refused).toHaveProperty([
				'invoice_ids',
			]);
		expect((await post({ kind: 'final', copy_invoice_from: whole.id })).refused).toHaveProperty(['invoice_ids']);
	});
});
