import { compareIssued } from '../../../invoicing/compare';
import { INFAKT } from '../../../sandbox/fakes/httpAccounting/dialects/infakt';
import { recipe } from '../../contract/httpAccounting/recipes';
import { bench, DEMO, edited, SECRET, wanted, type NodeParameters } from './support';

const caught = (run: Promise<unknown>) =>
	run.then(
		() => Promise.reject(new Error('nothing was thrown')),
		(error: unknown) => error as Error,
	);
const issuedOne = async (...change: Parameters<typeof bench>) => {
	const made = bench(...change);
	return { ...made, issued: await made.accounting.issue(wanted()) };
};

test('a new document carries what was asked for, in the books and in the answer', async () => {
	const { fake, issued } = await issuedOne();
	expect(fake.invoices()).toEqual([
		expect.objectContaining({
			reference: wanted().reference,
			net: '1000.00',
			vat: '230.00',
			gross: '1230.00',
			issueDate: '2026-11-30',
			saleDate: '2026-11-28',
			dueDate: '2026-12-14',
			buyer: { name: 'Pracownia Brzoza sp. z o.o.', taxId: '1060000062', email: 'ksiegowosc@brzoza.example' },
		}),
	]);
	expect(issued).toMatchObject({ system: 'http', account: 'api.invoices.example', kind: 'invoice', adopted: false });
	expect(compareIssued(wanted(), issued)).toEqual([]);
});

test('the look-up sees the reference and no longer one, over all pages, cancelled ones too', async () => {
	// Without a filter of its own the system lists everything.
	const find = { path: '/invoices', query: { page: '{page}' } };
	const { accounting, at, fake } = bench(edited('requests', { find }));
	for (let part = 1; part <= 103; part++) {
		const reference = `bitrix24:demo:42:invoice:${part}`;
		await at(wanted({ reference })).issue(wanted({ reference }));
	}
	fake.cancel(fake.invoices()[0]!.id);
	const found = await accounting.findByReference('bitrix24:demo:42:invoice:1');
	expect(found.map(({ reference, cancelled }) => [reference, cancelled])).toEqual([
		['bitrix24:demo:42:invoice:1', true],
	]);
	expect(await accounting.findByReference('bitrix24:demo:42:invoice:103')).toHaveLength(1);
}, 20_000);

test('a look-up that cannot see everything proves nothing', async () => {
	const find = { path: '/invoices' };
	const { accounting, at } = bench({ ...edited('requests', { find }), ...edited('answers', { pageSize: 2 }) });
	for (const part of [1, 2]) {
		const reference = `bitrix24:demo:42:invoice:${part}`;
		await at(wanted({ reference })).issue(wanted({ reference }));
	}
	await expect(accounting.findByReference('bitrix24:demo:9:invoice:1')).rejects.toMatchObject({ cause_: 'unreadable' });
});

