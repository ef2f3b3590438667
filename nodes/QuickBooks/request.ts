import type { Invoice } from '../../invoicing/invoice';
import { addressOf, emailOf } from './address';
import { assertVatInPln, exchangeOf } from './exchange';
import { linesOf } from './lines';
import { memoOf } from './memo';
import { ratesNote } from './rates';
import { noteOf } from './reference';
import type { IssueSettings } from './settings';
import { taxOf } from './tax';

/** What of QuickBooks a document points to. */
export interface DocumentParts {
	customerId: string;
	/** Of each line, in their order. */
	itemIds: readonly string[];
	/** Of the company; undefined where it need not be known. */
	homeCurrency?: string;
	/** Tax that QuickBooks is not to count itself; see overrideOf. */
	taxDetail?: Record<string, unknown>;
}

/**
 * The body of an Invoice, of an Estimate for a proforma, of a CreditMemo for a correction (as `asCredit` makes it). Every
 * field that matters is sent; the number is left to QuickBooks (`AutoDocNumber` numbers also where "custom transaction
 * numbers" is on and would leave it empty). It mails nothing (`EmailStatus`). No tax amount is sent but where overrideOf
 * says so: QuickBooks counts it, and its answer is compared.
 */
export function documentBody(
	invoice: Invoice,
	parts: DocumentParts,
	settings: Pick<IssueSettings, 'taxCodes' | 'usTaxCode' | 'terms'>,
): Record<string, unknown> {
	const tax = taxOf(invoice, settings);
	if (tax.model !== 'us') assertVatInPln(invoice);
	const memo = memoOf(invoice);
	return {
		AutoDocNumber: true,
		...departmentOf(invoice),
		CustomerRef: { value: parts.customerId },
		CurrencyRef: { value: invoice.currency },
		...exchangeOf(invoice, parts.homeCurrency),
		TxnDate: invoice.issueDate,
		...paymentOf(invoice, settings),
		...GLOBAL_TAX[tax.model],
		Line: linesOf(invoice, parts.itemIds, tax),
		...(tax.model === 'us' && settings.usTaxCode && { TxnTaxDetail: { TxnTaxCodeRef: { value: settings.usTaxCode } } }),
		...(parts.taxDetail && { TxnTaxDetail: parts.taxDetail }),
		BillAddr: addressOf(invoice),
		...emailOf(invoice, 'BillEmail'),
		EmailStatus: 'NotSet',
		...(memo && { CustomerMemo: { value: memo } }),
		PrivateNote: noteOf(invoice) + (READ_AGAIN.has(invoice.kind) ? ratesNote(invoice.lines, tax.codes) : ''),
	};
}

/** Their lines are read again: those of an advance by the final, those of an invoice by its correction. */
const READ_AGAIN: ReadonlySet<string> = new Set(['invoice', 'advance']);

/** Until when an invoice is paid, or an estimate stands; a credit memo is paid by nobody. */
function paymentOf(
	{ kind, dueDate, paymentDays }: Invoice,
	{ terms }: Pick<IssueSettings, 'terms'>,
): Record<string, unknown> {
	if (kind === 'correction') return {};
	const term = terms[paymentDays];
	return {
		...(kind === 'proforma' ? { ExpirationDate: dueDate, TxnStatus: 'Pending' } : { DueDate: dueDate }),
		...(term && { SalesTermRef: { value: term } }),
	};
}

/** The tax model of the whole document; US companies have none of these. */
const GLOBAL_TAX = {
	us: {},
	net: { GlobalTaxCalculation: 'TaxExcluded' },
	gross: { GlobalTaxCalculation: 'TaxInclusive' },
	none: { GlobalTaxCalculation: 'NotApplicable' },
} as const;

/** QuickBooks' "location". */
function departmentOf({ seller }: Invoice): Record<string, unknown> {
	const id = seller.departmentId.trim();
	return /^\d{1,20}$/.test(id) ? { DepartmentRef: { value: id } } : {};
}
