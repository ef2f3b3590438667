import type { Invoice } from '../../../invoicing/invoice';
import type { VatRate } from '../../../invoicing/primitives';
import { writeExact } from '../../../connect/exactJson';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { markerOf, referenceIn } from '../../../nodes/Ifirma/request/notes';
import { bench, GERMAN, invoice, PERSON, withLines, type LineIn } from './support';

/** As it is sent: numbers as JSON has them. */
const sent = (asked: Invoice) => {
	const { type, body } = createRequest(asked);
	return { path: type.path, body: JSON.parse(writeExact(body)) as Record<string, never> };
};
const bodyOf = (asked: Invoice) => sent(asked).body;
const rates = (...vatRate: VatRate[]): LineIn[] => vatRate.map((each) => ({ vatRate: each }));

describe('which document', () => {
	test.each<[VatRate[], string, string]>([
		[['23'], 'PLN', 'fakturakraj'],
		[['23', '8', '5', '0 KR'], 'PLN', 'fakturakraj'],
		[['23'], 'EUR', 'fakturawaluta'],
		[['0 WDT'], 'EUR', 'fakturawdt'],
		[['0 EX'], 'PLN', 'fakturaeksporttowarow'],
		[['np II'], 'EUR', 'fakturaeksportuslugue'],
		[['np I'], 'USD', 'fakturaeksportuslug'],
	])('%j in %s goes to %s', (vatRates, currency, path) =>
		expect(sent(withLines(rates(...vatRates), 'perRateFromNet', { currency })).path).toBe(path),
	);

	test.each<[VatRate, string, string, string | undefined]>([
		['23', 'PLN', 'fakturaproformakraj', undefined],
		['0 WDT', 'EUR', 'fakturaproformaeksport', 'prz_dostawa_ue_towarow'],
		['0 EX', 'USD', 'fakturaproformaeksport', 'prz_eksport_towarow'],
		['np II', 'EUR', 'fakturaproformaeksport', 'prz_eksport_dost_uslug_ue'],
		['0 KR', 'EUR', 'fakturaproformaeksport', 'prz_faktura_wys_ter_kraj'],
	])('a proforma at %s in %s goes to %s', (vatRate, currency, path, typ) => {
		const proforma = sent(withLines(rates(vatRate), 'perRateFromNet', { kind: 'proforma', currency }));
		expect([proforma.path, proforma.body.TypFaktury]).toEqual([path, typ]);
	});

	test.each<[string, Invoice, RegExp]>([
		['a domestic reverse charge', withLines(rates('oo')), /deal 42.*oo/i],
		['rates of two sorts', withLines(rates('23', '0 WDT')), /Deal|deal 42.*23, 0 WDT/],
		['rates of two sorts abroad', withLines(rates('np I', 'np II')), /42.*np I, np II/],
		[
			'a proforma abroad with VAT, whose prices have no basis',
			withLines(rates('23'), 'perRateFromNet', { kind: 'proforma', currency: 'EUR' }),
			/42.*EUR/,
		],
		[
			'split payment on a document for abroad',
			{ ...withLines(rates('0 WDT')), splitPayment: true },
			/42.*split payment/,
		],
	])('%s is refused before anything is sent', async (_name, asked, text) => {
		const { accounting, http } = bench();
		await expect(accounting.issue(asked)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringMatching(text),
		});
		expect(http.sent).toEqual([]);
	});
});

describe('the buyer', () => {
	test('a company in full, without an identifier of iFirma', () => {
		expect(bodyOf(invoice()).Kontrahent).toEqual({
			Nazwa: 'Pracownia Brzoza sp. z o.o.',
			Identyfikator: null,
			NIP: '1060000062',
			Ulica: 'ul. Leśna 4/12',
			KodPocztowy: '30-002',
			Miejscowosc: 'Kraków',
			KodKraju: 'PL',
			Kraj: 'Polska',
			AdresZagraniczny: false,
			Email: 'ksiegowosc@brzoza.example',
			OsobaFizyczna: false,
			JestOdbiorca: true,
		});
	});

	test('an EU number has its prefix beside it, EL for Greece', () => {
		const greek = { ...GERMAN.buyer, taxId: { country: 'GR', number: '123456789', kind: 'euVat' as const } };
		expect(bodyOf(invoice(GERMAN)).Kontrahent).toMatchObject({ PrefiksUE: 'DE', NIP: '136695976', Kraj: 'Niemcy' });
		expect(bodyOf(invoice({ buyer: greek })).Kontrahent).toMatchObject({ PrefiksUE: 'EL' });
	});

	test('a person has no number; a client who wants no e-mail has no address in iFirma', () => {
		const person = bodyOf(invoice({ ...PERSON, mailTo: [] })).Kontrahent;
		expect(person).toMatchObject({ OsobaFizyczna: true });
		expect(person).not.toHaveProperty('NIP');
		expect(person).not.toHaveProperty('Email');
	});

	test('a long name is parted between words, a longer one refused', async () => {
		const name = `${'Fundacja Rozwoju '.repeat(10)}sp. z o.o.`;
		const { Nazwa: first, Nazwa2: second } = bodyOf(invoice({ buyer: { ...invoice().buyer, name } }))
			.Kontrahent as unknown as Record<string, string>;
		expect(`${first} ${second}`).toBe(name);
		expect(() => createRequest(invoice({ buyer: { ...invoice().buyer, name: 'x'.repeat(301) } }))).toThrow(/deal 42/);
	});

	test.each([
		[
			'a buyer without a town',
			{ buyer: { ...invoice().buyer, address: { ...invoice().buyer.address, city: '' } } },
			/buyer/,
		],
		['a recipient without an address', { recipient: { name: 'Oddział' } }, /recipient/],
		[
			'a street that is too long',
			{ buyer: { ...invoice().buyer, address: { ...invoice().buyer.address, street: 'x'.repeat(66) } } },
			/street.*66.*65/,
		],
	])('%s is refused in a sentence', (_name, change, text) =>
		expect(() => createRequest(invoice(change as Partial<Invoice>))).toThrow(text),
	);

	test.each([
		['branch', { Rola: 'ODBIORCA' }],
		['jst', { Rola: 'JEDN_SAMORZADU_TERYT' }],
		['GV', { Rola: 'CZLONEK_GRUPY_VAT' }],
		['Wydawca', { Rola: 'INNA', NazwaRoli: 'Wydawca' }],
	])('a recipient as %s', (role, expected) => {
		const recipient = { name: 'Szkoła nr 1', role, address: invoice().buyer.address };
		const { Kontrahent: contractor } = bodyOf(invoice({ recipient })) as unknown as Record<
			string,
			Record<string, unknown>
		>;
		expect(contractor?.OdbiorcaNaFakturze).toMatchObject({
			UzywajDanychOdbiorcyNaFakturach: true,
			Nazwa: 'Szkoła nr 1',
			Miejscowosc: 'Kraków',
			...expected,
		});
	});
});

