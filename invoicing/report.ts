import Big from 'big.js';
import { safeCell } from './cells';
import { monthOf } from './dates';
import { amount } from './decimal';
import type { Invoice, IssuedInvoice } from './invoice';
import type { Language } from './primitives';
import { showTaxId } from './taxId';

/** The column that a row is found by again: the same in every language. */
export const REPORT_KEY = 'Reference';

const COLUMNS = [
	['number', 'Number', 'Numer'],
	['kind', 'Document', 'Dokument'],
	['issueDate', 'Issue date', 'Data wystawienia'],
	['saleMonth', 'Sale month', 'Miesiąc sprzedaży'],
	['dueDate', 'Due date', 'Termin płatności'],
	['client', 'Client', 'Klient'],
	['taxId', 'Tax number', 'NIP'],
	['net', 'Net', 'Netto'],
	['vat', 'VAT', 'VAT'],
	['gross', 'Gross', 'Brutto'],
	['currency', 'Currency', 'Waluta'],
	['status', 'Status', 'Status'],
	['ksefNumber', 'KSeF number', 'Numer KSeF'],
	['link', 'Link', 'Link'],
	['deal', 'Deal', 'Deal'],
	['file', 'File', 'Plik'],
] as const;

type Column = (typeof COLUMNS)[number][0];

const KIND_WORDS: Record<Language, Record<Invoice['kind'], string>> = {
	pl: { invoice: 'faktura', proforma: 'proforma', advance: 'zaliczkowa', final: 'końcowa', correction: 'korekta' },
	en: { invoice: 'invoice', proforma: 'proforma', advance: 'advance', final: 'final', correction: 'correction' },
};
const STATUS_WORDS = {
	pl: { cancelled: 'anulowana', paid: 'opłacona', partial: 'częściowo opłacona', open: 'do zapłaty' },
	en: { cancelled: 'cancelled', paid: 'paid', partial: 'partly paid', open: 'to be paid' },
};

/** The header row: the key column, then the others in this order. */
export function reportHeaders(language: Language): string[] {
	return [REPORT_KEY, ...COLUMNS.map(([, en, pl]) => (language === 'pl' ? pl : en))];
}

/**
 * One row of the report: header → cell. Amounts are the accounting system's own, as decimals with two places. The
 * report month follows the issue date; the month of sale is a column. Every cell is safe in a spreadsheet.
 */
export function reportRow(input: {
	invoice: Invoice;
	issued: IssuedInvoice;
	archivePath: string;
	language: Language;
}): Record<string, string> {
	const { invoice, issued, archivePath, language } = input;
	const cells: Record<Column, string> = {
		number: issued.number,
		kind: KIND_WORDS[language][invoice.kind],
		issueDate: issued.issueDate,
		saleMonth: monthOf(issued.saleDate ?? invoice.saleDate),
		dueDate: issued.dueDate ?? invoice.dueDate,
		client: invoice.buyer.name,
		taxId: showTaxId(invoice.buyer.taxId),
		net: amount(issued.net),
		vat: amount(issued.vat),
		gross: amount(issued.gross),
		currency: issued.currency,
		// Nothing is to be paid for a correction that lowers.
		status: new Big(issued.gross).gt(0) || issued.cancelled ? STATUS_WORDS[language][paymentStatus(issued)] : '',
		ksefNumber: issued.legal.ksefNumber ?? '',
		link: issued.link ?? '',
		deal: invoice.deal.url ?? `${invoice.deal.crm} ${invoice.deal.id}`,
		file: archivePath,
	};
	const rest = COLUMNS.map(([key, en, pl]) => [language === 'pl' ? pl : en, safeCell(cells[key])]);
	return { [REPORT_KEY]: safeCell(invoice.reference), ...Object.fromEntries(rest) };
}

function paymentStatus(issued: IssuedInvoice): keyof (typeof STATUS_WORDS)['en'] {
	if (issued.cancelled) return 'cancelled';
	const paid = new Big(issued.paid);
	if (paid.gte(issued.gross)) return 'paid';
	return paid.gt(0) ? 'partial' : 'open';
}
