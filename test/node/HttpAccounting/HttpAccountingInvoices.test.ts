import { createHash } from 'node:crypto';
import { NodeApiError, NodeOperationError, type INodeExecutionData } from 'n8n-workflow';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { DEMO_CREDENTIAL, DEMO_ISSUE_PARAMETERS, DEMO_PARAMETERS } from '../../../sandbox/fakes/httpAccounting/demo';
import { invoice } from '../../unit/fakturownia/support';
import { nodeBench, type Parameters } from './context';

const bench = () => nodeBench(DEMO_CREDENTIAL.data);
const wanted = (change = {}) => invoice({ gate: 'none', ...change });
const issuing: Parameters = { ...DEMO_PARAMETERS, ...DEMO_ISSUE_PARAMETERS, operation: 'issue' };
const caught = (run: Promise<unknown>): Promise<unknown> =>
	run.then(
		() => undefined,
		(error: unknown) => error,
	);
const issuedOf = (item: INodeExecutionData | undefined) => item?.json.issued as unknown as IssuedInvoice;

async function issued(made = bench(), change = {}) {
	const [item] = await made.run(issuing, { items: [{ invoice: wanted(change) }] });
	return { made, item, documentId: issuedOf(item).documentId };
}

describe('Issue', () => {
	test('answers the document, its id and no differences; a second run adopts it', async () => {
		const { made, item } = await issued();
		expect(item).toMatchObject({
			json: {
				outcome: 'issued',
				issued: {
					system: 'http',
					account: 'api.invoices.example',
					number: '1/11/2026',
					gross: '1230.00',
					adopted: false,
				},
				differences: [],
			},
			pairedItem: { item: 0 },
		});
		const [again] = await made.run(issuing, { items: [{ invoice: wanted() }] });
		expect(again?.json).toMatchObject({
			outcome: 'issued',
			documentId: item?.json.documentId,
			issued: { adopted: true },
		});
		expect(made.fake.invoices()).toHaveLength(1);
	});

	test('the body is made anew for each item; one that stops does not stop the others', async () => {
		const made = bench();
		const lines = [{ ...wanted().lines[0]!, vatRate: 'oo' }];
		const items = [
			{ invoice: wanted() },
			{ invoice: wanted({ reference: 'bitrix24:demo:7:invoice:1', lines }) },
			{ invoice: wanted({ reference: 'bitrix24:demo:8:invoice:1', buyer: { ...wanted().buyer, name: 'Inna' } }) },
		];
		const [first, second, third] = await made.run(issuing, { items, onError: 'continueRegularOutput' });
		expect([issuedOf(first).buyer.name, issuedOf(third).buyer.name]).toEqual(['Pracownia Brzoza sp. z o.o.', 'Inna']);
		expect(second?.json).toMatchObject({
			error: expect.stringMatching(/Line 1 of deal 42 has the VAT rate oo/),
			details: { cause: 'rejected', outcome: 'notDone', vendor: 'Demo Invoices' },
		});
		expect(made.fake.invoices()).toHaveLength(2);
	});

	test('numbers are numbers and keep their digits; the key is one of the reference', async () => {
		const { made } = await issued();
		const create = made.calls.find((call) => call.method === 'POST');
		expect(create?.body).toContain('"quantity":1,"unit":"usł.","vatRate":"23","net":1000.00}');
		expect(create?.headers).toMatchObject({ 'Idempotency-Key': expect.stringMatching(/^[0-9a-f-]{36}$/) });
	});

	test('a new node works as it comes, but for the address', async () => {
		const made = bench();
		const [item] = await made.run({ operation: 'issue' }, { items: [{ invoice: wanted() }] });
		expect(item?.json).toMatchObject({ outcome: 'issued', differences: [] });
	});
});

