/** One accounting system's node in the scenarios, with what only it has. */
export interface AccountingNodes {
	/** As people call it. */
	title: string;
	node: string;
	parameters: Record<string, unknown>;
}

const FAKTUROWNIA: AccountingNodes = { title: 'Fakturownia', node: 'fakturowniaInvoices', parameters: {} };

const INVOICEOCEAN: AccountingNodes = { title: 'InvoiceOcean', node: 'invoiceOceanInvoices', parameters: {} };

const IFIRMA: AccountingNodes = { title: 'iFirma', node: 'ifirmaInvoices', parameters: {} };
const QUICKBOOKS: AccountingNodes = { title: 'QuickBooks Online', node: 'quickBooksInvoices', parameters: {} };
const HTTP: AccountingNodes = { title: 'HTTP Accounting', node: 'httpAccountingInvoices', parameters: {} };

/** By the name that documents carry as their system. */
export const ACCOUNTINGS = {
	fakturownia: FAKTUROWNIA,
	invoiceocean: INVOICEOCEAN,
	ifirma: IFIRMA,
	quickbooks: QUICKBOOKS,
	http: HTTP,
} satisfies Record<string, AccountingNodes>;

export type AccountingName = keyof typeof ACCOUNTINGS;

export const accountingNodes = (name: AccountingName): AccountingNodes => ACCOUNTINGS[name];
