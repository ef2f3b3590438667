import Big from 'big.js';
import { DateTime } from 'luxon';
import type { Books } from './books';
import type { NewDocument } from './schemas';
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
	const before = books.documents.filter((each) => !each.deleted && !each.sort.proforma);
	if (before.some((each) => each.input.DataWystawienia > issued))
		return 'Data wystawienia nie może być wcześniejsza niż data wystawienia poprzedniej faktury';
	return due && due < sale ? 'Termin płatności nie może być wcześniejszy niż data sprzedaży' : undefined;
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
	for (const { TypStawkiVat: kind, StawkaVat: rate } of positions) {
		if (kind === 'ZW' && rate !== null && rate !== undefined) return 'Stawka zwolniona nie może mieć wartości';
		if (kind === 'PRC' && (rate === null || rate === undefined)) return "Pole 'StawkaVat' jest wymagane";
	}
	for (const { CenaJednostkowa: price } of positions)
		if (!new Big(price).round(2).eq(price)) return `Cena jednostkowa ma więcej niż dwa miejsca po przecinku`;
	return contractor.Nazwa.trim() ? undefined : "Pole 'Kontrahent.Nazwa' jest wymagane";
}

function otherRefusal({ NazwaSeriiNumeracji: series }: NewDocument): string | undefined {
	return series && !SERIES.includes(series) ? `Nie istnieje seria numeracji ${series}` : undefined;
}

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

function isNip(text: string): boolean {
	if (!/^\d{10}$/.test(text)) return false;
	const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
	return sum % 11 === Number(text[9]);
}