describe('Get PDF', () => {
	test('the file, its name, size and hash, in three requests from the deal on', async () => {
		const { made, item, documentId } = await issued();
		const known = item?.json.issued as never;
		const [pdf] = await made.run({
			...DEMO_PARAMETERS,
			operation: 'getPdf',
			documentId,
			binaryPropertyName: 'data',
			known,
		});
		const bytes = Buffer.from(pdf?.binary?.data?.data ?? '', 'base64');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(pdf?.json.pdf).toEqual({ fileName: 'FV 1-11-2026.pdf', size: bytes.length, sha256 });
		expect(bytes.equals(await made.fake.pdf(documentId))).toBe(true);
		expect(made.calls.map((call) => `${call.method} ${new URL(call.url).pathname}`)).toEqual([
			'GET /v1/invoices',
			'POST /v1/invoices',
			`GET /v1/invoices/${documentId}/pdf`,
		]);
	});
});

test('the other operations', async () => {
	const { made, documentId } = await issued();
	const run = async (operation: string, more: Parameters = {}) =>
		(await made.run({ ...DEMO_PARAMETERS, operation, documentId, ...more }))[0];
	expect(issuedOf(await run('get')).number).toBe('1/11/2026');
	expect(issuedOf(await run('getLegalStatus', { send: true })).legal.state).toBe('notRequired');
	await run('sendByEmail', { to: 'a@b.example; c@d.example' });
	expect(made.fake.emails()[0]?.to).toEqual(['a@b.example', 'c@d.example']);
	const payment = { amount: '1000.00', paidOn: '2026-12-01', paymentReference: 't1' };
	expect(issuedOf(await run('recordPayment', payment)).paid).toBe('1000.00');
	const period = { from: '2026-11-01', until: '2026-11-30', limit: 5 };
	expect(await run('getMany', period)).toMatchObject({ json: { documentId }, pairedItem: { item: 0 } });
	const check = await run('check', { resource: 'account' });
	expect(check?.json).toMatchObject({ ok: true, account: 'Demo Usługi sp. z o.o.', ksef: 'off' });
});

describe('what is typed wrong is named, and nothing is sent', () => {
	test.each([
		['requests', '{ "create": ', '"Requests"', /no JSON/],
		['requests', '{"create":{"path":"/a"},"read":{"path":"/b"},"search":{"path":"/c"}}', '"Requests"', /search/],
		['requests', '{"create":{"path":"https://evil.example/a"},"read":{"path":"/b"}}', '"Requests"', /create\.path/],
		[
			'requests',
			'{"create":{"path":"/a","headers":{"Authorization":"Bearer x"}},"read":{"path":"/b"}}',
			'"Requests"',
			/credential/,
		],
		['answers', '{"fields":{"documentId":"id"}}', '"Answers"', /fields\.number/],
		['vatRates', '{"22":"22"}', '"VAT Rates"', /22/],
		['conversions', '[{"path":"a","to":"float"}]', '"Conversions"', /0\.to/],
	])('%s: %s', async (name, value, label, reason) => {
		const made = bench();
		const error = await caught(made.run({ ...issuing, [name]: value }, { items: [{ invoice: wanted() }] }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringContaining(label),
			description: expect.stringMatching(reason),
		});
		expect(made.calls).toEqual([]);
	});

	test('a base address that is none', async () => {
		const made = bench();
		const credential = { baseUrl: 'http://api.invoices.example' };
		const error = await caught(made.run({ ...DEMO_PARAMETERS, operation: 'get', documentId: '1' }, { credential }));
		expect(error).toMatchObject({ message: expect.stringContaining('"Base Address"') });
		expect(made.calls).toEqual([]);
	});
});

test('without "continue on fail" the run stops with sentence, advice and item; no token and no address in it', async () => {
	const made = bench();
	const credential = { token: 'wrong-s3cret' };
	const get = { ...DEMO_PARAMETERS, operation: 'get', documentId: 'x' };
	const error = await caught(made.run(get, { credential }));
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		httpCode: '401',
		context: { itemIndex: 0 },
		message: expect.stringMatching(/Demo Invoices/),
	});
	const [item] = await made.run(get, { credential, onError: 'continueRegularOutput' });
	expect(item?.json.details).toMatchObject({ cause: 'credential', status: 401 });
	expect(JSON.stringify([item, error, String(error)])).not.toMatch(/s3cret|https?:/);
});
