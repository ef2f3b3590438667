import { VendorError } from '../../../connect/http';
import { bench, fakeHttp, invoice, testWorld, withLines } from './support';
import { IfirmaAccounting } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA_CREDENTIAL } from '../../../sandbox/fakes/ifirma/demo';

const caught = async (run: Promise<unknown>): Promise<VendorError> => {
	const error = await run.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof VendorError)) throw new Error(`No VendorError: ${String(error)}`);
	return error;
};

const answering = (Kod: number | string, Informacja = 'Powód.') =>
	bench({}, ({ method }) => (method === 'POST' ? { body: { response: { Kod, Informacja } } } : 'pass'));

describe('codes under HTTP 200, to a create', () => {
	test.each([
		[100, 'unavailable', 'unclear'],
		[101, 'rejected', 'notDone'],
		[102, 'rejected', 'notDone'],
		[200, 'rejected', 'notDone'],
		[201, 'rejected', 'notDone'],
		['201', 'rejected', 'notDone'],
		[202, 'rejected', 'notDone'],
		[208, 'notFound', 'notDone'],
		[400, 'credential', 'notDone'],
		[401, 'credential', 'notDone'],
		[402, 'credential', 'notDone'],
		[403, 'credential', 'notDone'],
		[499, 'permission', 'notDone'],
		[500, 'permission', 'notDone'],
		[777, 'unavailable', 'unclear'],
	])('%s is %s, %s', async (kod, cause_, outcome) => {
		const { accounting, http } = answering(kod);
		expect(await caught(accounting.issue(invoice()))).toMatchObject({ cause_, outcome });
		expect(http.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('0 without an id leaves open what was done', async () =>
		expect(await caught(answering(0).accounting.issue(invoice()))).toMatchObject({
			cause_: 'unreadable',
			outcome: 'unclear',
		}));
});

test.each([
	[429, 'rateLimit', 'notDone'],
	[401, 'credential', 'notDone'],
	[403, 'permission', 'notDone'],
	[404, 'unreadable', 'unclear'],
	[302, 'unreadable', 'unclear'],
	[500, 'unavailable', 'unclear'],
	[503, 'unavailable', 'unclear'],
])('HTTP %s to a create is %s, %s', async (status, cause_, outcome) => {
	const { accounting, http } = bench({}, ({ method }) => (method === 'POST' ? status : 'pass'));
	expect(await caught(accounting.issue(invoice()))).toMatchObject({ cause_, outcome });
	expect(http.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('a code inside of an HTTP 500 proves nothing about a create', async () => {
	const world = testWorld();
	const fake = createIfirmaFake(world);
	const http = fakeHttp(fake, world);
	const failing = {
		send: async (request: Parameters<typeof http.send>[0]) =>
			request.method === 'POST'
				? { status: 500, headers: {}, body: Buffer.from('{"response":{"Kod":201,"Informacja":"x"}}') }
				: http.send(request),
	};
	const accounting = new IfirmaAccounting(failing, { login: 'x', ksef: 'send', month: 'stop' }, world);
	expect(await caught(accounting.issue(invoice()))).toMatchObject({ outcome: 'unclear' });
});

test.each(['limit', 'miesiacksiegowy'])('a lost answer about %s says nothing about a document', async (name) => {
	const { accounting, fake } = bench({}, ({ url }) => (url.includes(name) ? 'lostBefore' : 'pass'));
	expect(await caught(accounting.issue(invoice()))).toMatchObject({
		cause_: 'unavailable',
		outcome: 'notDone',
		message: expect.stringContaining('deal 42'),
	});
	expect(fake.invoices()).toEqual([]);
});

test('a document that was made and cannot be read is not called a refusal', async () => {
	const { accounting, fake } = bench({}, ({ url }) => (/fakturakraj\/\d+\.json$/.test(url) ? 401 : 'pass'));
	const failure = await caught(accounting.issue(invoice()));
	expect(failure).toMatchObject({ outcome: 'unclear', message: expect.stringContaining('deal 42') });
	expect(fake.invoices()).toHaveLength(1);
});

test("a refusal names the deal and iFirma's reason, and leaves the books empty", async () => {
	const { accounting, fake } = bench();
	const wrong = { ...invoice().buyer, taxId: { country: 'PL', number: '1060000063', kind: 'nip' as const } };
	const failure = await caught(accounting.issue(invoice({ buyer: wrong })));
	expect(failure).toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	expect(failure.message).toBe('iFirma refused to issue the document for deal 42: Niepoprawny numer NIP.');
	expect(fake.invoices()).toEqual([]);
});

test("addresses and e-mails in iFirma's words are taken out", async () => {
	const { accounting } = answering(201, 'Zobacz https://www.ifirma.pl/x?t=1 lub napisz do jan@firma.pl');
	const { message } = await caught(accounting.issue(invoice()));
	expect(message).toContain('Zobacz');
	expect(message).not.toMatch(/https?:|@/);
});

test('a lapsed or wrong key is told as such and never shown', async () => {
	const { accounting, world } = bench();
	world.setFault('token-revoked', 1);
	const lapsed = await caught(accounting.read('fakturakraj-1'));
	expect(lapsed).toMatchObject({ cause_: 'credential', outcome: 'notDone' });

	const other = testWorld();
	const credential = { ...DEMO_IFIRMA_CREDENTIAL, invoiceApiKey: 'ABCDEF0123456789' };
	const http = fakeHttp(createIfirmaFake(other), other, undefined, credential);
	const wrong = new IfirmaAccounting(http, { login: credential.login, ksef: 'send', month: 'stop' }, other);
	const refused = await caught(wrong.read('fakturakraj-1'));
	expect(refused).toMatchObject({ cause_: 'credential' });
	expect(JSON.stringify([lapsed, refused]) + String(refused)).not.toMatch(/ABCDEF0123456789|0DE30FAC|demo@|https?:/);
});

describe('the limit of requests', () => {
	test('too little left to finish a document: none is begun', async () => {
		const { accounting, fake, calls } = bench();
		fake.patchSettings({ limit: 20 });
		const failure = await caught(accounting.issue(invoice()));
		expect(failure).toMatchObject({ cause_: 'rateLimit', outcome: 'notDone', retryAfterMs: expect.any(Number) });
		expect(failure.message).toMatch(/1 of 20.*deal 42/);
		expect(calls()).toEqual(['GET /abonent/limit.json']);
	});

	test('enough left: it is finished', async () => {
		const { accounting, fake } = bench();
		fake.patchSettings({ limit: 21 });
		expect(await accounting.issue(invoice())).toMatchObject({ number: '1/11/2026' });
		expect(fake.used()).toBeLessThanOrEqual(20);
	});

	test('used up meanwhile: the look and the create wait, and nobody has to correct anything', async () => {
		const { accounting, fake } = bench();
		fake.patchSettings({ limit: 0 });
		const asked = invoice();
		const failures = [
			await caught(accounting.findByReference(asked.reference, asked, { inFlight: false })),
			await caught(accounting.issue(asked)),
		];
		for (const failure of failures)
			expect(failure).toMatchObject({ cause_: 'rateLimit', outcome: 'notDone', retryAfterMs: 3_600_000 });
		expect(failures[0]!.message).toMatch(/API limit is used up.*Przekroczono limit zapytań API/);
	});

	test.each([
		['Przekroczono limit zapytań API', 'rateLimit'],
		['Przekroczony limit żądań', 'rateLimit'],
		['Limit wywołań został wyczerpany', 'rateLimit'],
		['Liczba zapytań do API przekroczyła limit', 'rateLimit'],
		['Przekroczono limit faktur w miesiącu', 'rejected'],
		['Przekroczono limit kredytu kupieckiego kontrahenta', 'rejected'],
	])('"%s" is %s', async (said, cause) => {
		expect(await caught(answering(202, said).accounting.issue(invoice()))).toMatchObject({
			cause_: cause,
			outcome: 'notDone',
		});
	});
});

test("an unknown numbering series is told in iFirma's words", async () => {
	const asked = withLines([{}], 'perRateFromNet', { seller: { name: 'Demo', departmentId: '294947' } });
	expect((await caught(bench().accounting.issue(asked))).message).toMatch(/294947/);
});
