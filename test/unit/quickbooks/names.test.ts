import type { Invoice } from '../../../invoicing/invoice';
import { itemName } from '../../../nodes/QuickBooks/items';
import { displayName, isNameOf, namesOf } from '../../../nodes/QuickBooks/parties';
import { quoted, select } from '../../../nodes/QuickBooks/query';
import { bench, invoice, withLines } from './support';

const buyer = (change: Partial<Invoice['buyer']>): Partial<Invoice> => ({ buyer: { ...invoice().buyer, ...change } });
const customersOf = ({ fake }: ReturnType<typeof bench>) => fake.books.customers.map(({ DisplayName }) => DisplayName);

describe('customers', () => {
	test('a new one has the buyer in full, and the mark of the client of the CRM', async () => {
		const made = bench();
		await made.accounting.issue(invoice());
		expect(made.fake.books.customers).toEqual([
			expect.objectContaining({
				DisplayName: 'Pracownia Brzoza sp. z o.o.',
				CompanyName: 'Pracownia Brzoza sp. z o.o.',
				PrimaryEmailAddr: { Address: 'ksiegowosc@brzoza.example' },
				PrimaryTaxIdentifier: '1060000062',
				CurrencyRef: { value: 'PLN' },
				Notes: '[deal-to-invoice client bitrix24/demo.bitrix24.pl/company:7]',
				BillAddr: {
					Line1: 'Pracownia Brzoza sp. z o.o.',
					Line2: 'ul. Leśna 4/12',
					Line3: 'NIP: 1060000062',
					City: 'Kraków',
					PostalCode: '30-002',
					Country: 'PL',
				},
			}),
		]);
	});

	test.each(["O'Neil & Synowie", 'A \\ B', "x' OR Active IN (true) --", 'Firma "Kłos"'])(
		'%j is found again by its name, whatever stands in it',
		async (name) => {
			const made = bench();
			for (const part of [1, 2]) {
				const wanted = invoice({ ...buyer({ name }), reference: `r:a:1:invoice:${part}` });
				await made.again().findByReference(wanted.reference, wanted);
				await made.again().issue(wanted);
			}
			expect(customersOf(made)).toEqual([displayName(name)]);
		},
	);

	test('colons, tabs and line breaks are no part of a name', () => {
		expect(displayName('Grupa:\tAlfa\nBeta')).toBe('Grupa Alfa Beta');
		expect(itemName('Etap 1: projekt')).toBe('Etap 1 projekt');
	});

	test.each(['Drukarnia Lipa', 'Ewa Pracownik'])(
		'the name of a vendor or an employee (%s) is passed over',
		async (name) => {
			const made = bench();
			const wanted = invoice(buyer({ name }));
			const issued = await made.accounting.issue(wanted);
			expect(customersOf(made)).toEqual([`${name} (1060000062)`]);
			expect(issued.buyer.name).toBe(name);
			await made.again().issue(invoice({ ...buyer({ name }), reference: 'r:a:1:invoice:2' }));
			expect(made.fake.books.customers).toHaveLength(1);
		},
	);

	test('another client of the same name is not written on this one’s account', async () => {
		const made = bench();
		const person = (clientId: string) => buyer({ kind: 'consumer', name: 'Jan Nowak', taxId: undefined, clientId });
		await made.accounting.issue(invoice(person('contact:1')));
		await made.again().issue(invoice({ ...person('contact:2'), reference: 'r:a:2:invoice:1' }));
		expect(customersOf(made)).toEqual(['Jan Nowak', 'Jan Nowak (bitrix24 contact 2)']);
	});

	test('another company of the same name is told by its tax number, of which QuickBooks shows the end', async () => {
		const made = bench();
		await made.accounting.issue(invoice());
		const other = buyer({ taxId: { country: 'PL', number: '5252445767', kind: 'nip' } });
		await made.again().issue(invoice({ ...other, reference: 'r:a:2:invoice:1' }));
		expect(customersOf(made)).toEqual(['Pracownia Brzoza sp. z o.o.', 'Pracownia Brzoza sp. z o.o. (5252445767)']);
	});

	test('one that a person made by hand is used, whatever its letters', async () => {
		const made = bench();
		made.fake.books.customers.push({
			...made.fake.books.entity(),
			DisplayName: 'PRACOWNIA BRZOZA sp. z o.o.',
			Active: true,
		});
		await made.accounting.issue(invoice());
		expect(made.fake.books.customers).toHaveLength(1);
	});

	test('one that was made inactive is made active again', async () => {
		const made = bench();
		await made.accounting.issue(invoice());
		made.fake.books.customers[0]!.Active = false;
		await made.again().issue(invoice({ reference: 'r:a:2:invoice:1' }));
		expect(made.fake.books.customers.map(({ Active }) => Active)).toEqual([true]);
		expect(made.fake.invoices()).toHaveLength(2);
	});

	test('a customer has one currency: another one gets an account of its own', async () => {
		const made = bench();
		await made.accounting.issue(invoice());
		const untaxed = withLines([{ name: 'x', quantity: '1', unitPrice: '10.00', vatRate: 'np II' }]);
		const euro = (part: number) => invoice({ ...untaxed, currency: 'EUR', reference: `r:a:2:invoice:${part}` });
		expect(await made.again().issue(euro(1))).toMatchObject({ currency: 'EUR' });
		await made.again().issue(euro(2));
		expect(customersOf(made)).toEqual(['Pracownia Brzoza sp. z o.o.', 'Pracownia Brzoza sp. z o.o. (1060000062)']);
		expect(await made.again().findByReference(euro(2).reference, euro(2))).toHaveLength(1);
	});

	test('no name is left: a person is told, nothing is made', async () => {
		const made = bench();
		made.fake.books.vendors.push(
			...namesOf(invoice()).map((DisplayName, at) => ({ Id: String(900 + at), DisplayName })),
		);
		await expect(made.accounting.issue(invoice())).rejects.toThrow(/deal 42.*every name/);
		expect(made.fake.invoices()).toEqual([]);
	});

	test('names that are too long stay apart and are recognised', () => {
		const long = invoice(buyer({ name: 'Spółdzielnia '.repeat(12) }));
		const names = namesOf(long);
		expect(names.every((name) => name.length <= 100)).toBe(true);
		expect(names.every((name) => isNameOf(name, long.buyer.name))).toBe(true);
		expect(isNameOf('Inna firma (1060000062)', long.buyer.name)).toBe(false);
	});
});

