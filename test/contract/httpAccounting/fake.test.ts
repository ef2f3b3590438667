import { createHttpAccountingFake } from '../../../sandbox/fakes/httpAccounting';
import { DEMO_CREDENTIAL } from '../../../sandbox/fakes/httpAccounting/demo';
import { GENERIC } from '../../../sandbox/fakes/httpAccounting/dialects/generic';
import { testWorld } from '../../unit/fakturownia/support';
import { bench, wanted } from '../../unit/httpAccounting/support';

async function call(
	method: string,
	target: string,
	body?: unknown,
	headers: Record<string, string> = GENERIC.signedBy,
) {
	const url = new URL(target, DEMO_CREDENTIAL.data.baseUrl);
	const fake = createHttpAccountingFake(testWorld());
	const raw = Buffer.from(body === undefined ? '' : JSON.stringify(body));
	return fake.handle({
		method,
		host: url.host,
		path: url.pathname,
		query: url.searchParams,
		headers: { ...headers },
		raw,
	});
}

describe('the fake is strict', () => {
	const line = { name: 'a', quantity: 1, unit: 'h', vatRate: '23', net: 1.5 };
	const base = {
		reference: 'r',
		kind: 'invoice',
		issueDate: '2026-11-30',
		saleDate: '2026-11-30',
		dueDate: '2026-12-14',
		currency: 'PLN',
		buyer: { name: 'Firma' },
		lines: [line],
	};

	test('it takes what it documents', async () => expect((await call('POST', '/v1/invoices', base)).status).toBe(201));

	test.each([
		['an unknown field', { ...base, nip: '1' }, /nip/],
		['an unknown field of a line', { ...base, lines: [{ ...line, price: 1 }] }, /price/],
		['an amount as text', { ...base, lines: [{ ...line, net: '1.50' }] }, /lines\.0\.net/],
		['no lines', { ...base, lines: [] }, /lines/],
		['a rate that does not exist', { ...base, lines: [{ ...line, vatRate: '22' }] }, /vatRate/],
		['a buyer without a name', { ...base, buyer: { name: '' } }, /buyer\.name/],
		['a country in words', { ...base, buyer: { name: 'F', country: 'Polska' } }, /country/],
		['a day of another form', { ...base, issueDate: '30.11.2026' }, /issueDate/],
	])('%s is refused', async (_name, body, field) => {
		const answer = await call('POST', '/v1/invoices', body);
		expect(answer.status).toBe(422);
		expect(JSON.stringify(answer.body)).toMatch(field);
	});

	test('an unknown parameter of a search is a mistake', async () =>
		expect((await call('GET', '/v1/invoices?ref=r')).status).toBe(400));

	test.each([
		['GET', '/v1/invoices'],
		['POST', '/v1/invoices'],
		['GET', '/v1/account'],
		['GET', '/v1/invoices/1/pdf'],
	])('%s %s wants a token', async (method, path) => expect((await call(method, path, undefined, {})).status).toBe(401));
});

test('two creates at once with one key: one document, and two only when told to race', async () => {
	const twice = async (made: ReturnType<typeof bench>) => {
		await Promise.all([made.accounting.issue(wanted()), made.accounting.issue(wanted())]);
		return made.fake.invoices().length;
	};
	expect(await twice(bench())).toBe(1);
	expect(await twice(bench({}, { settings: { keys: false } }))).toBe(2);
	const racing = bench();
	racing.world.setFault('racy-unique', 2);
	expect(await twice(racing)).toBe(2);
});

test('a key gives the first answer again, whatever is sent with it', async () => {
	const { accounting, at, fake } = bench();
	const first = await accounting.issue(wanted());
	const changed = wanted({ notes: 'other' });
	expect(await at(changed).issue(changed)).toMatchObject({ documentId: first.documentId });
	expect(fake.invoices()).toHaveLength(1);
});

test('a lagging search hides a new document for a while', async () => {
	const { accounting, world } = bench();
	world.setFault('search-lag', 1, 5_000);
	await accounting.issue(wanted());
	expect(await accounting.findByReference(wanted().reference)).toEqual([]);
	world.advance(5_000);
	expect(await accounting.findByReference(wanted().reference)).toHaveLength(1);
});

test('its books count by its own rounding: per rate, from net', async () => {
	const line = wanted().lines[0]!;
	const lines = [1, 2, 3].map(() => ({ ...line, net: '0.33' }));
	const made = bench();
	const issued = await made.at(wanted({ lines })).issue(wanted({ lines }));
	// 0.99 at 23 % is 0.2277; line by line it would be 0.24.
	expect(issued).toMatchObject({ net: '0.99', vat: '0.23', gross: '1.22' });
});

test('paid, cancelled and printed by the accountant', async () => {
	const { accounting, fake } = bench();
	const { documentId } = await accounting.issue(wanted());
	fake.pay(documentId, { amount: '30.00', date: '2026-12-01' });
	expect(await accounting.read(documentId)).toMatchObject({ paid: '30.00' });
	fake.pay(documentId, {});
	fake.cancel(documentId);
	expect(await accounting.read(documentId)).toMatchObject({ paid: '1230.00', cancelled: true });
	const bytes = await fake.pdf(documentId);
	expect(bytes.equals(await accounting.pdf(documentId))).toBe(true);
	expect(() => fake.cancel('none')).toThrow(RangeError);
	fake.reset();
	expect(fake.invoices()).toEqual([]);
});
