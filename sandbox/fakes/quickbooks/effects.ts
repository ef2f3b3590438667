import Big from 'big.js';
import type { EffectInvoice } from '../types';
import type { Books, StoredDocument } from './books';
import { TAX_CODES } from './chart';
import type { Settings } from './schemas';

/** Of the ids: numbers are one row for all of them in the company, but each kind is asked for at a place of its own. */
const PREFIXES = { Invoice: '', Estimate: 'estimate-', CreditMemo: 'credit-memo-' };

/** A document as the console and the tests count it. */
export function effectOf(document: StoredDocument, books: Books, settings: Settings): EffectInvoice {
	const { input, totals } = document;
	const signed = (value: string) => new Big(value).times(document.entity === 'CreditMemo' ? -1 : 1).toFixed(2);
	const customer = books.customers.find(({ Id }) => Id === input.CustomerRef.value);
	return {
		vendor: 'quickbooks',
		id: PREFIXES[document.entity] + document.Id,
		number: document.DocNumber ?? '',
		kind: kindOf(document, books),
		reference: /\[deal-to-invoice (\S+)\]/.exec(input.PrivateNote ?? '')?.[1] ?? '',
		currency: input.CurrencyRef?.value ?? settings.homeCurrency,
		// What a credit memo holds is given back.
		net: signed(totals.net),
		vat: signed(totals.tax),
		gross: signed(totals.gross),
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
			net: signed(String(line.Amount)),
		})),
		cancelled: document.voided || document.status === 'Rejected',
		paid: new Big(document.paid).toFixed(2),
	};
}

/** By what a bookkeeper would see: an advance books to a liability only, a final takes from one again. */
function kindOf({ entity, input }: StoredDocument, { items, accounts }: Books): string {
	if (entity === 'Estimate') return 'proforma';
	if (entity === 'CreditMemo') return 'correction';
	const isLiability = (itemId: string): boolean => {
		const account = items.find(({ Id }) => Id === itemId)?.IncomeAccountRef?.value;
		return accounts.find(({ Id }) => Id === account)?.AccountType === 'Other Current Liability';
	};
	const ofAdvances = input.Line.filter(({ SalesItemLineDetail }) => isLiability(SalesItemLineDetail.ItemRef.value));
	if (ofAdvances.length === 0) return 'invoice';
	if (ofAdvances.length === input.Line.length) return 'advance';
	return ofAdvances.every(({ Amount }) => Amount < 0) ? 'final' : 'invoice';
}
