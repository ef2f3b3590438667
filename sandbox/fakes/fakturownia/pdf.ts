import { drawPage, type PageText } from '../pdfPage';
import type { StoredDocument } from './books';
import { SELLER } from './answer';

const TITLES: Record<string, string> = { proforma: 'Faktura pro forma' };

/** A real PDF with what a reader looks for: number, parties, lines, totals, KSeF number. The same bytes every time. */
export async function drawPdf(document: StoredDocument): Promise<Buffer> {
	const title = `${TITLES[document.kind] ?? 'Faktura VAT'} ${document.number}`;
	const { input, totals } = document;
	const subject = `${input.buyer_name ?? ''}, ${totals.gross} ${input.currency}`;
	return drawPage({ title, subject, createdAt: document.createdAt }, [
		{ text: title, size: 16, bold: true },
		{
			text: `Data wystawienia: ${document.issueDate}   Data sprzedaży: ${document.saleDate}   Termin płatności: ${document.dueDate}`,
		},
		'gap',
		{ text: 'Sprzedawca', size: 10, bold: true },
		{ text: `${SELLER.name}, NIP ${SELLER.tax_no}, ${SELLER.street}, ${SELLER.post_code} ${SELLER.city}` },
		{ text: 'Nabywca', size: 10, bold: true },
		{ text: buyer(document) },
		...(input.recipients ?? []).map(({ role, name }) => ({ text: `${role}: ${name}` })),
		'gap',
		...document.positions.map(({ name, quantity, quantity_unit: unit, tax, total_price_gross: gross }) => ({
			text: `${name}   ${quantity} ${unit ?? ''}   VAT ${tax}   ${gross}`,
		})),
		'gap',
		{
			text: `Netto ${totals.net}   VAT ${totals.tax}   Brutto ${totals.gross} ${input.currency}`,
			size: 12,
			bold: true,
		},
		...remarks(document),
	]);
}

function buyer({ input }: StoredDocument): string {
	return [
		input.buyer_name,
		input.buyer_tax_no && `NIP ${input.buyer_tax_no}`,
		input.buyer_street,
		input.buyer_post_code,
		input.buyer_city,
	]
		.filter(Boolean)
		.join(', ');
}

function remarks({ input, govId }: StoredDocument): PageText[] {
	return [
		input.exempt_tax_kind,
		input.split_payment && 'Mechanizm podzielonej płatności',
		...(input.description?.split('\n') ?? []),
		govId && `Numer KSeF: ${govId}`,
	].flatMap((text) => (text ? [{ text }] : []));
}
