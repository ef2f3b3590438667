import { bench, invoice, withLines, type Bench, type Wire } from './support';

const issueOne = async (wire?: Wire, asked = invoice()) => {
	const made = bench({}, wire);
	return { ...made, issued: await made.accounting.issue(asked) };
};
const posts = ({ calls }: Pick<Bench, 'calls'>, part: string) =>
	calls().filter((call) => call.startsWith('POST') && call.includes(part)).length;
const payment = (amount: string, reference = 't1') => ({ reference, amount, paidOn: '2026-12-01' });

describe('payments', () => {
	test('one that settles is recorded once, however often it is asked for', async () => {
		const made = await issueOne();
		const { accounting, issued, fake } = made;
		for (let time = 0; time < 3; time++)
			expect(await accounting.recordPayment(issued.documentId, payment('1230.00'))).toMatchObject({ paid: '1230.00' });
		expect([fake.invoices()[0]?.paid, posts(made, 'wplaty')]).toEqual(['1230.00', 1]);
		expect(made.calls()).toContain('POST /faktury/wplaty/prz_faktura_kraj/1_11_2026.json');
	});

	test('a part and the rest are two; a repeat of a part cannot be told and is left to a person', async () => {
		const made = await issueOne();
		const { accounting, issued, fake } = made;
		expect(await accounting.recordPayment(issued.documentId, payment('1000.00'))).toMatchObject({ paid: '1000.00' });
		for (const again of [payment('1000.00'), payment('100.00', 't2')])
			await expect(accounting.recordPayment(issued.documentId, again)).rejects.toMatchObject({
				cause_: 'rejected',
				outcome: 'notDone',
			});
		expect(await accounting.recordPayment(issued.documentId, payment('230.00', 't2'))).toMatchObject({
			paid: '1230.00',
		});
		await accounting.recordPayment(issued.documentId, payment('230.00', 't2'));
		expect([fake.invoices()[0]?.paid, posts(made, 'wplaty')]).toEqual(['1230.00', 2]);
	});

	test('two equal halves: the second may be the first again', async () => {
		const { accounting, issued, fake } = await issueOne();
		await accounting.recordPayment(issued.documentId, payment('615.00'));
		await expect(accounting.recordPayment(issued.documentId, payment('615.00', 't2'))).rejects.toThrow(
			/by hand|615\.00/,
		);
		expect(fake.invoices()[0]?.paid).toBe('615.00');
	});

	test('never more than is open', async () => {
		const { accounting, issued } = await issueOne();
		await expect(accounting.recordPayment(issued.documentId, payment('1230.01'))).rejects.toThrow(/1230\.00 PLN/);
	});

	test('a lost answer: read again, not posted again', async () => {
		const done = await issueOne(({ url }) => (url.includes('wplaty') ? 'lostAfter' : 'pass'));
		expect(await done.accounting.recordPayment(done.issued.documentId, payment('100.00'))).toMatchObject({
			paid: '100.00',
		});
		expect(posts(done, 'wplaty')).toBe(1);
		const undone = await issueOne(({ url }) => (url.includes('wplaty') ? 'lostBefore' : 'pass'));
		await expect(undone.accounting.recordPayment(undone.issued.documentId, payment('100.00'))).rejects.toMatchObject({
			outcome: 'unclear',
		});
		expect(posts(undone, 'wplaty')).toBe(1);
	});

	test('in euro the day goes with it; a proforma takes none', async () => {
		const euro = await issueOne(undefined, withLines([{}], 'perRateFromNet', { currency: 'EUR' }));
		expect(await euro.accounting.recordPayment(euro.issued.documentId, payment('1230.00'))).toMatchObject({
			paid: '1230.00',
		});
		const proforma = await issueOne(undefined, invoice({ kind: 'proforma' }));
		await expect(proforma.accounting.recordPayment(proforma.issued.documentId, payment('1.00'))).rejects.toThrow(
			/proforma/,
		);
	});
});

describe('e-mail', () => {
	test('to one address, or the one in iFirma', async () => {
		const { accounting, issued, fake } = await issueOne();
		await accounting.sendByEmail(issued.documentId, ['a@b.example']);
		await accounting.sendByEmail(issued.documentId, []);
		expect(fake.emails().map(({ to }) => to)).toEqual(['a@b.example', 'ksiegowosc@brzoza.example']);
	});

	test("the sender and template of the node's choice", async () => {
		const made = bench({ mail: { sender: 'biuro@demo.example', template: 'Nasz' } });
		const { documentId } = await made.accounting.issue(invoice());
		await made.accounting.sendByEmail(documentId, ['a@b.example']);
		expect(made.fake.emails()[0]?.sender).toBe('biuro@demo.example');
		expect(made.http.sent.at(-1)?.body).toContain('"SzablonEmail":"Nasz"');
	});

	test('to several addresses, or a proforma for abroad: refused, nothing sent', async () => {
		const { accounting, issued, fake } = await issueOne();
		await expect(accounting.sendByEmail(issued.documentId, ['a@b.example', 'c@d.example'])).rejects.toThrow(
			/one address/,
		);
		await expect(accounting.sendByEmail('fakturaproformaeksport-1', ['a@b.example'])).rejects.toThrow(/PDF|abroad/);
		expect(fake.emails()).toEqual([]);
	});

	test('a failure under HTTP 200 is one', async () => {
		const { accounting, issued } = await issueOne(undefined, invoice({ mailTo: [] }));
		await expect(accounting.sendByEmail(issued.documentId, [])).rejects.toThrow(/Brak adresu/);
	});
});
