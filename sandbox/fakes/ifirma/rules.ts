import Big from 'big.js';
import { DateTime } from 'luxon';
import type { Books, StoredDocument } from './books';
import type { CorrectionBody } from './correctionBody';
import type { NewDocument, Position } from './schemas';
import type { Sort } from './sorts';

/** Names of the numbering series of this account; another one is refused. */
const SERIES = ['default', 'API'];

/** The sentence with which a well-formed document is refused (code 201); undefined for a good one. */
export function contentRefusal(sort: Sort, input: NewDocument, books: Books): string | undefined {
	return (
		dateRefusal(sort, input, books) ?? contractorRefusal(sort, input) ?? positionRefusal(input) ?? otherRefusal(input)
	);
}

function dateRefusal(sort: Sort, input: NewDocument, books: Books): string | undefined {
	const { DataWystawienia: issued, DataSprzedazy: sold, TerminPlatnosci: due } = input;
	for (const day of [issued, sold, due]) if (day && !DateTime.fromISO(day).isValid) return `Nieprawidłowa data ${day}`;
	if (sort.proforma)
		return issued.slice(0, 7) === books.month
			? undefined
			: "Pole 'Data wystawienia' musi być zgodna z miesiącem i rokiem księgowym";
	const sale = sold ?? '';
	if (sale.slice(0, 7) !== books.month) return 'Data sprzedaży musi być zgodna z miesiącem i rokiem księgowym';
	if (issued < sale) return 'Data wystawienia nie może być wcześniejsza niż data sprzedaży';
	const last = DateTime.fromISO(sale).startOf('month').plus({ months: 1, days: 14 }).toISODate() ?? '';
	if (issued > last) return 'Data wystawienia nie może być późniejsza niż 15 dzień miesiąca następnego';
	const before = books.documents.filter((each) => !each.deleted && !each.sort.proforma && !each.corrects);
	if (before.some((each) => each.input.DataWystawienia > issued))
		return 'Data wystawienia nie może być wcześniejsza niż data wystawienia poprzedniej faktury';
	return due && due < sale ? 'Termin płatności nie może być wcześniejszy niż data sprzedaży' : undefined;
}

/**
 * The same for a correction of a domestic invoice. What is not documented is taken strictly: every position of the
 * invoice in its place, with quantity 0 where nothing is left of it, and something that changes.
 */
export function correctionRefusal(original: StoredDocument, input: CorrectionBody, books: Books): string | undefined {
	const { DataWystawienia: issued, TerminPlatnosci: due, Pozycje: positions } = input;
	for (const day of [issued, due]) if (day && !DateTime.fromISO(day).isValid) return `Nieprawidłowa data ${day}`;
	if (issued < original.input.DataWystawienia)
		return 'Data wystawienia nie może być wcześniejsza niż data wystawienia faktury korygowanej';
	if (issued.slice(0, 7) !== books.month) return 'Data wystawienia musi być zgodna z miesiącem i rokiem księgowym';
	if (due && due < issued) return 'Termin płatności nie może być wcześniejszy niż data wystawienia';
	for (const [index, before] of original.input.Pozycje.entries())
		if (positions[index]?.NazwaPelna !== before.NazwaPelna)
			return `Brak pozycji ${index + 1} faktury korygowanej: ${before.NazwaPelna}`;
	if (positions.slice(original.input.Pozycje.length).some(({ Ilosc: quantity }) => quantity === 0))
		return 'Nowa pozycja musi mieć ilość większą od zera';
	const state = (all: Pick<Position, 'Ilosc' | 'StawkaVat' | 'CenaJednostkowa'>[]) =>
		JSON.stringify(all.map(({ Ilosc, StawkaVat, CenaJednostkowa }) => [Ilosc, StawkaVat, CenaJednostkowa]));
	const before = original.positions.map((each) => ({ ...each, CenaJednostkowa: Number(each.reduced) }));
	if (state(before) === state(positions)) return 'Faktura korygująca nie wprowadza żadnych zmian';
	return ratesRefusal(positions) ?? otherRefusal(input);
}

function contractorRefusal(sort: Sort, { Kontrahent: contractor }: NewDocument): string | undefined {
	const { NIP: number, PrefiksUE: prefix, KodKraju: country } = contractor;
	const abroad = contractor.AdresZagraniczny ?? (country ?? 'PL') !== 'PL';
	for (const field of ['KodPocztowy', 'Miejscowosc'] as const)
		if (!abroad && !contractor[field]) return `Pole 'Kontrahent.${field}' jest wymagane`;
	if (contractor.OsobaFizyczna && number) return 'Osoba fizyczna nie może mieć numeru NIP';
	if (number && (!prefix || prefix === 'PL') && !abroad && !isNip(number)) return 'Niepoprawny numer NIP';
	if (['fakturawdt', 'fakturaeksportuslugue'].includes(sort.path) && !(prefix && number))
		return "Pole 'Kontrahent.PrefiksUE' jest wymagane";
	const recipient = contractor.OdbiorcaNaFakturze;
	return recipient?.Rola === 'INNA' && !recipient.NazwaRoli ? "Pole 'NazwaRoli' jest wymagane" : undefined;
}

function positionRefusal({ Pozycje: positions, Kontrahent: contractor }: NewDocument): string | undefined {
	return ratesRefusal(positions) ?? (contractor.Nazwa.trim() ? undefined : "Pole 'Kontrahent.Nazwa' jest wymagane");
}

function ratesRefusal(
	positions: Pick<Position, 'TypStawkiVat' | 'StawkaVat' | 'CenaJednostkowa'>[],
): string | undefined {
	for (const { TypStawkiVat: kind, StawkaVat: rate } of positions) {
		if (kind === 'ZW' && rate !== null && rate !== undefined) return 'Stawka zwolniona nie może mieć wartości';
		if (kind === 'PRC' && (rate === null || rate === undefined)) return "Pole 'StawkaVat' jest wymagane";
	}
	for (const { CenaJednostkowa: price } of positions)
		if (!new Big(price).round(2).eq(price)) return `Cena jednostkowa ma więcej niż dwa miejsca po przecinku`;
	return undefined;
}

function otherRefusal({ NazwaSeriiNumeracji: series }: Pick<NewDocument, 'NazwaSeriiNumeracji'>): string | undefined {
	return series && !SERIES.includes(series) ? `Nie istnieje seria numeracji ${series}` : undefined;
}

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

function isNip(text: string): boolean {
	if (!/^\d{10}$/.test(text)) return false;
	const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
	return sum % 11 === Number(text[9]);
}
