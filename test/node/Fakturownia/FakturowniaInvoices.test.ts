import { createHash } from 'node:crypto';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { invoice } from '../../unit/fakturownia/support';
import { sampleEntry } from '../../unit/invoicing/samples';
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
			json: { outcome: 'issued', issued: { number: '1/11/2026', adopted: false }, differences: [] },
			pairedItem: { item: 0 },
		});
		const [again] = await bench.run({ operation: 'issue', invoice: JSON.stringify(invoice()) });
		expect(again?.json).toMatchObject({
			outcome: 'issued',
			documentId: item?.json.documentId,
			issued: { adopted: true },
		});
		expect(bench.fake.invoices()).toHaveLength(1);
	});

	test('a system that counted otherwise is told by the differences', async () => {
		const { bench } = { bench: nodeBench() };
		const totals = { ...invoice().totals, net: '999.99', vat: '230.01' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice({ totals }) });
		expect((item?.json.differences as { field: string }[]).map((each) => each.field)).toEqual([
			'issued.net',
			'issued.vat',
		]);
	});

	test('another amount under the same reference is a conflict with a reason', async () => {
		const { bench } = await issued();
		const totals = { ...invoice().totals, gross: '1.00' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice({ totals }) });
		expect(item?.json).toMatchObject({ outcome: 'conflict', problems: [{ code: 'referenceOtherAmount' }] });
		expect(item?.json.reason).toMatch(/42.*1230\.00/);
	});

	test('takes over what a lost run may have done', async () => {
		const bench = nodeBench();
		const options = { inFlightSince: '2020-01-01T00:00:00Z' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice(), options });
		expect(item?.json.outcome).toBe('issued');
		const wrong = await caught(
			bench.run({ operation: 'issue', invoice: invoice(), options: { inFlightSince: 'soon' } }),
		);
		expect(wrong).toMatchObject({ message: expect.stringContaining('In Flight Since') });
	});

	test('an invoice that is none names the parameter and the field', async () => {
		const error = await caught(nodeBench().run({ operation: 'issue', invoice: { ...invoice(), currency: 'zł' } }));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: expect.stringContaining('"Invoice"'),
			description: expect.stringContaining('currency'),
		});
	});
});

describe('Get PDF', () => {
	test('the file, its name, size and hash', async () => {
		const { bench, documentId } = await issued();
		const [item] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data' });
		const bytes = Buffer.from(item?.binary?.data?.data ?? '', 'base64');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(bytes.subarray(0, 4).toString()).toBe('%PDF');
		expect(item?.json.pdf).toEqual({ fileName: 'FV 1-11-2026.pdf', size: bytes.length, sha256 });
		expect(bytes.equals(await bench.fake.pdf(documentId))).toBe(true);
	});

	test('what is known is not asked for again', async () => {
		const { bench, item: made, documentId } = await issued();
		const before = bench.calls.length;
		const known = made?.json.issued;
		const [first] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data', known });
		expect(bench.calls.length - before).toBe(1);
		const knownPdf = first?.binary?.data as IBinaryData;
		const [second] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'file', known, knownPdf });
		expect(bench.calls.length - before).toBe(1);
		expect(second?.json.pdf).toEqual(first?.json.pdf);
		expect(second?.binary?.file?.data).toBe(knownPdf.data);
	});

	test('three requests for a new document and its PDF', async () => {
		const bench = nodeBench();
		const { item, documentId } = await issued(bench);
		await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data', known: item?.json.issued });
		expect(bench.calls.map((call) => `${call.method} ${new URL(call.url).pathname}`)).toEqual([
			'GET /invoices.json',
			'POST /invoices.json',
			`GET /invoices/${documentId}.pdf`,
		]);
	});

	test('a known PDF that is none is refused', async () => {
		const { bench, documentId } = await issued();
		const knownPdf = { data: Buffer.from('<html>').toString('base64'), mimeType: 'text/html' };
		const error = await caught(bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data', knownPdf }));
		expect(error).toMatchObject({ message: expect.stringContaining('Known PDF') });
	});
});

test('the other operations', async () => {
	const { bench, documentId } = await issued();
	expect(issuedOf((await bench.run({ operation: 'get', documentId }))[0]).number).toBe('1/11/2026');
	expect(issuedOf((await bench.run({ operation: 'getLegalStatus', documentId, send: true }))[0]).legal.state).toBe(
		'legal',
	);
	expect(
		(await bench.run({ operation: 'sendByEmail', documentId, to: 'a@b.example; c@d.example' }))[0]?.json.sent,
	).toBe(true);
	expect(bench.fake.emails()[0]?.to).toEqual(['a@b.example', 'c@d.example']);
	const payment = { amount: '1230.00', paidOn: '2026-12-01', paymentReference: 't1' };
	expect(issuedOf((await bench.run({ operation: 'recordPayment', documentId, ...payment }))[0]).paid).toBe('1230.00');
	const period = { operation: 'getMany', from: '2026-11-01', until: '2026-11-30', limit: 5 };
	expect(await bench.run(period)).toMatchObject([{ json: { documentId }, pairedItem: { item: 0 } }]);
	expect((await bench.run({ resource: 'account', operation: 'check' }))[0]?.json).toMatchObject({
		ok: true,
		ksef: 'unknown',
	});
});

