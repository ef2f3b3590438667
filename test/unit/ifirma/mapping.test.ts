import fc from 'fast-check';
import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import type { VatRate } from '../../../invoicing/primitives';
import { writeExactJson } from '../../../connect/exactJson';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { markerOf, referenceIn } from '../../../nodes/Ifirma/request/notes';
import { bench, GERMAN, invoice, PERSON, withLines, type LineIn } from './support';

/** As it is sent: numbers as JSON has them. */
const sent = (asked: Invoice) => {
	const { type, body } = createRequest(asked);
	return { path: type.path, body: JSON.parse(writeExactJson(body)) as Record<string, never> };
};
const bodyOf = (asked: Invoice) => sent(asked).body;
const positions = (asked: Invoice) => bodyOf(asked).Pozycje as unknown as Record<string, unknown>[];
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

describe('lines', () => {
	test('as they stand where iFirma can come to one amount only', () => {
		const asked = withLines([
			{ quantity: '2.5', unit: 'h', unitPrice: '200.00', discount: { kind: 'percent', value: '10' } },
		]);
		expect(positions(asked)).toEqual([
			expect.objectContaining({
				Ilosc: 2.5,
				Jednostka: 'h',
				CenaJednostkowa: 200,
				Rabat: 10,
				StawkaVat: 0.23,
				TypStawkiVat: 'PRC',
			}),
		]);
	});

	test('a discount as an amount becomes a lower price', () => {
		const asked = withLines([{ quantity: '3', unitPrice: '100', discount: { kind: 'amount', value: '0.50' } }]);
		expect(positions(asked)[0]).toMatchObject({ Ilosc: 3, CenaJednostkowa: 99.5 });
	});

	test.each<[string, LineIn, Record<string, unknown>]>([
		[
			'a price finer than the grosz',
			{ quantity: '3', unit: 'szt.', unitPrice: '33.333' },
			{ CenaJednostkowa: 100, NazwaPelna: 'Projekt graficzny (3 szt. × 33,333 netto)' },
		],
		[
			'a discounted price finer than the grosz',
			{ quantity: '100', unit: 'h', unitPrice: '9.99', discount: { kind: 'percent', value: '10' } },
			{ CenaJednostkowa: 899.1, NazwaPelna: 'Projekt graficzny (100 h × 9,99 netto, -10%)' },
		],
		[
			'a gross price among net ones',
			{ quantity: '2', unit: '', unitPrice: '123', priceBasis: 'gross' },
			{ CenaJednostkowa: 200, NazwaPelna: 'Projekt graficzny (2 × 123 brutto)' },
		],
	])('%s goes as one unit at its amount, and says so', (_name, line, expected) => {
		expect(positions(withLines([line]))[0]).toMatchObject({ Ilosc: 1, Jednostka: 'kpl.', ...expected });
		expect(positions(withLines([line]))[0]).not.toHaveProperty('Rabat');
	});

	test('the basis is the one that our totals were counted from', () => {
		const gross = withLines([{ unitPrice: '123', priceBasis: 'gross' }], 'perRateFromGross');
		expect([bodyOf(gross).LiczOd, positions(gross)[0]?.CenaJednostkowa]).toEqual(['BRT', 123]);
		expect(bodyOf(invoice()).LiczOd).toBe('NET');
		expect(bodyOf(withLines([{ unitPrice: '123', priceBasis: 'gross' }], 'perLine')).LiczOd).toBe('BRT');
	});

	test('exempt: the legal basis on the line, and one that does not fit is refused, not cut', () => {
		const exempt = withLines(rates('zw'), 'perRateFromNet', { exemptionReason: 'art. 113 ust. 1' });
		expect(positions(exempt)[0]).toMatchObject({
			StawkaVat: null,
			TypStawkiVat: 'ZW',
			PodstawaPrawna: 'art. 113 ust. 1',
		});
		expect(() => createRequest({ ...exempt, exemptionReason: 'x'.repeat(31) })).toThrow(/legal basis.*deal 42.*30/);
		const inEuro = { ...exempt, currency: 'EUR', exemptionReason: 'art. 113 ust. 1 i 9 ustawy o VAT' };
		expect(bodyOf(inEuro).Uwagi).toContain('art. 113 ust. 1 i 9 ustawy o VAT');
		expect(positions(inEuro)[0]).not.toHaveProperty('PodstawaPrawna');
	});

	test('a line that comes to nothing is refused', () =>
		expect(() => createRequest(withLines([{}, { name: 'Gratis', unitPrice: '0' }]))).toThrow(/"Gratis".*42/));

	test('a description follows the name, cut visibly where it is too long', () => {
		const long = positions(withLines([{ description: 'x'.repeat(400) }]))[0]?.NazwaPelna as string;
		expect(long).toMatch(/^Projekt graficzny, x+…$/);
		expect(long).toHaveLength(300);
	});

	test('documents for abroad say everything in a second language', () =>
		expect(positions(withLines([{ vatRate: '0 WDT', unit: 'szt.' }]))[0]).toMatchObject({
			NazwaPelnaObca: 'Projekt graficzny',
			JednostkaObca: 'pcs',
			StawkaVat: 0,
		}));
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
		expect(euro.Uwagi).toContain('Kurs: 1 EUR = 4,2531 PLN, tabela 228/A/NBP/2026 z 2026-11-27');
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

/** Prices as people type them; quantities, discounts and rates of every sort. */
const line: fc.Arbitrary<LineIn> = fc.record({
	quantity: fc.constantFrom('1', '2', '7', '2.5', '0.333', '100'),
	unitPrice: fc.integer({ min: 1, max: 9_999_99 }).map((grosze) => (grosze / 100).toFixed(2)),
	priceBasis: fc.constantFrom('net' as const, 'gross' as const),
	discount: fc.option(
		fc.record({ kind: fc.constant('percent' as const), value: fc.constantFrom('5', '10', '12.5', '33') }),
		{ nil: undefined },
	),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, '0 KR' as const),
});

test('what iFirma makes of any lines is what was asked for, where it counts per rate', async () => {
	const method = fc.constantFrom('perRateFromNet' as const, 'perRateFromGross' as const);
	await fc.assert(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), method, async (lines, totalsMethod) => {
			const asked = withLines(lines, totalsMethod);
			fc.pre(asked.lines.every((each) => !['0.00', '0'].includes(each.net) && each.gross !== '0.00'));
			const { accounting, fake } = bench();
			const issued = await accounting.issue(asked);
			expect(compareIssued(asked, issued)).toEqual([]);
			expect(fake.invoices()[0]).toMatchObject({ net: issued.net, vat: issued.vat, gross: issued.gross });
		}),
		{ numRuns: 300 },
	);
}, 60_000);
