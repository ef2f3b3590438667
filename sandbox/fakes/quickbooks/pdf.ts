import { PdfPage } from '../pdfPage';
import type { Books, StoredDocument } from './books';
import { COMPANY } from './chart';

/** A real PDF with what a reader looks for: number, parties, lines, totals, the message to the customer. */
export async function drawPdf(document: StoredDocument, books: Books): Promise<Buffer> {
	const { input, totals } = document;
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value);
	const currency = input.CurrencyRef?.value ?? '';
	const title = `${document.entity.toUpperCase()} ${document.DocNumber ?? ''}`;
	const subject = `${customer?.DisplayName ?? ''}, ${totals.gross} ${currency}`;
	const page = await PdfPage.start({ title, subject, createdAt: document.createdAt });
	if (document.voided) page.line('VOID', 20, 'bold');
	page.line(`Date: ${document.TxnDate}   Due: ${document.DueDate}`);
	page.gap();
	page.line(`${COMPANY.name}, ${COMPANY.city}, ${COMPANY.taxId}`);
	page.line('BILL TO', 10, 'bold');
	page.line(Object.values(input.BillAddr ?? { Line1: customer?.DisplayName ?? '' }).join(', '));
	page.gap();
	for (const line of input.Line) {
		const { Qty, UnitPrice } = line.SalesItemLineDetail;
		page.line(`${(line.Description ?? '').replace(/\n/g, ' / ')}   ${Qty ?? ''} x ${UnitPrice ?? ''}   ${line.Amount}`);
	}
	page.gap();
	page.line(`Subtotal ${totals.net}   Tax ${totals.tax}   Total ${totals.gross} ${currency}`, 12, 'bold');
	for (const line of (input.CustomerMemo?.value ?? '').split('\n')) page.line(line);
	return page.end();
}