describe('products and services', () => {
	const lines = (...names: string[]) =>
		invoice(withLines(names.map((name) => ({ name, quantity: '1', unitPrice: '10.00', vatRate: '23' as const }))));
	const namesIn = ({ fake }: ReturnType<typeof bench>) =>
		fake.books.items.filter(({ Id }) => Number(Id) > 100).map(({ Name }) => Name);

	test('one for each name, made once, booked on the chosen account', async () => {
		const made = bench();
		await made.accounting.issue(lines('Projekt', 'Hours', 'Projekt', "Druk A4 'na szybko'"));
		expect(namesIn(made)).toEqual(['Projekt', "Druk A4 'na szybko'"]);
		expect(made.fake.books.items.at(-1)).toMatchObject({ Type: 'Service', IncomeAccountRef: { value: '1' } });
	});

	test('without an account none is made, and no document', async () => {
		const made = bench({ settings: { incomeAccountId: '' } });
		await expect(made.accounting.issue(lines('Projekt'))).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringMatching(/Deal 42.*"Projekt"/),
		});
		expect(made.fake.invoices()).toEqual([]);
		await made.again().issue(lines('Hours'));
		expect(made.fake.invoices()).toHaveLength(1);
	});

	test('an inactive one is made active again; a category of that name is passed over', async () => {
		const made = bench();
		await made.accounting.issue(lines('Old Service', 'Design'));
		expect(made.fake.books.items.find(({ Name }) => Name === 'Old Service')?.Active).toBe(true);
		expect(namesIn(made)).toEqual(['Design (Deal to Invoice)']);
		await made.again().issue(lines('Design'));
		expect(namesIn(made)).toHaveLength(1);
	});

	test('many lines are looked up in few requests', async () => {
		const made = bench();
		await made.accounting.issue(lines(...Array.from({ length: 60 }, (_, at) => `Usługa numer ${at}`)));
		expect(made.calls().filter((call) => call === 'GET query Item')).toHaveLength(2);
		for (const { query } of made.http.sent)
			expect(encodeURIComponent(String(query?.query ?? '')).length).toBeLessThan(7000);
	});
});

test('select statements', () => {
	expect(quoted("O'Neil \\ Co")).toBe("'O\\'Neil \\\\ Co'");
	expect(select('Invoice', ["CustomerRef = '1'"], { orderBy: 'TxnDate DESC', page: 2 })).toBe(
		"SELECT * FROM Invoice WHERE CustomerRef = '1' ORDERBY TxnDate DESC STARTPOSITION 1001 MAXRESULTS 1000",
	);
});
