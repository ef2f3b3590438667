/** What an endpoint of the API makes. */
export interface Sort {
	path: string;
	/** Its name in lists and for payments. */
	typ: string;
	proforma: boolean;
	/** Priced net or gross, in zloty, with Polish VAT. */
	domestic: boolean;
	/** Has `LiczOd`. */
	basis: boolean;
	title: string;
}

const sort = (path: string, typ: string, title: string, more: Partial<Sort> = {}): Sort => ({
	path,
	typ,
	title,
	proforma: false,
	domestic: false,
	basis: false,
	...more,
});

export const SORTS: readonly Sort[] = [
	sort('fakturakraj', 'prz_faktura_kraj', 'Faktura', { domestic: true, basis: true }),
	sort('fakturawaluta', 'prz_faktura_wys_ter_kraj', 'Faktura', { basis: true }),
	sort('fakturawdt', 'prz_dostawa_ue_towarow', 'Faktura WDT'),
	sort('fakturaeksporttowarow', 'prz_eksport_towarow', 'Faktura eksportowa'),
	sort('fakturaeksportuslugue', 'prz_eksport_dost_uslug_ue', 'Faktura'),
	sort('fakturaeksportuslug', 'prz_eksport_dost_uslug_nie_ue', 'Faktura'),
	sort('fakturaproformakraj', 'prz_faktura_proforma', 'Pro forma', { proforma: true, domestic: true, basis: true }),
	sort('fakturaproformaeksport', 'prz_faktura_proforma_eksport', 'Pro forma', { proforma: true }),
];

/**
 * Corrections of domestic invoices: this address is documented for making them and for KSeF. What lists call them is not,
 * so this name is made up, and no list can be filtered by it.
 */
export const CORRECTION: Sort = sort('fakturakraj/korekta', 'prz_korekta_faktura_kraj', 'Faktura korygująca', {
	domestic: true,
	basis: true,
});

export const sortOf = (path: string): Sort | undefined => SORTS.find((each) => each.path === path);

/** Sorts for abroad that a foreign proforma may name. */
export const FOREIGN_TYPS = SORTS.filter(({ proforma, domestic }) => !proforma && !domestic).map(({ typ }) => typ);
