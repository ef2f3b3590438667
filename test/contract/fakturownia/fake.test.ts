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