describe('the rest', () => {
	test('dates, due date, split payment, transfer, nothing paid', () =>
		expect(bodyOf(invoice({ splitPayment: true }))).toMatchObject({
			DataWystawienia: '2026-11-30',
			DataSprzedazy: '2026-11-28',
			TerminPlatnosci: '2026-12-14',
			SposobZaplaty: 'PRZ',
			SplitPayment: true,
			Zaplacono: 0,
			Numer: null,
		}));

	test('the rate of exchange in its field, table and day in the notes', () => {
		const exchange = { rate: '4.2531', table: '228/A/NBP/2026', date: '2026-11-27' };
		const euro = bodyOf(invoice({ currency: 'EUR', exchange }));
		expect(euro).toMatchObject({
			Waluta: 'EUR',
			Jezyk: 'en',
			TypSprzedazy: 'KRAJOWA',
			KursWalutyWidoczny: true,
			KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury: 4.2531,
		});
		expect(euro.Uwagi).toContain(
			'Kurs NBP: 1 EUR = 4.2531 PLN, tabela 228/A/NBP/2026 z dnia 2026-11-27; VAT: 978.21 PLN',
		);
		expect(bodyOf(invoice({ currency: 'EUR' }))).not.toHaveProperty(
			'KursWalutyZDniaPoprzedzajacegoDzienWystawieniaFaktury',
		);
	});

	test('services abroad: their name and the day of the tax', () => {
		const eu = bodyOf(withLines(rates('np II'), 'perRateFromNet', { currency: 'EUR', ...GERMAN }));
		expect(eu).toMatchObject({
			NazwaUslugi: 'Projekt graficzny',
			DataObowiazkuPodatkowego: '2026-11-28',
			Zaplacono: 0,
		});
		const other = bodyOf(withLines(rates('np I'), 'perRateFromNet', { currency: 'USD' }));
		expect(other).toMatchObject({ UslugaSwiadczonaTrybArt28b: false });
		expect(other).not.toHaveProperty('Zaplacono');
	});

	test('the order number has its field, on a proforma a required one', () => {
		expect(bodyOf(invoice({ orderNumber: 'ZAM/7' })).DodatkoweUwagi).toEqual([
			{ Typ: 'NUMER_ZAMOWIENIA', Info: 'ZAM/7' },
		]);
		const proforma = (orderNumber?: string) => bodyOf(invoice({ kind: 'proforma', orderNumber }));
		expect(proforma('ZAM/7').NumerZamowienia).toBe('ZAM/7');
		expect(proforma().NumerZamowienia).toBe('42');
		const long = 'ZAM/'.padEnd(31, '7');
		expect(proforma(long)).toMatchObject({ NumerZamowienia: '42', Uwagi: expect.stringContaining(long) });
	});

	test('the marker is the last line of the notes, and is read back whatever stands before it', () => {
		const reference = 'bitrix24:demo.bitrix24.pl:42:invoice:1';
		const notes = String(bodyOf(invoice({ notes: 'Ref: other\nDziękujemy.' })).Uwagi);
		expect(notes).toBe(`Ref: other\nDziękujemy.\nRef: ${reference}`);
		expect(referenceIn(notes)).toBe(reference);
		expect(referenceIn(notes.replace(/\n/g, ' '))).toBe(reference);
		expect(referenceIn(`${markerOf(reference)}1`)).not.toBe(reference);
		expect(referenceIn('Dziękujemy. href: x')).toBe('');
		expect(() => createRequest(invoice({ notes: 'x'.repeat(990) }))).toThrow(/notes.*deal 42/);
	});

	test('the department is the numbering series', () =>
		expect(bodyOf(invoice({ seller: { name: 'Demo', departmentId: 'API' } })).NazwaSeriiNumeracji).toBe('API'));
});