test.each([
	['documentId', { operation: 'get', documentId: '../account' }, 'Document ID'],
	['to', { operation: 'sendByEmail', documentId: '1', to: 'nobody' }, 'Recipients'],
	[
		'amount',
		{ operation: 'recordPayment', documentId: '1', amount: '-5', paidOn: '2026-12-01', paymentReference: 'x' },
		'Amount',
	],
	['from', { operation: 'getMany', from: 'yesterday', until: '2026-12-01' }, 'Issued From'],
])('a wrong %s is named and nothing is sent', async (_name, parameters, label) => {
	const bench = nodeBench();
	expect(await caught(bench.run(parameters))).toMatchObject({ message: expect.stringContaining(`"${label}"`) });
	expect(bench.calls).toEqual([]);
});

describe('failures', () => {
	const items = [{ json: {} }, { json: {} }, { json: {} }];
	const ids = (good: string) => ({ operation: 'get', documentId: (index: number) => (index === 1 ? '404' : good) });

	test('with "continue on fail" the others go on; the failed item says why, in fields', async () => {
		const { bench, documentId } = await issued();
		const made = await bench.run(ids(documentId), { items, continueOnFail: true });
		expect(made.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(made[1]?.json).toEqual({
			error: expect.stringContaining('Fakturownia'),
			details: {
				advice: expect.any(String),
				cause: 'notFound',
				outcome: 'notDone',
				vendor: 'Fakturownia',
				status: 404,
			},
		});
	});

	test('without, the run stops with the sentence, the advice and the item', async () => {
		const { bench, documentId } = await issued();
		const error = await caught(bench.run(ids(documentId), { items }));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: expect.stringContaining('does not know the document'),
			description: expect.stringContaining('Check'),
			httpCode: '404',
			context: { itemIndex: 1 },
		});
	});

	test('no token and no address in any of it', async () => {
		const { bench, documentId } = await issued();
		const made = await bench.run({ operation: 'get', documentId }, { continueOnFail: true, token: 'wrong-s3cret' });
		expect(made[0]?.json.details).toMatchObject({ cause: 'credential', status: 401 });
		expect(JSON.stringify(made)).not.toMatch(/s3cret|https?:/);
	});
});

describe('Get Earlier Documents', () => {
	const entry = (kind: string, part = 1) =>
		sampleEntry({ kind, part, reference: `bitrix24:acme.bitrix24.pl:123:${kind}:${part}` });
	const ask = async (bench: ReturnType<typeof nodeBench>, asked: ReturnType<typeof entry>) => {
		const items = [{ json: { deal: null, entry: asked } as unknown as INodeExecutionData['json'] }];
		const [item] = await bench.run({ operation: 'getEarlier', entry: asked, deal: null }, { items });
		return item?.json;
	};

	test('passes its input on; a plain invoice asks for nothing', async () => {
		const bench = nodeBench();
		expect(await ask(bench, entry('invoice'))).toMatchObject({ entry: { kind: 'invoice' }, earlier: [] });
		expect(bench.calls).toEqual([]);
	});

	test('a final gets the advances of its deal, each by its rates', async () => {
		const bench = nodeBench();
		const { totals, lines } = invoice();
		const advance = { kind: 'advance' as const, reference: entry('advance').reference, order: { lines, totals } };
		const byRate = [{ vatRate: '23' as const, net: '300.00', vat: '69.00', gross: '369.00' }];
		const share = { totals: { net: '300.00', vat: '69.00', gross: '369.00', byRate } };
		await bench.run({ operation: 'issue', invoice: invoice({ ...advance, ...share }) });
		expect(await ask(bench, entry('final'))).toMatchObject({ earlier: [{ kind: 'advance', gross: '369.00', byRate }] });
		// The one that is asked for is not earlier than itself.
		expect(await ask(bench, entry('advance'))).toMatchObject({ earlier: [] });
	});

	test('a correction gets the document that it corrects', async () => {
		const { bench, documentId } = await issued();
		const corrects = { reference: invoice().reference, documentId };
		const asked = { ...entry('correction'), corrects };
		expect(await ask(bench, asked)).toMatchObject({ earlier: [{ documentId }] });
	});
});
