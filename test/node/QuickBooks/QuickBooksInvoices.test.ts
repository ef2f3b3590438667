import type { INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { sampleEntry } from '../../unit/invoicing/samples';
import { invoice } from '../../unit/quickbooks/support';
import { DEMO_PARAMETERS, demoCredential } from '../../../sandbox/fakes/quickbooks/demo';
import { nodeBench } from './context';

const caught = (run: Promise<unknown>): Promise<unknown> =>
	run.then(
		() => undefined,
		(error: unknown) => error,
	);
const issuedOf = (item: INodeExecutionData | undefined) => item?.json.issued as unknown as IssuedInvoice;

async function issued(bench = nodeBench()) {
	const [item] = await bench.run({ operation: 'issue', invoice: invoice() });
	return { bench, item, documentId: issuedOf(item).documentId };
}

describe('Issue', () => {
	test('answers the document, its id and no differences; a second run adopts it', async () => {
		const { bench, item } = await issued();
		expect(item).toMatchObject({
			json: { outcome: 'issued', issued: { number: '1001', system: 'quickbooks', adopted: false }, differences: [] },
			pairedItem: { item: 0 },
		});
		const [again] = await bench.run({ operation: 'issue', invoice: JSON.stringify(invoice()) });
		expect(again?.json).toMatchObject({ outcome: 'issued', issued: { adopted: true } });
		expect(bench.fake.invoices()).toHaveLength(1);
	});

	test('the requests of a document whose buyer and service are known', async () => {
		const { bench, documentId } = await issued();
		const before = bench.calls.length;
		const [item] = await bench.run({ operation: 'issue', invoice: invoice({ reference: 'r:a:2:invoice:1' }) });
		const next = issuedOf(item).documentId;
		await bench.run({ operation: 'getPdf', documentId: next, binaryPropertyName: 'data', known: item?.json.issued });
		expect(
			bench.calls
				.slice(before)
				.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').slice(4).join('/')}`),
		).toEqual(['GET query', 'GET query', 'GET query', 'POST invoice', `GET invoice/${next}/pdf`]);
		expect(bench.calls.every(({ qs }) => qs?.minorversion === 75)).toBe(true);
		expect(documentId).not.toBe(next);
	});

	test('another amount under the same reference is a conflict with a reason', async () => {
		const { bench } = await issued();
		const totals = { ...invoice().totals, gross: '1.00' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice({ totals }) });
		expect(item?.json).toMatchObject({ outcome: 'conflict', problems: [{ code: 'referenceOtherAmount' }] });
	});

	test('one product for all lines, a term, the type of what is added', async () => {
		const bench = nodeBench();
		await bench.run({ operation: 'issue', invoice: invoice(), products: 'oneForAll', item: '31' });
		const [document] = bench.fake.books.documents;
		expect(document?.input).toMatchObject({
			SalesTermRef: { value: '21' },
			Line: [{ SalesItemLineDetail: { ItemRef: { value: '31' } } }],
		});
		const quickBooksOptions = { itemType: 'NonInventory' };
		await bench.run({ operation: 'issue', invoice: invoice({ reference: 'r:a:2:invoice:1' }), quickBooksOptions });
		expect(bench.fake.books.items.at(-1)?.Type).toBe('NonInventory');
	});

	const code = (vatRate: string, taxCode: string) => ({ vatRate, taxCode });
	test.each([
		[
			'a rate twice',
			{ taxCodes: { code: [code('23', '11'), code('23', '12')] } },
			'Tax Codes',
			/23 stands in it twice/,
		],
		['a code that is none', { taxCodes: { code: [code('23', '../1')] } }, 'Tax Codes', /tax code/],
		['a rate without a code chosen', { taxCodes: { code: [code('23', '')] } }, 'Tax Codes', /tax code/],
		['no product', { products: 'oneForAll', item: '' }, 'Product or Service', /Choose/],
		['an account that is none', { incomeAccount: 'Sales' }, 'Income Account', /ID/],
	])('%s is named and nothing is sent', async (_name, change, parameter, description) => {
		const bench = nodeBench();
		const error = await caught(bench.run({ operation: 'issue', invoice: invoice(), ...change }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringContaining(`"${parameter}"`),
			description: expect.stringMatching(description),
		});
		expect(bench.calls).toEqual([]);
	});

	test('an untouched table of tax codes stops at the first rate, with what to do', async () => {
		const bench = nodeBench();
		const [item] = await bench.run({ operation: 'issue', invoice: invoice(), taxCodes: {} }, { continueOnFail: true });
		expect(item?.json).toMatchObject({
			error: expect.stringMatching(/tax code for the VAT rate 23/),
			details: { cause: 'rejected', outcome: 'notDone', vendor: 'QuickBooks Online' },
		});
		expect(bench.fake.invoices()).toEqual([]);
	});
});

