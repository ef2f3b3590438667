import { compareIssued } from '../../../invoicing/compare';
import { withRates } from '../fakturownia/support';
import { bench, oceanInvoice, TOKEN } from './support';

const issueOne = async (settings: Parameters<typeof bench>[0] = {}, ...change: Parameters<typeof oceanInvoice>) => {
	const made = bench(settings);
	const issued = await made.accounting.issue(oceanInvoice(...change));
	return { ...made, issued };
};
const paths = (http: { sent: { method: string; url: string }[] }) =>
	http.sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`);

test('a new document carries what was asked for, in the books and in the answer', async () => {
	const { fake, issued } = await issueOne();
	expect(fake.invoices()).toEqual([
		expect.objectContaining({
			vendor: 'invoiceocean',
			number: '1/11/2026',
			reference: oceanInvoice().reference,
			net: '1000.00',
			vat: '230.00',
			gross: '1230.00',
			issueDate: '2026-11-30',
			saleDate: '2026-11-28',
			dueDate: '2026-12-14',
			legalStatus: '',
			buyer: { name: 'Pracownia Brzoza sp. z o.o.', taxId: '1060000062', email: 'ksiegowosc@brzoza.example' },
		}),
	]);
	expect(issued).toMatchObject({ system: 'invoiceocean', account: 'demo', legal: { state: 'notRequired' } });
	expect(issued.link).toMatch(/^https:\/\/demo\.invoiceocean\.com\//);
	expect(compareIssued(oceanInvoice(), issued)).toEqual([]);
});

test('find, issue and PDF are three requests', async () => {
	const { accounting, http } = bench();
	expect(await accounting.findByReference(oceanInvoice().reference)).toEqual([]);
	const { documentId } = await accounting.issue(oceanInvoice());
	expect((await accounting.pdf(documentId)).subarray(0, 5).toString()).toBe('%PDF-');
	expect(paths(http)).toEqual(['GET /invoices.json', 'POST /invoices.json', `GET /invoices/${documentId}.pdf`]);
});

test('nothing undocumented is asked of the lists', async () => {
	const { accounting, http } = await issueOne();
	await accounting.findByReference('x');
	await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
	const asked = new Set(http.sent.flatMap((request) => Object.keys(request.query ?? {})));
	expect([...asked].sort()).toEqual(['date_from', 'date_to', 'oid', 'page', 'per_page', 'period']);
});

describe('rates without a percentage', () => {
	test('kept: read back from the document when the create does not show them', async () => {
		const { issued, http } = await issueOne({}, withRates('np II'));
		expect(issued.lineRates).toEqual(['np']);
		expect(paths(http)).toHaveLength(2);
	});

	test.each([
		['np I', '1230.00'],
		['zw', '1230.00'],
	] as const)('%s silently made 0 %% is a difference, new or adopted', async (rate, gross) => {
		const totals = { net: gross, vat: '0.00', gross, byRate: [] };
		const wanted = oceanInvoice({ ...withRates(rate), totals, exemptionReason: 'art. 113' });
		const { accounting } = bench({ wordRates: 'zero' });
		const issued = await accounting.issue(wanted);
		const [found] = await accounting.findByReference(wanted.reference);
		for (const document of [issued, found!])
			expect(compareIssued(wanted, document).map(({ code, field }) => [code, field])).toEqual([
				['issuedDiffers', 'issued.lineRates'],
			]);
	});

	test('a read that fails afterwards leaves the document issued and its rates in doubt', async () => {
		const { accounting, fake } = bench({}, (request) => (/\/\d+\.json$/.test(request.url) ? 500 : 'pass'));
		const wanted = oceanInvoice({
			...withRates('np I'),
			totals: { net: '1230.00', vat: '0.00', gross: '1230.00', byRate: [] },
		});
		const issued = await accounting.issue(wanted);
		expect(fake.invoices()).toHaveLength(1);
		expect(compareIssued(wanted, issued).map(({ field }) => field)).toEqual(['issued.lineRates']);
	});

	test('refused: a plain refusal that names the field', async () => {
		const { accounting, fake } = bench({ wordRates: 'refused' });
		await expect(accounting.issue(oceanInvoice(withRates('np I')))).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringMatching(/deal 42.*tax/),
		});
		expect(fake.invoices()).toEqual([]);
	});

	test('percentages cost no further request', async () => {
		expect(paths((await issueOne()).http)).toHaveLength(1);
	});
});

describe('the look-up', () => {
	test.each([
		['holds', {}],
		['lets everything through', { filtersByOid: false }],
		['lets everything through, in small pages', { filtersByOid: false, pageSize: 3 }],
	])('finds old documents and no other reference where the filter %s', async (_name, settings) => {
		const { accounting, world } = await issueOne(settings);
		for (let part = 1; part <= 10; part++)
			await accounting.issue(oceanInvoice({ reference: `${oceanInvoice().reference}${part}` }));
		world.advance(400 * 24 * 3600_000);
		const found = await accounting.findByReference(oceanInvoice().reference);
		expect(found.map((document) => document.reference)).toEqual([oceanInvoice().reference]);
		expect(await accounting.findByReference('other')).toEqual([]);
	});

	test('a list that does not show the reference proves nothing', async () => {
		const { accounting } = await issueOne({ listShowsOid: false });
		await expect(accounting.findByReference(oceanInvoice().reference)).rejects.toMatchObject({
			cause_: 'unreadable',
			outcome: 'notDone',
		});
	});

	test('where the account does refuse a taken reference, that is a conflict', async () => {
		const { accounting, fake } = await issueOne({ enforcesOid: true });
		await expect(accounting.issue(oceanInvoice())).rejects.toMatchObject({ cause_: 'conflict' });
		expect(fake.invoices()).toHaveLength(1);
	});
});

test('a refusal names the deal and the field and leaves the books empty', async () => {
	const { accounting, fake } = bench();
	const wrong = { ...oceanInvoice().buyer, taxId: { country: 'PL', number: '1060000063', kind: 'nip' as const } };
	const failure = await accounting.issue(oceanInvoice({ buyer: wrong })).catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause_: 'rejected', outcome: 'notDone', status: 422 });
	expect((failure as Error).message).toMatch(/deal 42: buyer_tax_no: /);
	expect(fake.invoices()).toEqual([]);
});

test('a lapsed token is told as such and never shown', async () => {
	const { accounting, world } = bench();
	world.setFault('token-revoked', 1);
	const failure = await accounting.read('1').catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause_: 'credential', outcome: 'notDone', status: 401, vendor: 'InvoiceOcean' });
	expect(JSON.stringify(failure) + String(failure)).not.toMatch(new RegExp(`${TOKEN}|https?:`));
});

test.each([
	['an HTML page under 200', 200, { cause_: 'unreadable', outcome: 'unclear' }],
	['a redirect to the sign-in page', 302, { cause_: 'credential', outcome: 'notDone' }],
	['a 500', 500, { cause_: 'unavailable', outcome: 'unclear' }],
	['a 429', 429, { cause_: 'rateLimit', outcome: 'notDone' }],
])('%s to a create is sent once', async (_name, status, expected) => {
	const { accounting, http } = bench({}, () => status);
	await expect(accounting.issue(oceanInvoice())).rejects.toMatchObject(expected);
	expect(http.sent).toHaveLength(1);
});

describe('e-mail', () => {
	test('goes to the address on the document, named or not', async () => {
		const { accounting, fake, issued } = await issueOne();
		await accounting.sendByEmail(issued.documentId, []);
		await accounting.sendByEmail(issued.documentId, ['Ksiegowosc@Brzoza.example ']);
		expect(fake.emails().map((mail) => mail.to)).toEqual(Array(2).fill(['ksiegowosc@brzoza.example']));
	});

	test('another address is refused, and nothing goes out', async () => {
		const { accounting, fake, issued } = await issueOne();
		await expect(accounting.sendByEmail(issued.documentId, ['a@b.example'])).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.not.stringContaining('a@b.example'),
		});
		expect(fake.emails()).toEqual([]);
	});

	test('a refusal under HTTP 200 is a failure', async () => {
		const { accounting, issued, world } = await issueOne();
		world.setFault('error-in-200', 1);
		await expect(accounting.sendByEmail(issued.documentId, [])).rejects.toThrow(/did not e-mail/);
	});
});

describe('payments', () => {
	const payment = { reference: 'transfer-1', amount: '1000.00', paidOn: '2026-12-01' };

	test('recorded once, with their day, and never more than is open', async () => {
		const { accounting, issued, http } = await issueOne();
		const paid = { paid: '1000.00', paidOn: '2026-12-01' };
		expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject(paid);
		expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject(paid);
		expect(paths(http).filter((each) => each === 'POST /banking/payments.json')).toHaveLength(1);
		await expect(accounting.recordPayment(issued.documentId, { ...payment, reference: 't2' })).rejects.toThrow(
			/230\.00 PLN/,
		);
	});

	test('an old one is recognised where the oldest come first', async () => {
		const { accounting, issued, http } = await issueOne({ oldestPaymentsFirst: true });
		const other = await accounting.issue(oceanInvoice({ reference: 'other' }));
		for (let count = 1; count <= 350; count++)
			await accounting.recordPayment(other.documentId, { ...payment, reference: `t${count}`, amount: '0.01' });
		await accounting.recordPayment(issued.documentId, payment);
		const before = paths(http).filter((each) => each.startsWith('POST')).length;
		await accounting.recordPayment(issued.documentId, payment);
		expect(paths(http).filter((each) => each.startsWith('POST'))).toHaveLength(before);
	}, 20_000);
});

test.each([{}, { pageSize: 20 }])(
	'a period is listed over all its pages, oldest first: %j',
	async (settings) => {
		const { accounting, fake } = bench(settings);
		for (let part = 1; part <= 101; part++)
			await accounting.issue(
				oceanInvoice({ reference: `r:${part}`, issueDate: `2026-11-${String((part % 30) + 1).padStart(2, '0')}` }),
			);
		fake.cancel(fake.invoices()[0]!.id);
		const november = await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
		expect(november).toHaveLength(101);
		expect(november.filter((document) => document.cancelled)).toHaveLength(1);
		const days = november.map((document) => document.issueDate);
		expect(days).toEqual([...days].sort());
		expect(await accounting.list({ from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
	},
	20_000,
);

test('KSeF: nothing is owed there, and asked to send it says that nobody did', async () => {
	const { accounting, issued } = await issueOne();
	expect((await accounting.legalStatus(issued.documentId, { send: false })).legal).toEqual({
		state: 'notRequired',
		messages: [],
	});
	const { legal } = await accounting.legalStatus(issued.documentId, { send: true });
	expect(legal).toMatchObject({ state: 'notRequired', messages: [expect.stringContaining('1/11/2026')] });
});

test('the account is told in words', async () => {
	expect(await bench().accounting.accountSettings()).toEqual({
		name: 'Demo Usługi sp. z o.o.',
		ksef: 'off',
		notes: [expect.stringContaining('294947'), expect.stringContaining('KSeF')],
	});
});
