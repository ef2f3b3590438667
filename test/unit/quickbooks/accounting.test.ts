import { compareIssued } from '../../../invoicing/compare';
import { bench, invoice, meteredReads } from './support';

const issueOne = async (...change: Parameters<typeof invoice>) => {
	const made = bench();
	const issued = await made.accounting.issue(invoice(...change));
	return { ...made, issued };
};

test('a new document carries what was asked for, in the books and in the answer', async () => {
	const { fake, issued } = await issueOne({ orderNumber: 'ZAM/7', notes: 'Dziękujemy.' });
	expect(fake.invoices()).toEqual([
		expect.objectContaining({
			number: '1001',
			kind: 'invoice',
			reference: invoice().reference,
			net: '1000.00',
			vat: '230.00',
			gross: '1230.00',
			issueDate: '2026-11-30',
			saleDate: '2026-11-28',
			dueDate: '2026-12-14',
			buyer: { name: 'Pracownia Brzoza sp. z o.o.', taxId: '1060000062', email: 'ksiegowosc@brzoza.example' },
		}),
	]);
	expect(issued).toMatchObject({ system: 'quickbooks', number: '1001', gross: '1230.00', adopted: false });
	expect(issued.legal.state).toBe('notRequired');
	expect(compareIssued(invoice(), issued)).toEqual([]);
});

test('a proforma is an estimate, with a document ID and a PDF of its own', async () => {
	const { accounting, fake, issued } = await issueOne({ kind: 'proforma' });
	expect(issued).toMatchObject({ kind: 'proforma', dueDate: '2026-12-14', paid: '0.00', cancelled: false });
	expect(issued.documentId).toMatch(/^estimate-\d+$/);
	expect(fake.invoices()).toEqual([expect.objectContaining({ kind: 'proforma', gross: '1230.00' })]);
	expect((await accounting.pdf(issued.documentId)).subarray(0, 5).toString()).toBe('%PDF-');
	const found = await accounting.findByReference(invoice().reference, invoice({ kind: 'proforma' }));
	expect(found.map(({ documentId }) => documentId)).toEqual([issued.documentId]);
	await expect(
		accounting.recordPayment(issued.documentId, { reference: 'x', amount: '1', paidOn: '2026-12-01' }),
	).rejects.toMatchObject({ cause_: 'rejected' });
});

describe('metered reads', () => {
	const whole = async (made: ReturnType<typeof bench>, reference: string, oneItem = false) => {
		const accounting = made.again(oneItem ? { itemId: '31' } : {});
		const before = made.http.sent.length;
		const wanted = invoice({ reference });
		await accounting.findByReference(reference, wanted);
		const { documentId } = await accounting.issue(wanted);
		await accounting.pdf(documentId);
		const sent = made.http.sent.slice(before);
		return { reads: meteredReads(sent), writes: sent.length - meteredReads(sent) };
	};

	test('a new buyer with a new service: four reads, three writes', async () => {
		const made = bench();
		expect(await whole(made, 'crm:a:1:invoice:1')).toEqual({ reads: 4, writes: 3 });
		const { documentId } = (await made.accounting.list({ from: '2026-11-01', to: '2026-11-30' }))[0]!;
		expect(made.calls().slice(0, 7)).toEqual([
			'GET query Customer',
			'GET query Invoice',
			'POST customer',
			'GET query Item',
			'POST item',
			'POST invoice',
			`GET invoice/${documentId}/pdf`,
		]);
	});

	test('a known buyer: four reads and one write; three reads where one item is chosen for all lines', async () => {
		const made = bench();
		await whole(made, 'crm:a:1:invoice:1');
		expect(await whole(made, 'crm:a:2:invoice:1')).toEqual({ reads: 4, writes: 1 });
		expect(await whole(made, 'crm:a:3:invoice:1', true)).toEqual({ reads: 3, writes: 1 });
	});

	test('paid invoices of a period: two reads for all of them, with the day of the payment', async () => {
		const { accounting, fake, http } = await issueOne();
		await accounting.issue(invoice({ reference: 'crm:a:2:invoice:1' }));
		const [first] = fake.invoices();
		fake.pay(first!.id, { date: '2026-12-03' });
		const before = http.sent.length;
		const listed = await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
		expect(listed.map(({ paid, paidOn }) => [paid, paidOn])).toEqual([
			['1230.00', '2026-12-03'],
			['0.00', undefined],
		]);
		expect(meteredReads(http.sent.slice(before))).toBe(2);
	});
});

