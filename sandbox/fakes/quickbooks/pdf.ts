import { drawInvoice, type Column } from '../invoicePaper';
import type { Books, StoredDocument } from './books';
import { COMPANY } from './chart';

const COLUMNS: readonly Column[] = [
	{ title: 'DESCRIPTION', width: 265 },
	{ title: 'QTY', width: 60, isNumber: true },
	{ title: 'RATE', width: 80, isNumber: true },
	{ title: 'AMOUNT', width: 90, isNumber: true },
];

/** A real PDF with what a reader looks for: number, parties, lines, totals, the message to the customer. */
export async function drawPdf(document: StoredDocument, books: Books): Promise<Buffer> {
	const { input, totals } = document;
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value)?.DisplayName ?? '';
	const currency = input.CurrencyRef?.value ?? '';
	return drawInvoice({
		title: `${document.entity.toUpperCase()} ${document.DocNumber ?? ''}`,
		subject: `${customer}, ${totals.gross} ${currency}`,
		createdAt: document.createdAt,
		...(document.voided && { stamp: 'VOID' }),
		facts: [
			['DATE', document.TxnDate],
			['DUE', document.DueDate],
		],
		parties: [
			{ title: 'FROM', lines: [COMPANY.name, COMPANY.city, COMPANY.taxId] },
			{ title: 'BILL TO', lines: Object.values(input.BillAddr ?? { Line1: customer }).map(String) },
		],
		columns: COLUMNS,
		rows: input.Line.map(({ Description, Amount, SalesItemLineDetail: { Qty, UnitPrice } }) =>
			[Description, Qty, UnitPrice, Amount].map((cell) => String(cell ?? '')),
		),
		totals: [
			['SUBTOTAL', totals.net],
			['TAX', totals.tax],
			['TOTAL', `${totals.gross} ${currency}`],
		],
		remarks: [input.CustomerMemo?.value],
	});
}
