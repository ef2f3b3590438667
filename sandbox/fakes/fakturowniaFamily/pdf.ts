import { drawInvoice, POLISH_COLUMNS } from '../invoicePaper';
import type { StoredDocument } from './books';
import { SELLER } from './answer';

const TITLES: Record<string, string> = {
	proforma: 'Faktura pro forma',
	advance: 'Faktura zaliczkowa',
	final: 'Faktura końcowa',
	correction: 'Faktura korygująca',
	estimate: 'Zamówienie',
};

/** A real PDF with what a reader looks for: number, parties, lines, totals, KSeF number. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const title = `${TITLES[document.kind] ?? 'Faktura VAT'} ${document.number}`;
	const { input, totals, positions, govId } = document;
	return drawInvoice({
		title,
		subject: `${input.buyer_name ?? ''}, ${totals.gross} ${input.currency}`,
		createdAt: document.createdAt,
		facts: [
			['Data wystawienia', document.issueDate],
			['Data sprzedaży', document.saleDate],
			['Termin płatności', document.dueDate],
		],
		parties: [
			{
				title: 'Sprzedawca',
				lines: [SELLER.name, `NIP ${SELLER.tax_no}`, SELLER.street, `${SELLER.post_code} ${SELLER.city}`],
			},
			{
				title: 'Nabywca',
				lines: [
					input.buyer_name,
					input.buyer_tax_no && `NIP ${input.buyer_tax_no}`,
					input.buyer_street,
					[input.buyer_post_code, input.buyer_city].filter(Boolean).join(' '),
				],
			},
			...(input.recipients ?? []).map(({ role, name }) => ({ title: role, lines: [name] })),
		],
		columns: POLISH_COLUMNS,
		rows: positions.map(({ name, quantity, quantity_unit: unit, tax, total_price_net, total_price_gross }, at) => [
			...[String(at + 1), name, `${quantity} ${unit ?? ''}`.trim()],
			...[/^\d/.test(String(tax)) ? `${tax} %` : String(tax), total_price_net, String(total_price_gross)],
		]),
		totals: [
			['Netto', totals.net],
			['VAT', totals.tax],
			['Brutto', `${totals.gross} ${input.currency}`],
		],
		remarks: [
			input.exempt_tax_kind,
			input.split_payment ? 'Mechanizm podzielonej płatności' : undefined,
			input.description,
			govId && `Numer KSeF: ${govId}`,
		],
	});
}
