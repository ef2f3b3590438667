import type { Invoice } from '../../invoicing/invoice';
import { addressOf, emailOf } from './address';
import { assertVatInPln, exchangeOf } from './exchange';
import { linesOf } from './lines';
import { memoOf } from './memo';
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
}

/**
 * The body of an Invoice, or of an Estimate for a proforma. Every field that matters is sent; the number is left to
 * QuickBooks (`AutoDocNumber` numbers also where "custom transaction numbers" is on and would leave it empty).
 * It mails nothing (`EmailStatus`), and no tax amount is sent: QuickBooks counts it, and its answer is compared.
 */
export function documentBody(
	invoice: Invoice,
	parts: DocumentParts,
	settings: Pick<IssueSettings, 'taxCodes' | 'usTaxCode' | 'terms'>,
): Record<string, unknown> {
	const tax = taxOf(invoice, settings);
	if (tax.model !== 'us') assertVatInPln(invoice);
	const memo = memoOf(invoice);
	const term = settings.terms[invoice.paymentDays];
	return {
		AutoDocNumber: true,
		...departmentOf(invoice),
		CustomerRef: { value: parts.customerId },
		CurrencyRef: { value: invoice.currency },
		...exchangeOf(invoice, parts.homeCurrency),
		TxnDate: invoice.issueDate,
		...(invoice.kind === 'proforma'
			? { ExpirationDate: invoice.dueDate, TxnStatus: 'Pending' }
			: { DueDate: invoice.dueDate }),
		...(term && { SalesTermRef: { value: term } }),
		...GLOBAL_TAX[tax.model],
		Line: linesOf(invoice, parts.itemIds, tax),
		...(tax.model === 'us' && settings.usTaxCode && { TxnTaxDetail: { TxnTaxCodeRef: { value: settings.usTaxCode } } }),
		BillAddr: addressOf(invoice),
		...emailOf(invoice, 'BillEmail'),
		EmailStatus: 'NotSet',
		...(memo && { CustomerMemo: { value: memo } }),
		PrivateNote: noteOf(invoice),
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
