import type { FakeRequest, FakeResponse } from '../../../sandbox/fakes/types';
import { createQuickBooksFake } from '../../../sandbox/fakes/quickbooks';
import { DEMO_REALM, DEMO_SIGN_IN, demoCredential } from '../../../sandbox/fakes/quickbooks/demo';
import { realmOf } from '../../../nodes/QuickBooks/account';
import { bench, invoice, withLines } from '../../unit/quickbooks/support';

const HOST = 'sandbox-quickbooks.api.intuit.com';

interface Call {
	method?: string;
	path: string;
	query?: Record<string, string>;
	body?: unknown;
	headers?: Record<string, string>;
	host?: string;
}

const request = ({ method = 'POST', path, query = {}, body, headers = {}, host = HOST }: Call): FakeRequest => ({
	method,
	host,
	path: path.startsWith('/') ? path : `/v3/company/${DEMO_REALM}/${path}`,
	query: new URLSearchParams({ minorversion: '75', ...query }),
	headers: {
		authorization: `Bearer ${DEMO_SIGN_IN.accessToken}`,
		accept: 'application/json',
		'content-type': 'application/json',
		...headers,
	},
	raw: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
});

const errorOf = ({ body }: FakeResponse) =>
	(body as { Fault?: { Error: { code: string; Detail: string }[] } }).Fault?.Error[0];

/** A company with one customer, and what an invoice to it looks like. */
async function company() {
	const made = bench();
	await made.accounting.issue(invoice());
	const plain = structuredClone(made.fake.books.documents[0]!.input);
	const call = async (asked: Call) => made.fake.handle(request(asked));
	const query = async (statement: string) => call({ method: 'GET', path: 'query', query: { query: statement } });
	return { ...made, plain, call, query, line: plain.Line[0]! };
}

describe('documents', () => {
	test.each([
		['an unknown property', (plain: object) => ({ ...plain, Lines: [] }), '2010'],
		[
			'an amount as text',
			(plain: object, line: object) => ({ ...plain, Line: [{ ...line, Amount: '1000.00' }] }),
			'2010',
		],
		['no lines', (plain: object) => ({ ...plain, Line: [] }), '2010'],
		['no customer', (plain: object) => ({ ...plain, CustomerRef: undefined }), '2020'],
		['a customer that is none', (plain: object) => ({ ...plain, CustomerRef: { value: '999' } }), '2500'],
		['another currency than the customer’s', (plain: object) => ({ ...plain, CurrencyRef: { value: 'EUR' } }), '6000'],
		[
			'an amount that is not price × quantity',
			(plain: object, line: object) => ({ ...plain, Line: [{ ...line, Amount: 999.99 }] }),
			'6070',
		],
		['a term that is none', (plain: object) => ({ ...plain, SalesTermRef: { value: '999' } }), '2500'],
		[
			'a message that is too long',
			(plain: object) => ({ ...plain, CustomerMemo: { value: 'a'.repeat(1001) } }),
			'2010',
		],
		['a number that is too long', (plain: object) => ({ ...plain, DocNumber: '1'.repeat(22) }), '2010'],
		['a US group of rates', (plain: object) => ({ ...plain, TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } } }), '2010'],
	])('%s is refused', async (_name, change, code) => {
		const { call, plain, line, fake } = await company();
		const answer = await call({ path: 'invoice', body: change(plain, line) });
		expect([answer.status, errorOf(answer)?.code]).toEqual([400, code]);
		expect(fake.invoices()).toHaveLength(1);
	});

	test('a line without a tax code, with one of another company, without a gross amount', async () => {
		const { call, plain, line } = await company();
		const detail = line.SalesItemLineDetail;
		const withDetail = (change: object, more: object = {}) => ({
			path: 'invoice',
			body: { ...plain, ...more, Line: [{ ...line, SalesItemLineDetail: { ...detail, ...change } }] },
		});
		expect(errorOf(await call(withDetail({ TaxCodeRef: undefined })))).toMatchObject({ code: '6000' });
		expect(errorOf(await call(withDetail({ TaxCodeRef: { value: 'TAX' } })))).toMatchObject({ code: '2500' });
		expect(errorOf(await call(withDetail({}, { GlobalTaxCalculation: 'TaxInclusive' })))).toMatchObject({
			code: '2020',
		});
	});

	test('a company in the US wants its own two words and no tax model', async () => {
		const { call, plain, fake } = await company();
		fake.patchSettings({ country: 'US' });
		expect(errorOf(await call({ path: 'invoice', body: plain }))?.Detail).toContain('GlobalTaxCalculation');
		const { GlobalTaxCalculation: _model, ...rest } = plain;
		expect(errorOf(await call({ path: 'invoice', body: rest }))).toMatchObject({ code: '2500' });
	});

	test('a foreign currency where there is only one', async () => {
		const { accounting, fake } = bench();
		const untaxed = withLines([{ name: 'x', quantity: '1', unitPrice: '10.00', vatRate: 'np II' }]);
		fake.patchSettings({ multiCurrency: false });
		await expect(accounting.issue(invoice({ ...untaxed, currency: 'EUR' }))).rejects.toThrow(/Multi Currency/);
	});

	test('custom transaction numbers: none without being asked for', async () => {
		const { call, plain, fake } = await company();
		fake.patchSettings({ customTxnNumbers: true });
		await call({ path: 'invoice', body: { ...plain, AutoDocNumber: undefined } });
		await call({ path: 'invoice', body: { ...plain, AutoDocNumber: undefined, DocNumber: 'A-1' } });
		await call({ path: 'invoice', body: plain });
		expect(fake.invoices().map(({ number }) => number)).toEqual(['1001', '', 'A-1', '1002']);
	});

	test('a payment is of the same customer, for an invoice, and no more than is open', async () => {
		const { call, fake } = await company();
		const [document] = fake.books.documents;
		const pay = (change: object, amount = 10) => ({
			path: 'payment',
			body: {
				CustomerRef: document!.input.CustomerRef,
				TotalAmt: amount,
				Line: [{ Amount: amount, LinkedTxn: [{ TxnId: document!.Id, TxnType: 'Invoice' }] }],
				...change,
			},
		});
		expect(errorOf(await call(pay({ CustomerRef: { value: '999' } })))).toMatchObject({ code: '6000' });
		expect(errorOf(await call(pay({}, 1230.01)))).toMatchObject({ code: '6000' });
		expect(errorOf(await call(pay({ Amount: 1 })))).toMatchObject({ code: '2010' });
		expect((await call(pay({}))).status).toBe(200);
		expect(fake.invoices()[0]?.paid).toBe('10.00');
	});

	test('an e-mail has no body and this content type', async () => {
		const { call, fake } = await company();
		const path = `invoice/${fake.books.documents[0]!.Id}/send`;
		expect(errorOf(await call({ path }))).toMatchObject({ code: '2010' });
		const headers = { 'content-type': 'application/octet-stream' };
		expect(errorOf(await call({ path, headers, query: { sendTo: 'a@b.example,c@d.example' } }))).toMatchObject({
			code: '6000',
		});
		expect((await call({ path, headers })).status).toBe(200);
		expect(fake.emails()).toHaveLength(1);
	});
});

