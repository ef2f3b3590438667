import { issueOnce } from '../../../connect/issueOnce';
import { bench, GERMAN, invoice, PERSON, withLines } from './support';

const find = ({ accounting }: ReturnType<typeof bench>, asked = invoice(), inFlight = false) =>
	accounting.findByReference(asked.reference, asked, { inFlight });

test('only the document with exactly this reference in its notes', async () => {
	const made = bench();
	for (const part of ['', '1', '12'])
		await made.accounting.issue(invoice({ reference: `${invoice().reference}${part}` }));
	expect((await find(made)).map(({ number }) => number)).toEqual(['1/11/2026']);
});

test('after a lost answer also when the deal has another amount by now: a conflict, not a second document', async () => {
	const made = bench();
	await made.accounting.issue(invoice());
	const dearer = withLines([{ unitPrice: '2000.00' }]);
	expect(await find(made, dearer, true)).toHaveLength(1);
	const lost = { ...made.world, inFlightSince: made.world.now().toISOString() };
	expect(await issueOnce(made.accounting, dearer, lost)).toMatchObject({ outcome: 'conflict' });
	expect(made.fake.invoices()).toHaveLength(1);
});

test.each([
	['a person', PERSON],
	['an EU company', GERMAN],
])('of %s by name and amount', async (_name, buyer) => {
	const made = bench();
	await made.accounting.issue(invoice(buyer));
	expect(await find(made, invoice(buyer))).toHaveLength(1);
});

test('other buyers with the same amount are not read', async () => {
	const made = bench();
	for (let part = 1; part <= 25; part++)
		await made.accounting.issue(
			invoice({ reference: `r:${part}`, buyer: { ...PERSON.buyer, name: `Klient ${part}` } }),
		);
	const before = made.calls().length;
	expect(await find(made, invoice({ reference: 'r:7', buyer: { ...PERSON.buyer, name: 'Klient 7' } }))).toHaveLength(1);
	expect(
		made
			.calls()
			.slice(before)
			.filter((call) => call.includes('/fakturakraj/')),
	).toHaveLength(1);
});

test('weeks later, still', async () => {
	const made = bench({}, undefined, '2026-10-05T10:00:00Z');
	await made.accounting.issue(invoice({ issueDate: '2026-10-05', saleDate: '2026-10-05' }));
	expect(await find(made)).toHaveLength(1);
});

test('an invoice is no proforma', async () => {
	const made = bench();
	await made.accounting.issue(invoice({ kind: 'proforma' }));
	expect(await find(made)).toEqual([]);
	expect(await find(made, invoice({ kind: 'proforma' }))).toHaveLength(1);
});

test('a contractor card that writes the number in another way is found by the amount', async () => {
	const made = bench({}, ({ query }) =>
		query?.nipKontrahenta ? { body: { response: { Kod: 0, Wynik: [] } } } : 'pass',
	);
	await made.accounting.issue(invoice());
	expect(await find(made)).toHaveLength(1);
});

describe('when it cannot be told, nothing is issued', () => {
	test('notes that iFirma does not show, on a document of this buyer and amount', async () => {
		const made = bench();
		made.fake.patchSettings({ showsNotes: false });
		await made.accounting.issue(invoice({ reference: 'someone:else' }));
		await expect(find(made)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringMatching(/1\/11\/2026.*deal 42/),
		});
		await expect(issueOnce(made.accounting, invoice(), made.world)).rejects.toThrow(/deal 42/);
		expect(made.fake.invoices()).toHaveLength(1);
	});

	test('too many documents of one buyer and amount', async () => {
		const made = bench();
		for (let part = 1; part <= 31; part++) await made.accounting.issue(invoice({ reference: `r:${part}` }));
		await expect(find(made)).rejects.toThrow(/deal 42.*31 documents/);
	});

	test('a list that answers nonsense', async () => {
		const made = bench({}, ({ url }) => (url.endsWith('faktury.json') ? { body: '<html>' } : 'pass'));
		await expect(find(made)).rejects.toMatchObject({ cause_: 'unreadable', outcome: 'notDone' });
	});
});
