import type { IssuedInvoice } from '../../../invoicing/invoice';
import { nodeBench, type NodeBench, type Parameters } from '../../node/HttpAccounting/context';
import { invoice } from '../../unit/fakturownia/support';
import { CASES } from './cases';
import { recipe } from './recipes';

/** The recipes of the documents, block by block as a user copies them, against each vendor's shapes. */
const issuedIn = (json: unknown) => (json as { issued: IssuedInvoice }).issued;

describe.each(CASES)('$system', ({ system, dialect, credential, more, calls, refused }) => {
	const blocks = recipe(system);
	const { body, conversions, vatRates, ...everywhere } = blocks;
	const always: Parameters = { ...everywhere, ksef: more.ksef!, authentication: more.authentication! };
	const issuing: Parameters = { ...blocks, ...more, operation: 'issue' };
	const ksefGate = more.ksef === 'none' ? ('none' as const) : ('ksefNumber' as const);
	const wanted = (change = {}) => invoice({ gate: ksefGate, ...change });
	const bench = () => nodeBench({ systemName: system, ...credential }, { dialect });

	async function issued(made: NodeBench = bench(), change = {}) {
		const [item] = await made.run(issuing, { items: [{ invoice: wanted(change) }] });
		return { made, item, documentId: String(item?.json.documentId) };
	}

	test('has every block, and the same ones in Polish', () => {
		expect(Object.keys(blocks).sort()).toEqual(['answers', 'body', 'conversions', 'requests', 'vatRates']);
		expect(recipe(system, 'pl/http-accounting-recipes.md')).toEqual(blocks);
	});

	test('issues what was asked for, with the same amounts and buyer, and finds it again', async () => {
		const { made, item, documentId } = await issued();
		expect(item?.json).toMatchObject({
			outcome: 'issued',
			differences: [],
			issued: {
				reference: wanted().reference,
				kind: 'invoice',
				currency: 'PLN',
				net: '1000.00',
				vat: '230.00',
				gross: '1230.00',
				issueDate: '2026-11-30',
				dueDate: '2026-12-14',
				paid: '0.00',
				cancelled: false,
				adopted: false,
			},
		});
		const [again] = await made.run(issuing, { items: [{ invoice: wanted() }] });
		expect(again?.json).toMatchObject({ outcome: 'issued', documentId, issued: { adopted: true } });
		expect(made.fake.invoices()).toEqual([
			expect.objectContaining({
				gross: '1230.00',
				buyer: expect.objectContaining({ name: 'Pracownia Brzoza sp. z o.o.', taxId: '1060000062' }),
			}),
		]);
	});

	test('its calls, in order', async () => {
		const { made, item, documentId } = await issued();
		const known = item?.json.issued as never;
		const [pdf] = await made.run({ ...always, operation: 'getPdf', documentId, binaryPropertyName: 'data', known });
		const bytes = Buffer.from(pdf?.binary?.data?.data ?? '', 'base64');
		expect(bytes.equals(await made.fake.pdf(documentId))).toBe(true);
		const { pathname } = new URL(`https://${String(credential.baseUrl).replace('https://', '')}`);
		const seen = made.calls.map(({ method, url }) => `${method} ${new URL(url).pathname.replace(pathname, '/')}`);
		expect(seen.map((call) => call.replace('//', '/').replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b\d{9}\b/, 'ID'))).toEqual(
			calls,
		);
	});

	test('several lines, odd amounts and quantities', async () => {
		const line = wanted().lines[0]!;
		const lines = [
			{ ...line, quantity: '3', unitPrice: '33.33', net: '99.99', vat: '23.00', gross: '122.99' },
			{
				...line,
				quantity: '2.5',
				unitPrice: '10.00',
				net: '25.00',
				vat: '2.00',
				gross: '27.00',
				vatRate: '8' as const,
			},
		];
		const totals = { net: '124.99', vat: '25.00', gross: '149.99', byRate: [] };
		const { item } = await issued(bench(), { lines, totals });
		expect(item?.json).toMatchObject({ outcome: 'issued', differences: [], issued: { gross: '149.99' } });
	});

	test('a system that counts otherwise by a grosz is told of', async () => {
		const totals = { ...wanted().totals, net: '999.99', vat: '230.01' };
		const { item } = await issued(bench(), { totals });
		expect((item?.json.differences as { field: string }[]).map(({ field }) => field)).toEqual([
			'issued.net',
			'issued.vat',
		]);
	});

	test.each([
		['exemption', { exemptionReason: 'art. 113' }, /deal 42 has a reason for the VAT exemption/],
		[
			'a rate that is not mapped',
			{ lines: [{ ...wanted().lines[0]!, vatRate: 'oo' }] },
			/Line 1 of deal 42 has the VAT rate oo/,
		],
		['a kind that it does not make', { kind: 'advance' }, /"advance"/],
	])('%s is refused before anything is sent but the look', async (_name, change, reason) => {
		const made = bench();
		const [item] = await made.run(issuing, { items: [{ invoice: wanted(change) }], onError: 'continueRegularOutput' });
		expect(item?.json).toMatchObject({ error: expect.stringMatching(reason), details: { outcome: 'notDone' } });
		expect(made.calls.filter(({ url }) => /add|async|PUT/.test(url))).toEqual([]);
		expect(made.fake.invoices()).toEqual([]);
	});

	test('what the vendor refuses becomes its own sentence; nothing is made', async () => {
		const made = bench();
		const [item] = await made.run(issuing, {
			items: [{ invoice: wanted(refused.change) }],
			onError: 'continueRegularOutput',
		});
		expect(item?.json).toMatchObject({
			error: expect.stringMatching(refused.reason),
			details: { cause: 'rejected', outcome: 'notDone' },
		});
		expect(item?.json.error).toMatch(/refused to issue the document for deal 42/);
		expect(made.fake.invoices()).toEqual([]);
	});

	test('a lapsed sign-in is told as such, and shows no secret', async () => {
		const made = bench();
		made.world.setFault('token-revoked', 1);
		const [item] = await made.run(
			{ ...always, operation: 'get', documentId: '1' },
			{ onError: 'continueRegularOutput' },
		);
		expect(item?.json).toMatchObject({ details: { cause: 'credential', outcome: 'notDone', vendor: system } });
		expect(JSON.stringify(item)).not.toMatch(/demo-|https?:/);
	});

	test('payment, e-mail and check', async () => {
		const { made, documentId } = await issued();
		const run = async (operation: string, parameters: Parameters = {}) =>
			(await made.run({ ...always, operation, documentId, ...parameters }))[0];
		await run('sendByEmail', { to: 'ksiegowosc@brzoza.example' });
		expect(made.fake.emails()).toEqual([expect.objectContaining({ to: ['ksiegowosc@brzoza.example'] })]);
		const payment = { amount: '1230.00', paidOn: '2026-12-01', paymentReference: 'transfer-1' };
		expect(issuedIn((await run('recordPayment', payment))?.json)).toMatchObject({ paid: '1230.00' });
		const before = made.calls.length;
		expect(issuedIn((await run('recordPayment', payment))?.json)).toMatchObject({ paid: '1230.00' });
		expect(made.calls.length - before).toBe(1);
		const check = await run('check', { resource: 'account' });
		expect(check?.json).toMatchObject({ ok: true, account: expect.stringMatching(/Demo/) });
	});

	test('a part of the amount is refused where a repeat could not be told', async () => {
		const { made, documentId } = await issued();
		const payment = { amount: '230.00', paidOn: '2026-12-01', paymentReference: 'transfer-1' };
		const [item] = await made.run(
			{ ...always, operation: 'recordPayment', documentId, ...payment },
			{ onError: 'continueRegularOutput' },
		);
		expect(item?.json).toMatchObject({ error: expect.stringMatching(/cannot be told from a repeat/) });
		expect(made.fake.invoices()[0]?.paid).toBe('0.00');
	});
});