describe('request ids', () => {
	test('the first answer again, whatever is in the second request; for a refusal too', async () => {
		const { call, plain, fake } = await company();
		const twice = async (requestid: string, first: object, second: object) => [
			await call({ path: 'invoice', query: { requestid }, body: first }),
			await call({ path: 'invoice', query: { requestid }, body: second }),
		];
		const [made, again] = await twice('a', plain, { ...plain, CustomerRef: { value: '999' } });
		expect(again?.body).toEqual(made?.body);
		const [refused, stays] = await twice('b', { ...plain, CustomerRef: { value: '999' } }, plain);
		expect([refused?.status, stays?.status]).toEqual([400, 400]);
		expect(fake.invoices()).toHaveLength(2);
		fake.patchSettings({ repeatsRefusals: false });
		const [no, yes] = await twice('c', { ...plain, CustomerRef: { value: '999' } }, plain);
		expect([no?.status, yes?.status]).toEqual([400, 200]);
	});

	test('no more than 50 characters', async () => {
		const { call, plain } = await company();
		const long = await call({ path: 'invoice', query: { requestid: 'a'.repeat(51) }, body: plain });
		expect(errorOf(long)?.Detail).toMatch(/50/);
	});

	test('two creates at once with one id: one document, and two only when told to race', async () => {
		const { call, plain, fake, world } = await company();
		const both = async (requestid: string) =>
			Promise.all([1, 2].map(async () => call({ path: 'invoice', query: { requestid }, body: plain })));
		await both('a');
		expect(fake.invoices()).toHaveLength(2);
		world.setFault('racy-unique', 2);
		await both('b');
		expect(fake.invoices()).toHaveLength(4);
	});
});

