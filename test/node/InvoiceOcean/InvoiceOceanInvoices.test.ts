import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { DealToInvoiceInvoiceOceanApi } from '../../../credentials/DealToInvoiceInvoiceOceanApi.credentials';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { InvoiceOceanInvoices } from '../../../nodes/InvoiceOcean/InvoiceOceanInvoices.node';
import { createInvoiceOceanFake } from '../../../sandbox/fakes/invoiceocean';
import { INVOICEOCEAN_DEMO } from '../../../sandbox/fakes/invoiceocean/demo';
import { testWorld, withRates } from '../../unit/fakturownia/support';
import { oceanInvoice } from '../../unit/invoiceocean/support';
import { benchOf } from '../Fakturownia/context';

function nodeBench() {
	const world = testWorld();
	return benchOf({
		node: new InvoiceOceanInvoices(),
		fake: createInvoiceOceanFake(world),
		world,
		credential: {
			type: INVOICEOCEAN_DEMO.credential.type,
			data: INVOICEOCEAN_DEMO.data() as Record<string, string>,
		},
		sign: async (request, apiToken) => new DealToInvoiceInvoiceOceanApi().authenticate({ apiToken }, request),
	});
}

const issuedOf = (item: INodeExecutionData | undefined) => item?.json.issued as unknown as IssuedInvoice;

async function issued(bench = nodeBench()) {
	const [item] = await bench.run({ operation: 'issue', invoice: oceanInvoice() });
	return { bench, item, documentId: issuedOf(item).documentId };
}

test('Issue answers the document, its id and no differences; a second run adopts it', async () => {
	const { bench, item } = await issued();
	expect(item).toMatchObject({
		json: { outcome: 'issued', issued: { number: '1/11/2026', adopted: false }, differences: [] },
		pairedItem: { item: 0 },
	});
	const [again] = await bench.run({ operation: 'issue', invoice: JSON.stringify(oceanInvoice()) });
	expect(again?.json).toMatchObject({
		outcome: 'issued',
		documentId: item?.json.documentId,
		issued: { adopted: true },
	});
	expect(bench.fake.invoices()).toHaveLength(1);
});

test('a rate that the system wrote otherwise is told by the differences', async () => {
	const bench = nodeBench();
	bench.fake.patchSettings({ wordRates: 'zero' });
	const totals = { net: '1230.00', vat: '0.00', gross: '1230.00', byRate: [] };
	const [item] = await bench.run({ operation: 'issue', invoice: oceanInvoice({ ...withRates('np I'), totals }) });
	expect(item?.json.differences).toEqual([expect.objectContaining({ field: 'issued.lineRates' })]);
});

test('an invoice that needs a KSeF number is refused with the deal and what to do, before anything is sent', async () => {
	const bench = nodeBench();
	const failing = bench.run({ operation: 'issue', invoice: oceanInvoice({ gate: 'ksefNumber' }) });
	await expect(failing).rejects.toBeInstanceOf(NodeApiError);
	await expect(failing).rejects.toMatchObject({
		message: expect.stringMatching(/deal 42.*KSeF/),
		description: expect.stringContaining('KSeF Duty'),
	});
	expect(bench.fake.invoices()).toEqual([]);
});

test('three requests for a new document and its PDF', async () => {
	const bench = nodeBench();
	const { item, documentId } = await issued(bench);
	const [pdf] = await bench.run({
		operation: 'getPdf',
		documentId,
		binaryPropertyName: 'data',
		known: item?.json.issued,
	});
	const bytes = Buffer.from(pdf?.binary?.data?.data ?? '', 'base64');
	expect(bytes.equals(await bench.fake.pdf(documentId))).toBe(true);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	expect(pdf?.json.pdf).toEqual({ fileName: 'FV 1-11-2026.pdf', size: bytes.length, sha256 });
	expect(bench.calls.map((call) => `${call.method} ${new URL(call.url).pathname}`)).toEqual([
		'GET /invoices.json',
		'POST /invoices.json',
		`GET /invoices/${documentId}.pdf`,
	]);
});

test('the other operations', async () => {
	const { bench, documentId } = await issued();
	expect(issuedOf((await bench.run({ operation: 'get', documentId }))[0]).number).toBe('1/11/2026');
	const [legal] = await bench.run({ operation: 'getLegalStatus', documentId, send: true });
	expect(issuedOf(legal).legal).toMatchObject({ state: 'notRequired', messages: [expect.stringContaining('KSeF')] });
	expect((await bench.run({ operation: 'sendByEmail', documentId, to: '' }))[0]?.json.sent).toBe(true);
	expect(bench.fake.emails()).toHaveLength(1);
	const payment = { amount: '1230.00', paidOn: '2026-12-01', paymentReference: 't1' };
	const [paid] = await bench.run({ operation: 'recordPayment', documentId, ...payment });
	expect(issuedOf(paid)).toMatchObject({ paid: '1230.00', paidOn: '2026-12-01' });
	const period = { operation: 'getMany', from: '2026-11-01', until: '2026-11-30', limit: 5 };
	expect(await bench.run(period)).toMatchObject([{ json: { documentId }, pairedItem: { item: 0 } }]);
	expect((await bench.run({ resource: 'account', operation: 'check' }))[0]?.json).toMatchObject({
		ok: true,
		ksef: 'off',
	});
});

test('with "continue on fail" the others go on; no token and no address in any of it', async () => {
	const { bench, documentId } = await issued();
	const items = [{ json: {} }, { json: {} }];
	const get = { operation: 'get', documentId: (index: number) => (index === 0 ? '404' : documentId) };
	const made = await bench.run(get, { items, continueOnFail: true });
	expect(made.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(made[0]?.json).toMatchObject({
		error: expect.stringContaining('InvoiceOcean'),
		details: { cause: 'notFound', outcome: 'notDone', status: 404 },
	});
	expect(issuedOf(made[1]).number).toBe('1/11/2026');
	const refused = await bench.run({ operation: 'get', documentId }, { continueOnFail: true, token: 'wrong-s3cret' });
	expect(refused[0]?.json.details).toMatchObject({ cause: 'credential', status: 401 });
	expect(JSON.stringify(refused)).not.toMatch(/s3cret|https?:/);
});

test('the parameter for addresses says that no other than the one on the document is taken', () => {
	const { properties } = new InvoiceOceanInvoices().description;
	expect(properties.find((property) => property.name === 'to')?.description).toMatch(/no other/);
});