test('the other operations', async () => {
	const { bench, documentId } = await issued();
	expect(issuedOf((await bench.run({ operation: 'get', documentId }))[0]).number).toBe('1001');
	expect(issuedOf((await bench.run({ operation: 'getLegalStatus', documentId, send: true }))[0]).legal.state).toBe(
		'notRequired',
	);
	const [file] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data' });
	expect(file?.json.pdf).toMatchObject({ fileName: expect.stringContaining('1001') });
	expect(Buffer.from(file?.binary?.data?.data ?? '', 'base64').equals(await bench.fake.pdf(documentId))).toBe(true);
	expect((await bench.run({ operation: 'sendByEmail', documentId, to: 'a@b.example' }))[0]?.json.sent).toBe(true);
	expect(bench.fake.emails()[0]?.to).toBe('a@b.example');
	const payment = { amount: '1230.00', paidOn: '2026-12-01', paymentReference: 't1' };
	expect(issuedOf((await bench.run({ operation: 'recordPayment', documentId, ...payment }))[0]).paid).toBe('1230.00');
	const period = { operation: 'getMany', from: '2026-11-01', until: '2026-11-30', limit: 5 };
	expect(await bench.run(period)).toMatchObject([{ json: { documentId, issued: { paidOn: '2026-12-01' } } }]);
	expect((await bench.run({ resource: 'account', operation: 'check' }))[0]?.json).toMatchObject({
		ok: true,
		ksef: 'off',
	});
});

describe('advances', () => {
	const entry = sampleEntry({ kind: 'final', reference: 'bitrix24:acme.bitrix24.pl:123:final:1' });
	const { lines, totals } = invoice();
	const advance = invoice({
		kind: 'advance',
		reference: 'bitrix24:acme.bitrix24.pl:123:advance:1',
		order: { lines, totals },
	});

	test('a final gets those of its deal, with the input; a plain invoice asks for nothing', async () => {
		const bench = nodeBench();
		await bench.run({ operation: 'issue', invoice: advance });
		const items = [{ json: { stage: 'won' } }];
		const [item] = await bench.run({ operation: 'getEarlier', entry, deal: null }, { items });
		expect(item?.json).toMatchObject({ stage: 'won', earlier: [{ kind: 'advance', byRate: totals.byRate }] });
		const asked = bench.calls.length;
		const plain = { ...entry, kind: 'invoice' };
		const [none] = await bench.run({ operation: 'getEarlier', entry: plain, deal: null }, { items });
		expect(none?.json.earlier).toEqual([]);
		expect(bench.calls).toHaveLength(asked);
	});

	test('without an item for them the node says what to make', async () => {
		const bench = nodeBench();
		expect(await caught(bench.run({ operation: 'issue', invoice: advance, quickBooksOptions: {} }))).toMatchObject({
			message: expect.stringContaining('advance invoice of deal 42'),
			description: expect.stringContaining('Item for Advances'),
		});
		expect(bench.fake.invoices()).toEqual([]);
	});
});

test('what is set for issuing is no concern of the other operations', async () => {
	const { bench, documentId } = await issued();
	const [item] = await bench.run({
		operation: 'get',
		documentId,
		taxCodes: { code: [{ vatRate: '?', taxCode: '?' }] },
	});
	expect(item?.json.documentId).toBe(documentId);
});

test('an estimate goes through every step that a document has', async () => {
	const bench = nodeBench();
	const [item] = await bench.run({ operation: 'issue', invoice: invoice({ kind: 'proforma' }) });
	const { documentId } = issuedOf(item);
	expect(documentId).toMatch(/^estimate-\d+$/);
	const [file] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data' });
	expect(file?.binary?.data?.fileName).toMatch(/\.pdf$/);
});

describe('drop-downs', () => {
	test('tax codes of the company, and the words that are no code of it', async () => {
		const bench = nodeBench();
		const codes = await bench.list('getTaxCodes');
		expect(codes).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ name: '23% VAT', value: '11' }),
				expect.objectContaining({ value: 'none' }),
				expect.objectContaining({ value: 'TAX' }),
				expect.objectContaining({ value: 'NON' }),
			]),
		);
		const known = new Set(codes.map(({ value }) => value));
		expect(DEMO_PARAMETERS.taxCodes.code.filter(({ taxCode }) => !known.has(taxCode))).toEqual([]);
	});

	test.each([
		['getIncomeAccounts', ['1', '2']],
		['getTerms', ['21', '22']],
		['getItems', ['31', '34']],
		['getAdvanceItems', ['34']],
	])('%s', async (method, ids) => {
		expect((await nodeBench().list(method)).map(({ value }) => value)).toEqual(ids);
	});
});

describe('failures', () => {
	test.each([
		['../query', 'Document ID'],
		['FV/1', 'Document ID'],
	])('%j is no document', async (documentId, label) => {
		const bench = nodeBench();
		expect(await caught(bench.run({ operation: 'get', documentId }))).toMatchObject({
			message: expect.stringContaining(label),
		});
		expect(bench.calls).toEqual([]);
	});

	test('no token and no address in any of it', async () => {
		const { bench, documentId } = await issued();
		const made = await bench.run({ operation: 'get', documentId }, { continueOnFail: true, token: 'wrong-s3cret' });
		expect(made[0]?.json.details).toMatchObject({ cause: 'credential', status: 401 });
		expect(JSON.stringify(made)).not.toMatch(/s3cret|https?:/);
	});

	test('a credential that was never connected says so', async () => {
		const credential = { ...demoCredential(), oauthTokenData: undefined };
		expect(await caught(nodeBench().run({ operation: 'get', documentId: '1' }, { credential }))).toMatchObject({
			message: expect.stringContaining('which company'),
		});
	});

	test('production is another host', async () => {
		const bench = nodeBench();
		const credential = { ...demoCredential(), environment: 'production' };
		const error = await caught(bench.run({ operation: 'get', documentId: '1' }, { credential }));
		expect(error).toMatchObject({ description: expect.stringContaining('"Environment"') });
		expect(new URL(bench.calls[0]!.url).host).toBe('quickbooks.api.intuit.com');
	});
});