test('a list that shows too little is completed by reading each', async () => {
	const find = { path: '/invoices', query: { reference: '{reference}' }, readEach: true };
	const { accounting, http } = await issuedOne(edited('requests', { find }));
	expect(await accounting.findByReference(wanted().reference)).toHaveLength(1);
	expect(http.sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
});

test('404 is no empty answer unless the description says so', async () => {
	const lost = { path: '/nowhere' };
	await expect(bench(edited('requests', { find: lost })).accounting.findByReference('r')).rejects.toMatchObject({
		cause_: 'notFound',
	});
	const find = { ...lost, emptyOn404: true };
	expect(await bench(edited('requests', { find })).accounting.findByReference('r')).toEqual([]);
});

const withFields = (change: Record<string, string>) => {
	const { fields } = JSON.parse(DEMO.answers) as { fields: object };
	return edited('answers', { fields: { ...fields, ...change } });
};

describe('what an answer to a create means', () => {
	const create = async (wire: number | 'lostBefore' | 'lostAfter') => {
		const made = bench({}, { wire: () => wire });
		const failure = await caught(made.accounting.issue(wanted()));
		expect(made.http.sent).toHaveLength(1);
		return failure;
	};
	test.each([
		['an HTML page under 200', 200, { cause_: 'unreadable', outcome: 'unclear' }],
		['a redirect', 303, { cause_: 'unreadable', outcome: 'unclear' }],
		['a time-out of the system', 408, { cause_: 'unavailable', outcome: 'unclear' }],
		['a 500', 500, { cause_: 'unavailable', outcome: 'unclear' }],
		['a 429', 429, { cause_: 'rateLimit', outcome: 'notDone' }],
		['a 401', 401, { cause_: 'credential', outcome: 'notDone' }],
		['a 403', 403, { cause_: 'permission', outcome: 'notDone' }],
		['a 404', 404, { cause_: 'notFound', outcome: 'notDone' }],
		['a 409', 409, { cause_: 'conflict', outcome: 'notDone' }],
		['a 422', 422, { cause_: 'rejected', outcome: 'notDone' }],
		['no answer', 'lostBefore', { cause_: 'unavailable', outcome: 'unclear' }],
	] as const)('%s', async (_name, wire, expected) => expect(await create(wire)).toMatchObject(expected));

	test('an error under 200 is what the description calls it; one that it does not name leaves everything open', async () => {
		const known = bench();
		known.world.setFault('error-in-200', 1);
		expect(await caught(known.accounting.issue(wanted()))).toMatchObject({ cause_: 'unavailable', outcome: 'unclear' });
		const unknown = bench(edited('answers', { errorCodes: {} }));
		unknown.world.setFault('error-in-200', 1);
		expect(await caught(unknown.accounting.issue(wanted()))).toMatchObject({
			cause_: 'unreadable',
			outcome: 'unclear',
			message: expect.stringMatching(/Demo Invoices reports an error .*deal 42: Numbering is locked/),
		});
		const harmless = bench(edited('answers', { errorCodes: { BUSY: 'rejected' } }));
		harmless.world.setFault('error-in-200', 1);
		expect(await caught(harmless.accounting.issue(wanted()))).toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	});

	test('a document whose fields cannot be understood was made all the same', async () => {
		const { accounting, fake } = bench(withFields({ gross: 'total', issueDate: 'issued' }));
		expect(await caught(accounting.issue(wanted()))).toMatchObject({
			cause_: 'unreadable',
			outcome: 'unclear',
			message: expect.stringMatching(/gross, issueDate/),
		});
		expect(fake.invoices()).toHaveLength(1);
	});

	test('of an answer with an id only the document is read; if that fails, everything is open', async () => {
		const create = { path: '/invoices', documentId: 'id' };
		const requests = { ...edited('requests', { create }), keyEnforced: false };
		const read = await issuedOne(requests);
		expect(read.issued).toMatchObject({ gross: '1230.00', adopted: false });
		expect(read.http.sent.map(({ method }) => method)).toEqual(['POST', 'GET']);
		const cut = bench(requests, { wire: ({ method }) => (method === 'GET' ? 404 : 'pass') });
		expect(await caught(cut.accounting.issue(wanted()))).toMatchObject({ outcome: 'unclear' });
	});
});

test('a secret that the system repeats stays out of every text, whole, encoded and in parts of an address', async () => {
	const said = `Token ${SECRET} (${encodeURIComponent(SECRET)}, ${Buffer.from(SECRET).toString('base64')}) see https://x.example/?k=${SECRET}`;
	const made = bench({}, { wire: () => 'pass' });
	made.fake.handle = async () => ({ status: 422, body: { error: { code: 'X', message: said } } });
	const failure = await caught(made.accounting.issue(wanted()));
	expect(failure.message).toMatch(/Token \[secret\]/);
	expect(JSON.stringify(failure) + String(failure)).not.toMatch(new RegExp(`${SECRET}|https?:|x\\.example`));
});

test('the PDF is waited for while it is drawn; a web page or half a file is none', async () => {
	const drawn = await issuedOne();
	drawn.fake.patchSettings({ pdfDelayMs: 5_000 });
	expect((await drawn.accounting.pdf(drawn.issued.documentId)).subarray(0, 4).toString()).toBe('%PDF');
	expect(drawn.world.slept).toEqual([2_000, 4_000]);

	const never = await issuedOne();
	never.fake.patchSettings({ pdfDelayMs: 600_000 });
	await expect(never.accounting.pdf(never.issued.documentId)).rejects.toMatchObject({
		message: expect.stringMatching(/Not drawn yet/),
	});

	const half = await issuedOne({}, { drawPdf: async () => Buffer.from('%PDF-1.7 and no end') });
	await expect(half.accounting.pdf(half.issued.documentId)).rejects.toMatchObject({ cause_: 'unavailable' });
});

test('a PDF in base64 is decoded, and is a whole PDF as well', async () => {
	const pdf = { path: '/invoices/{documentId}', base64: 'buyer.name' };
	const file = Buffer.from('%PDF-1.7 whole\n%%EOF');
	const made = bench(edited('requests', { pdf }));
	const change = { buyer: { ...wanted().buyer, name: file.toString('base64') } };
	const issued = await made.at(wanted(change)).issue(wanted(change));
	expect((await made.accounting.pdf(issued.documentId)).equals(file)).toBe(true);
});

test('a payment is recorded once by its reference, and never more than is open', async () => {
	const { accounting, issued, http } = await issuedOne();
	const payment = { reference: 'transfer-1', amount: '1000.00', paidOn: '2026-12-01' };
	expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
	expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
	expect(http.sent.filter(({ url, method }) => method === 'POST' && url.endsWith('/payments'))).toHaveLength(1);
	await expect(accounting.recordPayment(issued.documentId, { ...payment, reference: 'transfer-2' })).rejects.toThrow(
		/230\.00/,
	);
	await accounting.recordPayment(issued.documentId, { ...payment, reference: 'transfer-2', amount: '230.00' });
	expect(await accounting.read(issued.documentId)).toMatchObject({ paid: '1230.00' });
});

test('another document than the one asked for is no answer', async () => {
	const path = '/invoices';
	const made = bench({ ...edited('requests', { read: { path } }), ...edited('answers', { document: 'invoices.0' }) });
	const first = await caught(made.accounting.issue(wanted()));
	expect(first).toMatchObject({ cause_: 'unreadable', outcome: 'unclear' });
	const [{ id } = { id: '' }] = made.fake.invoices();
	expect(await made.accounting.read(id)).toMatchObject({ documentId: id });
	await expect(made.accounting.read('another')).rejects.toMatchObject({
		message: expect.stringMatching(/another document/),
	});
});

test('an order that takes long is waited for, and one that takes longer is looked for', async () => {
	const blocks = recipe('inFakt') as unknown as NodeParameters;
	const system = { name: 'inFakt', baseUrl: 'https://api.infakt.pl/api/v3' };
	const slow = (taskDelayMs: number) =>
		bench(
			{ ...blocks, kinds: ['invoice'], carried: [], ksef: 'none', keyEnforced: false },
			{ dialect: INFAKT, system, settings: { taskDelayMs } },
		);
	const waited = slow(4_000);
	expect(await waited.accounting.issue(wanted())).toMatchObject({ gross: '1230.00' });
	expect(waited.world.slept).toEqual([500, 1_500, 3_000]);
	const later = slow(40_000);
	expect(await caught(later.accounting.issue(wanted()))).toMatchObject({ cause_: 'unavailable', outcome: 'unclear' });
	later.world.advance(20_000);
	expect(await later.accounting.findByReference(wanted().reference)).toHaveLength(1);
});

test('the account is told in words', async () => {
	expect(await bench().accounting.accountSettings()).toMatchObject({ name: 'Demo Usługi sp. z o.o.', ksef: 'off' });
	const { capabilities } = bench(edited('requests', { find: undefined })).accounting;
	expect(capabilities).toMatchObject({ enforcesReference: false, findsByReference: false });
	expect(bench({ keyEnforced: false }).accounting.capabilities.enforcesReference).toBe(false);
	expect(bench().accounting.capabilities.enforcesReference).toBe(true);
});
