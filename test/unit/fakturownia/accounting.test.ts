import { compareIssued } from '../../../invoicing/compare';
import { bench, invoice } from './support';

const issueOne = async (...change: Parameters<typeof invoice>) => {
	const made = bench();
	const issued = await made.accounting.issue(invoice(...change));
	return { ...made, issued };
};

test('a new document carries what was asked for, in the books and in the answer', async () => {
	const { fake, issued } = await issueOne({ orderNumber: 'ZAM/7', notes: 'Dziękujemy.', splitPayment: true });
	expect(fake.invoices()).toEqual([
		expect.objectContaining({
			number: '1/11/2026',
			reference: invoice().reference,
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
		system: 'fakturownia',
		account: 'demo',
		number: '1/11/2026',
		gross: '1230.00',
		adopted: false,
	});
	expect(compareIssued(invoice(), issued)).toEqual([]);
});

test('find, issue and PDF are three requests', async () => {
	const { accounting, http } = bench({ ksef: 'off' });
	expect(await accounting.findByReference(invoice().reference)).toEqual([]);
	const consumer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Jan Nowak' };
	const issued = await accounting.issue(invoice({ gate: 'none', buyer: consumer }));
	const pdf = await accounting.pdf(issued.documentId);
	expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
	expect(http.sent).toHaveLength(3);
});

test('the look-up finds old documents and no other reference', async () => {
	const { accounting, world } = await issueOne();
	await accounting.issue(invoice({ reference: `${invoice().reference}1` }));
	world.advance(400 * 24 * 3600_000);
	const found = await accounting.findByReference(invoice().reference);
	expect(found.map((document) => document.reference)).toEqual([invoice().reference]);
});

test('a taken reference is a conflict, not a plain refusal', async () => {
	const { accounting, fake } = await issueOne();
	await expect(accounting.issue(invoice())).rejects.toMatchObject({ cause_: 'conflict', outcome: 'notDone' });
	expect(fake.invoices()).toHaveLength(1);
});

test('a refusal names the deal, the fields and leaves the books empty', async () => {
	const { accounting, fake } = bench();
	const wrong = { ...invoice().buyer, taxId: { country: 'PL', number: '1060000063', kind: 'nip' as const } };
	const failure = await accounting.issue(invoice({ buyer: wrong })).catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause_: 'rejected', outcome: 'notDone', status: 422 });
	expect((failure as Error).message).toMatch(/deal 42: buyer_tax_no: /);
	expect(fake.invoices()).toEqual([]);
});

test('a lapsed token is told as such and never shown', async () => {
	const { accounting, world } = bench();
	world.setFault('token-revoked', 1);
	const failure = await accounting.read('1').catch((error: unknown) => error);
	expect(failure).toMatchObject({ cause_: 'credential', outcome: 'notDone', status: 401 });
	expect(JSON.stringify(failure) + String(failure)).not.toContain('demo-fakturownia-token');
});

test.each([
	['an HTML page under 200', { status: 200, expected: { cause_: 'unreadable', outcome: 'unclear' } }],
	['a redirect to the sign-in page', { status: 302, expected: { cause_: 'credential', outcome: 'notDone' } }],
	['a 500', { status: 500, expected: { cause_: 'unavailable', outcome: 'unclear' } }],
	['a 429', { status: 429, expected: { cause_: 'rateLimit', outcome: 'notDone' } }],
])('%s to a create', async (_name, { status, expected }) => {
	const { accounting, http } = bench({}, () => status);
	await expect(accounting.issue(invoice())).rejects.toMatchObject(expected);
	expect(http.sent).toHaveLength(1);
});

test('the PDF is waited for while it is drawn, and never taken for a web page', async () => {
	const drawn = await issueOne();
	drawn.fake.patchSettings({ pdfDelayMs: 5_000 });
	expect((await drawn.accounting.pdf(drawn.issued.documentId)).subarray(0, 4).toString()).toBe('%PDF');
	expect(drawn.world.slept).toEqual([2_000, 4_000]);

	const waiting = bench();
	waiting.fake.patchSettings({ ksefAnswer: 'processing' });
	const issued = await waiting.accounting.issue(invoice());
	await expect(waiting.accounting.pdf(issued.documentId)).rejects.toMatchObject({ cause_: 'unavailable' });
});

test('an e-mail refused under HTTP 200 is a failure; a sent one is in the books once', async () => {
	const { accounting, fake } = bench();
	fake.patchSettings({ ksefAnswer: 'processing' });
	const { documentId } = await accounting.issue(invoice());
	await expect(accounting.sendByEmail(documentId, ['a@b.example'])).rejects.toThrow(/KSeF/);
	fake.patchSettings({ ksefAnswer: 'ok' });
	await accounting.sendByEmail(documentId, ['a@b.example', 'c@d.example']);
	expect(fake.emails()).toEqual([expect.objectContaining({ to: ['a@b.example', 'c@d.example'], pdf: true })]);
});

test('a payment is recorded once, and never more than is open', async () => {
	const { accounting, issued, http } = await issueOne();
	const payment = { reference: 'transfer-1', amount: '1000.00', paidOn: '2026-12-01' };
	expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
	expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
	expect(
		http.sent.filter((request) => request.url.endsWith('payments.json') && request.method === 'POST'),
	).toHaveLength(1);
	await expect(accounting.recordPayment(issued.documentId, { ...payment, reference: 'transfer-2' })).rejects.toThrow(
		/230\.00 PLN/,
	);
});

test('a period is listed over all its pages, cancelled documents too', async () => {
	const { accounting, fake } = bench();
	for (let part = 1; part <= 101; part++) await accounting.issue(invoice({ reference: `r:${part}` }));
	fake.cancel(fake.invoices()[0]!.id);
	const november = await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
	expect(november).toHaveLength(101);
	expect(november.filter((document) => document.cancelled)).toHaveLength(1);
	expect(await accounting.list({ from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
}, 20_000);

test('the account is told in words', async () => {
	expect(await bench().accounting.accountSettings()).toMatchObject({ name: 'Demo Usługi sp. z o.o.', ksef: 'unknown' });
});