describe('queries', () => {
	test.each([
		["SELECT * FROM Invoice WHERE PrivateNote LIKE '%x%'", '4001'],
		["SELECT * FROM invoice WHERE Id = '1'", '4001'],
		["SELECT * FROM Customer WHERE DisplayName = 'a' OR Id = '1'", '4000'],
		['SELECT Id FROM Customer', '4000'],
		["SELECT * FROM Customer WHERE DisplayName = 'O'Neil'", '4000'],
		['SELECT * FROM Customer MAXRESULTS 1001', '4001'],
		["SELECT * FROM Customer WHERE DisplayName IN 'a'", '4000'],
		['', '4000'],
	])('%s is refused', async (statement, code) => {
		expect(errorOf(await (await company()).query(statement))).toMatchObject({ code });
	});

	test('no rows: no list; inactive ones only when asked for; a page of 100 unless told otherwise', async () => {
		const { query, fake } = await company();
		const rows = async (statement: string) =>
			((await query(statement)).body as { QueryResponse: Record<string, { Id: string }[]> }).QueryResponse;
		expect(await rows("SELECT * FROM Customer WHERE DisplayName = 'nobody'")).toEqual({});
		expect(await rows("SELECT * FROM Item WHERE Name = 'Old Service'")).toEqual({});
		expect(await rows("SELECT * FROM Item WHERE Name = 'Old Service' AND Active IN (true, false)")).toMatchObject({
			Item: [{ Id: '33' }],
		});
		const [first] = fake.books.documents;
		for (let more = 1; more <= 150; more++) fake.books.documents.push({ ...first!, Id: String(1000 + more) });
		expect((await rows('SELECT * FROM Invoice')).Invoice).toHaveLength(100);
		expect((await rows('SELECT * FROM Invoice STARTPOSITION 101 MAXRESULTS 1000')).Invoice).toHaveLength(51);
	});

	test('a lagging search hides a new document for a while', async () => {
		const { accounting, again, world } = bench();
		world.setFault('search-lag', 1, 5_000);
		const { documentId } = await accounting.issue(invoice());
		expect(await again().findByReference(invoice().reference, invoice())).toEqual([]);
		expect((await again().read(documentId)).documentId).toBe(documentId);
		world.advance(5_000);
		expect(await again().findByReference(invoice().reference, invoice())).toHaveLength(1);
	});
});

describe('the door', () => {
	test.each([
		['no token', { headers: { authorization: '' } }, 401],
		['another company', { path: '/v3/company/1/preferences' }, 403],
		['development keys at a real company', { host: 'quickbooks.api.intuit.com' }, 403],
		['no minor version', { query: { minorversion: '' } }, 400],
		['an address that is none', { path: 'bill' }, 404],
	])('%s', async (_name, change, status) => {
		const { call } = await company();
		expect((await call({ method: 'GET', path: 'preferences', ...change })).status).toBe(status);
	});

	test('without "Accept" it answers XML, without a content type it takes no body', async () => {
		const { call, plain } = await company();
		const xml = await call({ method: 'GET', path: 'preferences', headers: { accept: '*/*' } });
		expect(xml.body).toMatch(/^<\?xml/);
		expect((await call({ path: 'invoice', headers: { 'content-type': 'text/plain' }, body: plain })).status).toBe(415);
	});

	test('more than ten requests a second are too many', async () => {
		const { world } = bench();
		const fake = createQuickBooksFake(Object.assign(world, { time: { now: () => 0, pause: async () => undefined } }));
		const statuses: number[] = [];
		for (let at = 0; at < 11; at++)
			statuses.push((await fake.handle(request({ method: 'GET', path: 'preferences' }))).status);
		expect(statuses.filter((status) => status === 200)).toHaveLength(10);
		expect(statuses[10]).toBe(429);
	});

	test('a refresh token gives a new pair; the consent names the company', async () => {
		const { call } = await company();
		const { clientId, clientSecret, refreshToken } = DEMO_SIGN_IN;
		const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
		const renew = async (token: string, authorization = basic) =>
			(await createQuickBooksFake(bench().world).handle({
				...request({ path: '/oauth2/v1/tokens/bearer', host: 'oauth.platform.intuit.com', headers: { authorization } }),
				raw: Buffer.from(`grant_type=refresh_token&refresh_token=${token}`),
			})) as FakeResponse & { body: Record<string, string> };
		expect(await renew(refreshToken)).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 3600 } });
		expect((await renew('other')).status).toBe(400);
		expect((await renew(refreshToken, 'Basic eDp5')).status).toBe(401);
		const consent = await call({
			method: 'GET',
			host: 'appcenter.intuit.com',
			path: '/connect/oauth2',
			query: { redirect_uri: 'https://n8n.example/callback', state: 's' },
		});
		expect(consent.headers?.location).toContain(`realmId=${DEMO_REALM}`);
		expect(realmOf(demoCredential())).toBe(DEMO_REALM);
	});
});
