import { readExact, writeExact } from '../../../connect/exactJson';
import type { DocumentLine, Invoice } from '../../../invoicing/invoice';
import { correctedBy, correctionRequest } from '../../../nodes/Ifirma/correction/request';
import { reasonOf } from '../../../nodes/Ifirma/correction/reason';
import { correctedNumberIn, referenceIn } from '../../../nodes/Ifirma/request/notes';
import { IfirmaDocument } from '../../../nodes/Ifirma/schemas';
import { differenceLine, differenceTotals, correctionRows } from '../../../invoicing/correction/rows';
import { computeTotals } from '../../../invoicing/totals';
import { correction } from './corrected';
import { bench, invoice, withLines, type LineIn } from './support';

const ID = 'fakturakraj-1244512';

/** The invoice of these lines as iFirma holds it, and its correction to those. */
async function between(was: LineIn[], is: LineIn[], method: Invoice['totalsMethod'] = 'perRateFromNet') {
	const { accounting, http } = bench();
	const asked = withLines(was, method);
	await accounting.issue(asked);
	const { lines = [], byRate = [] } = await accounting.readWithLines(ID);
	const after = is.length > 0 ? withLines(is, method) : undefined;
	const bare = ({ name, quantity, unit, vatRate, net, vat, gross }: DocumentLine) => ({
		...{ name, quantity, unit, vatRate },
		...{ net, vat, gross },
	});
	const left = after
		? after.lines.map(bare)
		: lines.map((line) => ({ ...line, quantity: '0', net: '0.00', vat: '0.00', gross: '0.00' }));
	const rows = correctionRows(lines, left);
	const totals = differenceTotals(byRate, after?.totals.byRate ?? []);
	const plain = correction(ID);
	const wanted = { ...plain, lines: rows.map(differenceLine), totals, corrects: { ...plain.corrects!, rows } };
	const answer = await http.send({
		kind: 'read',
		method: 'GET',
		url: 'https://www.ifirma.pl/iapi/fakturakraj/1244512.json',
		headers: { Accept: 'application/json' },
		purpose: '',
	});
	return { wanted, original: IfirmaDocument.parse(readExact(String(answer.body))) };
}
type Sent = Record<string, unknown> & { Pozycje: Record<string, unknown>[] };
const bodyOf = (wanted: Invoice, original: IfirmaDocument, met = true) =>
	JSON.parse(writeExact(correctionRequest(correctedBy(wanted), original, met).body)) as Sent;
const sent = async (...lines: Parameters<typeof between>) => {
	const { wanted, original } = await between(...lines);
	return bodyOf(wanted, original);
};
const short = ({ Pozycje }: Sent) =>
	Pozycje.map(({ NazwaPelna, Ilosc, CenaJednostkowa, Jednostka }) => [NazwaPelna, Ilosc, CenaJednostkowa, Jednostka]);

test('the body: reason, conditions, dates, the words and the marker in the notes, everything as it stands now', async () => {
	const { wanted, original } = await between([{}], [{ unitPrice: '900.00' }]);
	expect(correctionRequest(correctedBy(wanted), original, true).path).toBe('/fakturakraj/korekta/1244512.json');
	const body = bodyOf(wanted, original);
	expect(body).toEqual({
		PowodKorekty: 'POMYLKI',
		PowodKorektyNaWydruku: false,
		SpelnionoWarunki: true,
		DataWystawienia: '2026-11-30',
		TerminPlatnosci: '2026-12-14',
		Zaplacono: 0,
		SposobZaplaty: 'PRZ',
		SplitPayment: false,
		RodzajPodpisuOdbiorcy: 'BPO',
		Uwagi: expect.any(String),
		Pozycje: [
			{
				NazwaPelna: 'Projekt graficzny',
				Jednostka: 'usł.',
				Ilosc: 1,
				CenaJednostkowa: 900,
				StawkaVat: 0.23,
				TypStawkiVat: 'PRC',
			},
		],
	});
	expect(body.Uwagi).toBe(
		'Korekta do faktury 1/11/2026 z dnia 2026-11-30\nPrzyczyna korekty: Zmiana ceny\nRef: bitrix24:demo.bitrix24.pl:42:correction:1',
	);
	expect([correctedNumberIn(String(body.Uwagi)), referenceIn(String(body.Uwagi))]).toEqual([
		'1/11/2026',
		wanted.reference,
	]);
	expect(bodyOf(wanted, original, false).SpelnionoWarunki).toBe(false);
	expect(bodyOf({ ...wanted, dueDate: '2026-11-15' }, original).TerminPlatnosci).toBe('2026-11-30');
});

