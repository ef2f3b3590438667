import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';
import { invoice } from '../../unit/ifirma/support';
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
			json: {
				outcome: 'issued',
				documentId: 'fakturakraj-1244512',
				issued: { number: '1/11/2026', adopted: false },
				differences: [],
			},
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

	test('a grosz that iFirma counts otherwise is among the differences', async () => {
		const bench = nodeBench();
		const totals = { ...invoice().totals, net: '999.99', vat: '230.01' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice({ totals }) });
		expect((item?.json.differences as { field: string }[]).map(({ field }) => field)).toEqual([
			'issued.net',
			'issued.vat',
		]);
	});

	test('outside of the accounting month it stops, unless the node was told to switch', async () => {
		const bench = nodeBench('2026-11-30T10:00:00Z');
		bench.fake.patchSettings({ month: '2026-10' });
		const parameters = { operation: 'issue', invoice: invoice() };
		const [stopped] = await bench.run(parameters, { continueOnFail: true });
		expect(stopped?.json).toMatchObject({
			error: expect.stringMatching(/deal 42.*2026-11.*2026-10/),
			details: { cause: 'rejected', outcome: 'notDone' },
		});
		expect(bench.fake.month().switches).toBe(0);
		const [item] = await bench.run({ ...parameters, accountingMonth: 'switch' });
		expect(item?.json.outcome).toBe('issued');
		expect(bench.fake.month()).toEqual({ month: '2026-11', switches: 1 });
	});

	test('what a lost run may have done is told as unknown, and nothing is issued', async () => {
		const bench = nodeBench();
		const options = { inFlightSince: '2020-01-01T00:00:00Z' };
		const [item] = await bench.run({ operation: 'issue', invoice: invoice(), options });
		expect(item?.json.outcome).toBe('unknown');
		expect(bench.fake.invoices()).toEqual([]);
	});
});

test('Get PDF: the file, its name, size and hash; what is known is not asked for again', async () => {
	const { bench, item: made, documentId } = await issued();
	const before = bench.calls.length;
	const known = made?.json.issued;
	const [item] = await bench.run({ operation: 'getPdf', documentId, binaryPropertyName: 'data', known });
	const bytes = Buffer.from(item?.binary?.data?.data ?? '', 'base64');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	expect(item?.json.pdf).toEqual({ fileName: 'FV 1-11-2026.pdf', size: bytes.length, sha256 });
	expect(bytes.equals(await bench.fake.pdf(documentId))).toBe(true);
	expect(bench.calls.length - before).toBe(1);
});

test('the other operations', async () => {
	const { bench, documentId } = await issued();
	expect(issuedOf((await bench.run({ operation: 'get', documentId }))[0]).number).toBe('1/11/2026');
	expect(issuedOf((await bench.run({ operation: 'getLegalStatus', documentId, send: true }))[0]).legal.state).toBe(
		'legal',
	);
	const mail = { operation: 'sendByEmail', documentId, to: 'a@b.example', senderMailbox: ' biuro@demo.example ' };
	expect((await bench.run(mail))[0]?.json.sent).toBe(true);
	expect(bench.fake.emails()).toMatchObject([{ to: 'a@b.example', sender: 'biuro@demo.example' }]);
	const payment = { amount: '1230.00', paidOn: '2026-12-01', paymentReference: 't1' };
	expect(issuedOf((await bench.run({ operation: 'recordPayment', documentId, ...payment }))[0]).paid).toBe('1230.00');
	const period = { operation: 'getMany', from: '2026-11-01', until: '2026-11-30', limit: 5 };
	expect(await bench.run(period)).toMatchObject([{ json: { documentId }, pairedItem: { item: 0 } }]);
	expect((await bench.run({ resource: 'account', operation: 'check' }))[0]?.json).toMatchObject({
		ok: true,
		account: expect.stringContaining('2026-11'),
		ksef: 'unknown',
	});
});

test('KSeF off in the credential: nothing is sent', async () => {
	const bench = nodeBench();
	const credential = { ksef: 'off' };
	const [item] = await bench.run({ operation: 'issue', invoice: invoice({ gate: 'ksefNumber' }) }, { credential });
	const documentId = issuedOf(item).documentId;
	const [status] = await bench.run({ operation: 'getLegalStatus', documentId, send: true }, { credential });
	expect(issuedOf(status).legal.state).toBe('notRequired');
	expect(bench.calls.some(({ url }) => url.includes('ksef'))).toBe(false);
});

test.each([
	['documentId', { operation: 'get', documentId: '1244512' }, 'Document ID'],
	['to', { operation: 'sendByEmail', documentId: 'fakturakraj-1', to: 'nobody' }, 'Recipients'],
	['from', { operation: 'getMany', from: 'yesterday', until: '2026-12-01' }, 'Issued From'],
])('a wrong %s is named and nothing is sent', async (_name, parameters, label) => {
	const bench = nodeBench();
	expect(await caught(bench.run(parameters))).toMatchObject({ message: expect.stringContaining(`"${label}"`) });
	expect(bench.calls).toEqual([]);
});

test.each([
	['invoiceApiKey', 'not-hex', 'Invoice Key (faktura)'],
	['accountApiKey', '', 'Account Key (abonent)'],
	['login', ' ', 'Login'],
])('a credential whose %s is %j is named and nothing is sent', async (field, value, label) => {
	const bench = nodeBench();
	const [item] = await bench.run(
		{ operation: 'get', documentId: 'fakturakraj-1' },
		{ credential: { [field]: value }, continueOnFail: true },
	);
	expect(item?.json).toMatchObject({
		error: expect.stringContaining(`"${label}"`),
		details: { cause: 'credential', outcome: 'notDone' },
	});
	expect(bench.calls).toEqual([]);
});

describe('failures', () => {
	test('with "continue on fail" the others go on; the failed item says why, in fields', async () => {
		const { bench, documentId } = await issued();
		const items = [{ json: {} }, { json: {} }];
		const ids = { operation: 'get', documentId: (index: number) => (index === 0 ? 'fakturakraj-404' : documentId) };
		const made = await bench.run(ids, { items, continueOnFail: true });
		expect(made[0]?.json.details).toMatchObject({ cause: 'rejected', outcome: 'notDone', vendor: 'iFirma' });
		expect(issuedOf(made[1]).number).toBe('1/11/2026');
		const error = await caught(bench.run(ids, { items }));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ context: { itemIndex: 0 }, description: expect.stringMatching(/\w/) });
	});

	test('no key, no login and no address in any of it', async () => {
		const { bench, documentId } = await issued();
		const credential = { invoiceApiKey: 'ABCDEF0123456789' };
		const made = await bench.run({ operation: 'get', documentId }, { continueOnFail: true, credential });
		expect(made[0]?.json.details).toMatchObject({ cause: 'credential' });
		expect(JSON.stringify(made)).not.toMatch(/ABCDEF0123456789|https?:/);
		expect(JSON.stringify(made)).not.toContain(DEMO_IFIRMA_CREDENTIAL.login);
	});
});
