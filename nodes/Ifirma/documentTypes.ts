import type { Invoice } from '../../invoicing/invoice';
import type { VatRate } from '../../invoicing/primitives';
import { refused } from './refused';

/**
 * iFirma has an endpoint for each sort of document. `path`: where it is made, read, printed and sent; `typ`: its name
 * in lists and for payments (api.ifirma.pl, "Lista faktur", "Rejestrowanie wpłat do faktur", "Wysyłanie do KSeF").
 */
export interface DocumentType {
	path: string;
	typ: string;
}

export const DOMESTIC = { path: 'fakturakraj', typ: 'prz_faktura_kraj' };
export const CURRENCY = { path: 'fakturawaluta', typ: 'prz_faktura_wys_ter_kraj' };
export const EU_GOODS = { path: 'fakturawdt', typ: 'prz_dostawa_ue_towarow' };
export const EXPORT_GOODS = { path: 'fakturaeksporttowarow', typ: 'prz_eksport_towarow' };
export const EU_SERVICES = { path: 'fakturaeksportuslugue', typ: 'prz_eksport_dost_uslug_ue' };
export const FOREIGN_SERVICES = { path: 'fakturaeksportuslug', typ: 'prz_eksport_dost_uslug_nie_ue' };
export const PROFORMA = { path: 'fakturaproformakraj', typ: 'prz_faktura_proforma' };
export const FOREIGN_PROFORMA = { path: 'fakturaproformaeksport', typ: 'prz_faktura_proforma_eksport' };

/** Corrections of domestic invoices, the only ones that the API makes. It names no `typ` for them: lists may call them anything. */
export const CORRECTION = { path: 'fakturakraj/korekta', typ: '' };

const PROFORMAS: readonly DocumentType[] = [PROFORMA, FOREIGN_PROFORMA];

/** Made by hand in iFirma only: listed and read here. */
const OTHERS: readonly DocumentType[] = [
	{ path: 'fakturawysylka', typ: 'prz_faktura_wysylka' },
	{ path: 'fakturaparagon', typ: 'prz_faktura_paragon' },
	{ path: 'fakturaszczegolnyobowiazek', typ: 'prz_faktura_szczeg_obow' },
	{ path: 'fakturametodakasowa', typ: 'prz_faktura_met_kasowa' },
	{ path: 'fakturabudowa', typ: 'prz_faktura_budowa' },
	{ path: 'fakturakoncowa', typ: 'prz_faktura_kon' },
	{ path: 'fakturawyposazenie', typ: 'prz_faktura_wyposaz' },
	{ path: 'fakturasrodektrwaly', typ: 'prz_faktura_sr_trwaly' },
	{ path: 'rachunekkraj', typ: 'prz_rachunek_kraj' },
];

const INVOICES: readonly DocumentType[] = [
	DOMESTIC,
	CURRENCY,
	EU_GOODS,
	EXPORT_GOODS,
	EU_SERVICES,
	FOREIGN_SERVICES,
	...OTHERS,
];

export const isProforma = ({ path }: DocumentType): boolean => PROFORMAS.some((each) => each.path === path);

export const isCorrection = ({ path }: DocumentType): boolean => path === CORRECTION.path;

/** What ids call a sort of document: its path without the slash that corrections have in theirs. */
export const nameOf = ({ path }: DocumentType): string => path.replace('/', '');

export const byName = (name: string): DocumentType | undefined =>
	[...INVOICES, ...PROFORMAS, CORRECTION].find((type) => nameOf(type) === name);

/**
 * The sort of a row in a list. How proformas are named there is not documented, so any name stands for one; which of
 * the two it is shows in the currency and in the word `eksport`.
 */
export function ofRow(row: { Rodzaj: string; Waluta: string }, proformas: boolean): DocumentType | undefined {
	if (!proformas) return INVOICES.find(({ typ, path }) => typ === row.Rodzaj || path === row.Rodzaj);
	return row.Waluta !== 'PLN' || /eksport|dostawa_ue|wys_ter/i.test(row.Rodzaj) ? FOREIGN_PROFORMA : PROFORMA;
}

/** Rates that iFirma has a sort of document of its own for; on such a document no other rate can stand. */
const BY_RATE: Partial<Record<VatRate, DocumentType>> = {
	'0 WDT': EU_GOODS,
	'0 EX': EXPORT_GOODS,
	'np II': EU_SERVICES,
	'np I': FOREIGN_SERVICES,
};

/** The sort of document for an invoice's rates and currency, proformas aside. Throws VendorError where there is none. */
export function saleTypeOf(invoice: Invoice): DocumentType {
	const rates = [...new Set(invoice.lines.map((line) => line.vatRate))];
	const { id } = invoice.deal;
	if (rates.includes('oo'))
		throw refused(
			`Deal ${id} has a line with the VAT rate oo (domestic reverse charge), for which iFirma's API has no document.`,
			'Issue this invoice by hand in iFirma, or correct the rate of the line on the deal.',
		);
	const own = rates.find((rate) => BY_RATE[rate]);
	if (own && rates.length > 1)
		throw refused(
			`The lines of deal ${id} have the VAT rates ${rates.join(', ')}, which iFirma cannot hold in one document.`,
			`Split the deal so that the lines with ${own} stand in a document of their own.`,
		);
	return (own && BY_RATE[own]) ?? (invoice.currency === 'PLN' ? DOMESTIC : CURRENCY);
}

/** The endpoint that an invoice or a proforma is made at. Throws VendorError where there is none. */
export function typeOf(invoice: Invoice): DocumentType {
	const sale = saleTypeOf(invoice);
	if (invoice.kind !== 'proforma') return sale;
	return sale === DOMESTIC ? PROFORMA : FOREIGN_PROFORMA;
}