describe('positions: first those of the invoice in their places, then what is new', () => {
	const A = { name: 'A', quantity: '2', unitPrice: '100.00' };
	const B = { name: 'B', quantity: '3', unit: 'h', unitPrice: '50.00' };
	const C = { name: 'C', quantity: '1', unitPrice: '10.00', vatRate: '8' as const };

	test('unchanged ones as they stand; a quantity, a price', async () => {
		expect(short(await sent([A, B], [{ ...A, quantity: '1' }, B]))).toEqual([
			['A', 1, 100, 'usł.'],
			['B', 3, 50, 'h'],
		]);
		expect(short(await sent([A, B], [A, { ...B, unitPrice: '49.99' }]))).toEqual([
			['A', 2, 100, 'usł.'],
			['B', 3, 49.99, 'h'],
		]);
	});

	test('a line that is gone has quantity 0; the others are not moved', async () => {
		expect(short(await sent([A, B, C], [B, C]))).toEqual([
			['A', 0, 100, 'usł.'],
			['B', 3, 50, 'h'],
			['C', 1, 10, 'usł.'],
		]);
		expect((await sent([A, B], [])).Pozycje.map(({ Ilosc }) => Ilosc)).toEqual([0, 0]);
	});

	test('another name or another rate: the old one at 0, and the new one behind', async () => {
		expect(short(await sent([A, B], [{ ...A, name: 'A2' }, B, C]))).toEqual([
			['A', 0, 100, 'usł.'],
			['B', 3, 50, 'h'],
			['A2', 2, 100, 'usł.'],
			['C', 1, 10, 'usł.'],
		]);
		const rated = await sent([A], [{ ...A, vatRate: '8' }]);
		expect(rated.Pozycje.map(({ Ilosc, StawkaVat }) => [Ilosc, StawkaVat])).toEqual([
			[0, 0.23],
			[2, 0.08],
		]);
	});

	test('a discount is in the price; a description stays part of the name', async () => {
		const off = { ...A, description: 'etap 1', discount: { kind: 'percent' as const, value: '10' } };
		const body = await sent([off, B], [off, { ...B, quantity: '4' }]);
		expect(short(body)).toEqual([
			['A, etap 1', 2, 90, 'usł.'],
			['B', 4, 50, 'h'],
		]);
		expect(body.Pozycje[0]).not.toHaveProperty('Rabat');
	});

	test('a price finer than the grosz: as one unit; what stood behind the name is not said of another amount', async () => {
		const fine = { name: 'A', quantity: '3', unit: 'h', unitPrice: '33.333' };
		expect(short(await sent([fine, B], [fine, { ...B, quantity: '1' }]))).toEqual([
			['A (3 h × 33,333 netto)', 1, 100, 'kpl.'],
			['B', 1, 50, 'h'],
		]);
		expect(short(await sent([fine], [{ ...fine, unitPrice: '33.337' }]))).toEqual([
			['A (3 h × 33,333 netto)', 0, 100, 'kpl.'],
			['A (3 h)', 1, 100.01, 'kpl.'],
		]);
		expect(short(await sent([A], [{ ...A, quantity: '0.5', unitPrice: '33.33' }]))).toEqual([
			['A', 0, 100, 'usł.'],
			['A (0,5 usł.)', 1, 16.67, 'kpl.'],
		]);
	});

	test('gross prices, and two lines of one name', async () => {
		const gross = { ...A, priceBasis: 'gross' as const };
		const twice = await sent([gross, gross], [gross, { ...gross, quantity: '5' }], 'perRateFromGross');
		expect(short(twice)).toEqual([
			['A', 2, 100, 'usł.'],
			['A', 5, 100, 'usł.'],
		]);
	});

	test('what a person or iFirma added to a position is kept', async () => {
		const { wanted, original } = await between([A], [{ ...A, quantity: '1' }]);
		const [position] = original.Pozycje;
		const richer = { ...original, Pozycje: [{ ...position!, PKWiU: '62.01', GTU: '12', StawkaRyczaltu: '0.085' }] };
		expect(bodyOf(wanted, richer).Pozycje).toMatchObject([{ PKWiU: '62.01', GTU: '12', StawkaRyczaltu: 0.085 }]);
	});

	test('exempt lines carry their legal basis', async () => {
		const exempt = { ...A, vatRate: 'zw' as const };
		const { wanted, original } = await between([A], [exempt]);
		const body = bodyOf({ ...wanted, exemptionReason: 'art. 113 ust. 1' }, original);
		expect(body.Pozycje[1]).toMatchObject({ StawkaVat: null, TypStawkiVat: 'ZW', PodstawaPrawna: 'art. 113 ust. 1' });
	});
});