test('a period is listed over all its pages, voided ones too', async () => {
	const { accounting, fake } = await issueOne();
	const [first] = fake.books.documents;
	for (let more = 1; more <= 1000; more++) fake.books.documents.push({ ...first!, Id: String(10_000 + more) });
	fake.cancel(first!.Id);
	const november = await accounting.list({ from: '2026-11-01', to: '2026-11-30' });
	expect(november).toHaveLength(1001);
	expect(november.filter(({ cancelled }) => cancelled)).toHaveLength(1);
	expect(await accounting.list({ from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
});

describe('looking by reference', () => {
	test('finds old documents, voided ones, and no other reference', async () => {
		const { accounting, again, fake, world } = await issueOne();
		await accounting.issue(invoice({ reference: `${invoice().reference}1` }));
		world.advance(400 * 24 * 3600_000);
		const later = invoice({ issueDate: '2028-01-04' });
		expect((await again().findByReference(later.reference, later)).map(({ reference }) => reference)).toEqual([
			invoice().reference,
		]);
		fake.cancel(fake.invoices()[0]!.id);
		const [voided] = await again().findByReference(later.reference, later);
		expect(voided).toMatchObject({ cancelled: true, gross: '0.00', reference: invoice().reference });
	});

	test('finds a document whose customer was renamed, among those of the last two months', async () => {
		const { again, fake, http } = await issueOne();
		fake.books.customers[0]!.DisplayName = 'Brzoza Holding';
		expect(await again().findByReference(invoice().reference, invoice())).toHaveLength(1);
		expect(String(http.sent.at(-1)?.query?.query)).toContain("TxnDate >= '2026-09-29'");
	});

	test('the reference is in the internal memo only, never where the customer reads it', async () => {
		const { fake } = await issueOne();
		const { input } = fake.books.documents[0]!;
		const { PrivateNote, ...printed } = input;
		expect(PrivateNote).toContain(invoice().reference);
		expect(JSON.stringify(printed)).not.toContain(invoice().reference);
	});
});

test('a document without a number may not leave until a person has given it one', async () => {
	const { accounting, fake, issued } = await issueOne();
	fake.books.documents[0]!.DocNumber = undefined;
	const read = await accounting.read(issued.documentId);
	expect(read.legal).toMatchObject({ state: 'rejected', messages: [expect.stringContaining('no number')] });
	fake.books.documents[0]!.DocNumber = 'A-7';
	expect((await accounting.legalStatus(issued.documentId)).legal.state).toBe('notRequired');
});

test('custom transaction numbers leave no document without a number', async () => {
	const { accounting, fake } = bench();
	fake.patchSettings({ customTxnNumbers: true });
	expect((await accounting.issue(invoice())).number).toBe('1001');
});

test('a document that needs a KSeF number is refused before anything is asked', async () => {
	const { accounting, http } = bench();
	await expect(accounting.issue(invoice({ gate: 'ksefNumber' }))).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/deal 42.*KSeF/),
		advice: expect.stringContaining('KSeF Duty'),
	});
	expect(http.sent).toEqual([]);
});

describe('e-mail', () => {
	test('one to the address on the document, one to another', async () => {
		const { accounting, fake, issued } = await issueOne();
		await accounting.sendByEmail(issued.documentId, []);
		await accounting.sendByEmail(issued.documentId, ['szef@brzoza.example']);
		expect(fake.emails().map(({ to }) => to)).toEqual(['ksiegowosc@brzoza.example', 'szef@brzoza.example']);
	});

	test('issuing mails nothing, and a client who wants no e-mail has no address anywhere', async () => {
		const { fake } = await issueOne({ mailTo: [] });
		expect(fake.emails()).toEqual([]);
		expect(JSON.stringify([fake.books.documents[0]!.input, fake.books.customers])).not.toContain('@');
	});

	test('several addresses are refused as a whole', async () => {
		const { accounting, fake, issued } = await issueOne();
		await expect(accounting.sendByEmail(issued.documentId, ['a@b.example', 'c@d.example'])).rejects.toThrow(/one/);
		expect(fake.emails()).toEqual([]);
	});

	test('a Fault under HTTP 200 is a failure that may have been sent, and is not repeated', async () => {
		const { accounting, issued, world, http } = await issueOne();
		world.setFault('error-in-200', 1);
		const before = http.sent.length;
		await expect(accounting.sendByEmail(issued.documentId, [])).rejects.toMatchObject({ outcome: 'unclear' });
		expect(http.sent.length - before).toBe(1);
	});
});

describe('payments', () => {
	const payment = { reference: 'transfer-1', amount: '1000.00', paidOn: '2026-12-01' };

	test('linked to the invoice, once each, and never more than is open', async () => {
		const { accounting, fake, issued, calls } = await issueOne();
		expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
		expect(await accounting.recordPayment(issued.documentId, payment)).toMatchObject({ paid: '1000.00' });
		expect(calls().filter((call) => call === 'POST payment')).toHaveLength(1);
		expect(fake.books.payments.map(({ input }) => [input.TotalAmt, input.Line[0]?.LinkedTxn[0]])).toEqual([
			[1000, { TxnId: issued.documentId, TxnType: 'Invoice' }],
		]);
		await expect(accounting.recordPayment(issued.documentId, { ...payment, reference: 't-2' })).rejects.toThrow(
			/230\.00 PLN/,
		);
	});

	test('two at once, and one whose answer was lost, are one payment', async () => {
		let losing = true;
		const made = bench({
			wire: ({ url }) => (url.endsWith('/payment') && losing ? ((losing = false), 'lostAfter') : 'pass'),
		});
		const { documentId } = await made.accounting.issue(invoice());
		await expect(made.accounting.recordPayment(documentId, payment)).rejects.toMatchObject({ outcome: 'unclear' });
		await Promise.all([
			made.again().recordPayment(documentId, payment),
			made.again().recordPayment(documentId, payment),
		]);
		expect(made.fake.books.payments).toHaveLength(1);
		expect(made.fake.invoices()[0]?.paid).toBe('1000.00');
	});
});

test('the company is told in words: country, currency, tax codes with their IDs', async () => {
	const { name, ksef, notes } = await bench().accounting.accountSettings();
	expect({ name, ksef }).toEqual({ name: 'Doradcy Testowi sp. z o.o.', ksef: 'off' });
	expect(notes.join('\n')).toMatch(/PLN[^]*23% VAT \(11\)[^]*KSeF/);
});
