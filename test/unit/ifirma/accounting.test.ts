import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import { bench, GERMAN, invoice, PERSON, withLines, type Bench } from './support';

const caught = (run: Promise<unknown>): Promise<unknown> =>
	run.then(
		() => undefined,
		(error: unknown) => error,
	);

const issueOne = async (asked: Invoice = invoice(), made: Bench = bench()) => ({
	...made,
	issued: await made.accounting.issue(asked),
});

test('a new document carries what was asked for, in the books and in the answer', async () => {
	const asked = invoice({ orderNumber: 'ZAM/7', notes: 'Dziękujemy.', splitPayment: true });
	const { fake, issued } = await issueOne(asked);
	expect(fake.invoices()).toEqual([
		expect.objectContaining({
			number: '1/11/2026',
			reference: asked.reference,
			net: '1000.00',
			vat: '230.00',
			gross: '1230.00',
			issueDate: '2026-11-30',
			saleDate: '2026-11-28',
			dueDate: '2026-12-14',
			splitPayment: true,
			buyer: { name: 'Pracownia Brzoza sp. z o.o.', taxId: '1060000062', email: 'ksiegowosc@brzoza.example' },
		}),
	]);
	expect(issued).toMatchObject({
		system: 'ifirma',
		documentId: 'fakturakraj-1244512',
		number: '1/11/2026',
		kind: 'invoice',
		reference: asked.reference,
		gross: '1230.00',
		cancelled: false,
		adopted: false,
	});
	expect(issued.account).not.toContain('demo');
	expect(compareIssued(asked, issued)).toEqual([]);
});

test.each<[string, Invoice, string]>([
	['in euro', withLines([{}], 'perRateFromNet', { currency: 'EUR' }), 'fakturawaluta'],
	[
		'of goods to the EU',
		withLines([{ vatRate: '0 WDT' }], 'perRateFromNet', { currency: 'EUR', ...GERMAN }),
		'fakturawdt',
	],
	[
		'of services to the EU',
		withLines([{ vatRate: 'np II' }], 'perRateFromNet', { currency: 'EUR', ...GERMAN }),
		'fakturaeksportuslugue',
	],
	[
		'of services elsewhere',
		withLines([{ vatRate: 'np I' }], 'perRateFromNet', { currency: 'USD' }),
		'fakturaeksportuslug',
	],
	['of exported goods', withLines([{ vatRate: '0 EX' }]), 'fakturaeksporttowarow'],
	['that is a proforma', withLines([{}], 'perRateFromNet', { kind: 'proforma' }), 'fakturaproformakraj'],
	[
		'that is a proforma for the EU',
		withLines([{ vatRate: '0 WDT' }], 'perRateFromNet', { kind: 'proforma', currency: 'EUR', ...GERMAN }),
		'fakturaproformaeksport',
	],
])('a document %s is issued, read, found and listed', async (_name, asked, path) => {
	const { accounting, issued } = await issueOne(asked);
	expect(issued.documentId).toMatch(new RegExp(`^${path}-\\d+$`));
	expect(compareIssued(asked, issued)).toEqual([]);
	const known = { ...issued, legal: expect.anything() as never };
	expect(await accounting.read(issued.documentId)).toEqual(known);
	expect(await accounting.findByReference(asked.reference, asked)).toEqual([known]);
	expect(await accounting.list({ from: '2026-11-01', to: '2026-11-30' })).toEqual([known]);
});