describe('refused before anything is sent', () => {
	test.each<[string, (document: IfirmaDocument) => IfirmaDocument]>([
		['another amount', (d) => ({ ...d, Pozycje: d.Pozycje.map((each) => ({ ...each, CenaZRabatem: '999' })) })],
		['another name', (d) => ({ ...d, Pozycje: d.Pozycje.map((each) => ({ ...each, NazwaPelna: 'X' })) })],
		['another rate', (d) => ({ ...d, Pozycje: d.Pozycje.map((each) => ({ ...each, StawkaVat: '0.08' })) })],
		['one position more', (d) => ({ ...d, Pozycje: [...d.Pozycje, ...d.Pozycje] })],
		['another number', (d) => ({ ...d, PelnyNumer: '2/11/2026' })],
		['no basis', (d) => ({ ...d, LiczOd: undefined })],
	])('the invoice has %s than when the correction was built', async (_name, change) => {
		const { wanted, original } = await between([{}], [{ unitPrice: '900.00' }]);
		expect(() => bodyOf(wanted, change(original))).toThrow(/Document 1\/11\/2026 of deal 42 does not stand/);
	});

	test('a rate that no domestic invoice has, a line of nothing', async () => {
		const abroad = await between([{}], [{}, { name: 'Eksport', vatRate: '0 EX' }]);
		expect(() => bodyOf(abroad.wanted, abroad.original)).toThrow(/"Eksport" of deal 42 has the VAT rate 0 EX/);
		const free = await between([{}], [{}, { name: 'Gratis', unitPrice: '0' }]);
		expect(() => bodyOf(free.wanted, free.original)).toThrow(/"Gratis" of deal 42 comes to nothing/);
	});

	test('no document named, one of another system', () => {
		expect(() => correctedBy({ ...correction(ID), corrects: undefined })).toThrow(/deal 42 does not say/);
		expect(() => correctedBy(correction('77'))).toThrow(/Document ID/);
		expect(() => correctedBy(correction('fakturawdt-5'))).toThrow(/domestic invoices only/);
	});
});

describe('the reason of the list', () => {
	const of = (reason: string, gross: string) => {
		const plain = correction(ID);
		return reasonOf({
			corrects: { ...plain.corrects!, reason },
			totals: { ...computeTotals([], 'perLine').totals, gross },
		});
	};
	test.each([
		['Rabat 10% po negocjacjach', '-123.00', 'OBOW_RABAT', true],
		['discount agreed', '-123.00', 'OBOW_RABAT', true],
		['Zwrot towaru', '-123.00', 'ZWR_SPRZ_TOW', true],
		['Klient zwrócił sprzęt', '-123.00', 'ZWR_SPRZ_TOW', true],
		['nadpłata', '-123.00', 'ZWR_NAB_KWOT', true],
		['Podwyższenie ceny', '123.00', 'PODW_CENY', true],
		['Pomyłka w ilości', '123.00', 'POMYLKI', true],
		['Błąd: rabat naliczony dwa razy', '123.00', 'POMYLKI', true],
		// What the amounts belie, and what nothing names.
		['Podwyższenie ceny', '-123.00', 'POMYLKI', false],
		['rabat', '123.00', 'POMYLKI', false],
		['Zmiana ceny', '-123.00', 'POMYLKI', false],
		['Zwrot kosztów', '-123.00', 'POMYLKI', false],
	])('%s, %s: %s, printed: %s', (words, gross, reason, named) => expect(of(words, gross)).toEqual({ reason, named }));
});

test('an invoice names nothing that it corrects', () =>
	expect(correctedNumberIn(`Uwaga\nRef: ${invoice().reference}`)).toBeUndefined());
