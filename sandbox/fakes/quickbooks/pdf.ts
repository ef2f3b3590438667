import { drawPage } from '../pdfPage';
import type { Books, StoredDocument } from './books';
import { COMPANY } from './chart';

/** A real PDF with what a reader looks for: number, parties, lines, totals, the message to the customer. */
export async function drawPdf(document: StoredDocument, books: Books): Promise<Buffer> {
	const { input, totals } = document;
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value)?.DisplayName ?? '';
	const currency = input.CurrencyRef?.value ?? '';
	const title = `${document.entity.toUpperCase()} ${document.DocNumber ?? ''}`;
	return drawPage({ title, subject: `${customer}, ${totals.gross} ${currency}`, createdAt: document.createdAt }, [
		{ text: title, size: 16, bold: true },
		...(document.voided ? [{ text: 'VOID', size: 20, bold: true }] : []),
		{ text: `Date: ${document.TxnDate}   Due: ${document.DueDate}` },
		'gap',
		{ text: `${COMPANY.name}, ${COMPANY.city}, ${COMPANY.taxId}` },
		{ text: 'BILL TO', size: 10, bold: true },
		{ text: Object.values(input.BillAddr ?? { Line1: customer }).join(', ') },
		'gap',
		...input.Line.map(({ Description, Amount, SalesItemLineDetail: { Qty, UnitPrice } }) => ({
			text: `${(Description ?? '').replace(/\n/g, ' / ')}   ${Qty ?? ''} x ${UnitPrice ?? ''}   ${Amount}`,
		})),
		'gap',
		{ text: `Subtotal ${totals.net}   Tax ${totals.tax}   Total ${totals.gross} ${currency}`, size: 12, bold: true },
		...(input.CustomerMemo?.value ?? '').split('\n').map((text) => ({ text })),
	]);
}