describe('requests', () => {
	const LOOK = 'GET /faktury.json';
	const ACCOUNT = ['GET /abonent/limit.json', 'GET /abonent/miesiacksiegowy.json'];
	const MAKE = (id: number) => ['POST /fakturakraj.json', `GET /fakturakraj/${id}.json`, `GET /fakturakraj/${id}.pdf`];
	/** 3 × 0.33 net at 23 %: 0.23 per rate, 0.24 per position. */
	const uneven = withLines([{ unitPrice: '0.33' }, { unitPrice: '0.33' }, { unitPrice: '0.33' }]);

	const run = async ({ accounting, calls }: Bench, asked = invoice()) => {
		const before = calls().length;
		expect(await accounting.findByReference(asked.reference, asked)).toEqual([]);
		const { documentId } = await accounting.issue(asked);
		expect((await accounting.pdf(documentId)).subarray(0, 5).toString()).toBe('%PDF-');
		return calls().slice(before);
	};

	test('find, issue and PDF are four; the first of an hour also asks for limit and month', async () => {
		const made = bench();
		expect(await run(made)).toEqual([LOOK, ...ACCOUNT, ...MAKE(1244512)]);
		const next = invoice({ reference: 'r:2', ...PERSON });
		expect(await run(made, next)).toEqual([LOOK, ...MAKE(1244513)]);
		made.world.advance(3_600_000);
		const later = invoice({ reference: 'r:3', buyer: { ...PERSON.buyer, name: 'Ewa Lis' } });
		expect(await run(made, later)).toEqual([LOOK, ...ACCOUNT, ...MAKE(1244514)]);
	});

	test('a total that depends on how VAT is counted is read from the list', async () => {
		const made = bench();
		const [post, read, pdf] = MAKE(1244512);
		expect(await run(made, uneven)).toEqual([LOOK, ...ACCOUNT, post, read, LOOK, pdf]);
		const shows = bench();
		shows.fake.patchSettings({ showsTotal: true });
		expect(await run(shows, uneven)).toEqual([LOOK, ...ACCOUNT, post, read, pdf]);
	});

	test('while a request is unaccounted for, the buyer is looked up by the tax number as well', async () => {
		const { accounting, http } = bench();
		await accounting.findByReference(invoice().reference, invoice(), { inFlight: true });
		expect(http.sent.map(({ query }) => Object.keys(query ?? {}).filter((name) => /kwotaOd|nip/.test(name)))).toEqual([
			['kwotaOd'],
			['nipKontrahenta'],
		]);
	});

	test('exactly one is a create', async () => {
		const made = bench();
		await run(made);
		expect(made.http.sent.filter(({ kind }) => kind !== 'read')).toHaveLength(1);
	});
});

test('amounts are read digit by digit', async () => {
	const row = (gross: string) =>
		`{"response":{"Kod":0,"Wynik":[{"FakturaId":1244512,"PelnyNumer":"1/11/2026","Rodzaj":"prz_faktura_kraj","Waluta":"PLN","Brutto":${gross},"Zaplacono":0.10,"DataWystawienia":"2026-11-30"}]}}`;
	let gross = '1230.00';
	const { accounting } = bench({}, ({ url }) => (url.endsWith('faktury.json') ? { body: row(gross) } : 'pass'));
	await accounting.issue(invoice());
	expect(await accounting.read('fakturakraj-1244512')).toMatchObject({ gross: '1230.00', paid: '0.10' });
	// By way of a float it would come to another grosz.
	gross = '900719925474099.91';
	expect(String(JSON.parse(gross))).not.toBe(gross);
	expect(await accounting.read('fakturakraj-1244512')).toMatchObject({ gross });
});

describe('how VAT comes about', () => {
	/** 3 × 0.33 net at 23 %: 0.23 per rate, 0.24 per position. */
	const asked = withLines([{ unitPrice: '0.33' }, { unitPrice: '0.33' }, { unitPrice: '0.33' }]);

	test('per rate: as asked', async () => {
		const { issued } = await issueOne(asked);
		expect(issued).toMatchObject({ net: '0.99', vat: '0.23', gross: '1.22' });
		expect(compareIssued(asked, issued)).toEqual([]);
	});

	test('per position: the grosz of difference shows, in the amounts that the document really has', async () => {
		const made = bench();
		made.fake.patchSettings({ rounding: 'perPosition' });
		const { issued, fake } = await issueOne(asked, made);
		expect(issued).toMatchObject({ net: '0.99', vat: '0.24', gross: '1.23' });
		expect(fake.invoices()[0]).toMatchObject({ net: '0.99', vat: '0.24', gross: '1.23' });
		expect(compareIssued(asked, issued).map(({ field }) => field)).toEqual(['issued.vat', 'issued.gross']);
	});

	test("in a way that nobody knows: the total is iFirma's own", async () => {
		const row = {
			FakturaId: 1244512,
			PelnyNumer: '1/11/2026',
			Rodzaj: 'prz_faktura_kraj',
			Waluta: 'PLN',
			Brutto: 1230.5,
			DataWystawienia: '2026-11-30',
		};
		const made = bench({}, ({ url }) =>
			url.endsWith('faktury.json') ? { body: { response: { Kod: 0, Wynik: [row] } } } : 'pass',
		);
		await issueOne(invoice(), made);
		const read = await made.accounting.read('fakturakraj-1244512');
		expect(read).toMatchObject({ net: '1000.00', vat: '230.50', gross: '1230.50' });
	});
});

