import Big from 'big.js';
import type { EffectInvoice } from '../types';
import type { Books, StoredDocument } from './books';
import { TAX_CODES } from './chart';
import type { Settings } from './schemas';

/** A document as the console and the tests count it. */
export function effectOf(document: StoredDocument, books: Books, settings: Settings): EffectInvoice {
	const { input, totals } = document;
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value);
	return {
		vendor: 'quickbooks',
		id: document.entity === 'Estimate' ? `estimate-${document.Id}` : document.Id,
		number: document.DocNumber ?? '',
		kind: document.entity === 'Estimate' ? 'proforma' : 'invoice',
		reference: /\[deal-to-invoice (\S+)\]/.exec(input.PrivateNote ?? '')?.[1] ?? '',
		currency: input.CurrencyRef?.value ?? settings.homeCurrency,
		net: totals.net,
		vat: totals.tax,
		gross: totals.gross,
		issueDate: document.TxnDate,
		saleDate: input.Line[0]?.SalesItemLineDetail.ServiceDate ?? document.TxnDate,
		dueDate: document.DueDate,
		legalStatus: '',
		ksefNumber: '',
		buyer: {
			name: input.BillAddr?.Line1 ?? customer?.DisplayName ?? '',
			taxId: customer?.PrimaryTaxIdentifier ?? '',
			email: document.email ?? '',
		},
		lines: input.Line.map((line) => ({
			name: (line.Description ?? '').split('\n')[0],
			description: line.Description ?? '',
			quantity: String(line.SalesItemLineDetail.Qty ?? 1),
			vatRate: TAX_CODES.find(({ Id }) => Id === line.SalesItemLineDetail.TaxCodeRef?.value)?.rate ?? '',
			net: new Big(String(line.Amount)).toFixed(2),
		})),
		cancelled: document.voided || document.status === 'Rejected',
		paid: new Big(document.paid).toFixed(2),
	};
}