test('a document in an envelope is read as well', async () => {
	const made = bench();
	made.fake.patchSettings({ envelope: true });
	expect((await issueOne(invoice(), made)).issued.number).toBe('1/11/2026');
});

describe('the PDF', () => {
	test('a failure that comes as JSON is no PDF', async () => {
		const { accounting } = bench();
		await expect(accounting.pdf('fakturakraj-1')).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	});

	test('neither is one that breaks off, nor an empty answer', async () => {
		const drawn = bench({}, ({ url }) =>
			url.endsWith('.pdf') ? { body: Buffer.from('%PDF-1.7 and no more') } : 'pass',
		);
		await expect(drawn.accounting.pdf('fakturakraj-1')).rejects.toMatchObject({ cause_: 'unreadable' });
		const empty = bench({}, ({ url }) => (url.endsWith('.pdf') ? { body: '' } : 'pass'));
		await expect(empty.accounting.pdf('fakturakraj-1')).rejects.toMatchObject({ cause_: 'unreadable' });
	});
});

test.each(['1244512', 'fakturakraj', 'fakturakraj-', '../abonent-1', 'fakturakraj-1/../../x', 'nosuchsort-1'])(
	'%j is no document id, and nothing is asked',
	async (documentId) => {
		const { accounting, http } = bench();
		expect(await caught(accounting.read(documentId))).toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
		expect(http.sent).toEqual([]);
	},
);

describe('the list', () => {
	test('over all pages, however short iFirma makes them, oldest first, each once', async () => {
		const { accounting, fake, world } = bench({}, undefined, '2026-11-20T10:00:00Z');
		fake.patchSettings({ pageSize: 20, limit: 100_000 });
		for (let part = 1; part <= 45; part++) {
			const day = part < 30 ? '2026-11-20' : '2026-11-21';
			await accounting.issue(invoice({ reference: `r:${part}`, issueDate: day, saleDate: day }));
		}
		world.advance(24 * 3600_000);
		const listed = await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
		expect(listed.map(({ reference }) => reference)).toEqual(
			Array.from({ length: 45 }, (_, index) => `r:${index + 1}`),
		);
		expect(await accounting.list({ from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
	});

	test('is not begun when the limit does not allow to end it', async () => {
		const { accounting, fake } = await issueOne();
		fake.patchSettings({ limit: fake.used() + 4 });
		expect(await caught(accounting.list({ from: '2026-11-01', to: '2026-11-30' }))).toBeUndefined();
		fake.patchSettings({ limit: fake.used() + 3 });
		await expect(accounting.list({ from: '2026-11-01', to: '2026-11-30' })).rejects.toMatchObject({
			cause_: 'rateLimit',
		});
	});
});

test('the account is told in words, with both keys tried', async () => {
	const { accounting, calls } = bench();
	const settings = await accounting.accountSettings();
	expect(settings).toMatchObject({ ksef: 'unknown', name: expect.stringContaining('2026-11') });
	expect(settings.notes.join(' ')).toMatch(/2 of 2000/);
	expect(JSON.stringify(settings)).not.toContain('@');
	expect(calls()).toContain('GET /faktury.json');
});
