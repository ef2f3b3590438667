/** One accounting system's node in the scenarios, with what only it has. */
export interface AccountingNodes {
	/** As people call it. */
	title: string;
	node: string;
	parameters: Record<string, unknown>;
	/** It issues documents that build on earlier ones: the scenario reads those before it builds. */
	buildsOnEarlier?: boolean;
	/** It issues corrections. */
	corrects?: boolean;
	/** Its corrections can lower a document and not raise it. */
	onlyLowers?: boolean;
	/** Its node that tells of payments and changed documents; *payments* then looks out of turn. */
	trigger?: string;
}

const FAKTUROWNIA: AccountingNodes = {
	title: 'Fakturownia',
	node: 'fakturowniaInvoices',
	parameters: {},
	buildsOnEarlier: true,
	corrects: true,
	trigger: 'fakturowniaInvoicesTrigger',
};

const INVOICEOCEAN: AccountingNodes = { title: 'InvoiceOcean', node: 'invoiceOceanInvoices', parameters: {} };

const IFIRMA: AccountingNodes = {
	title: 'iFirma',
	node: 'ifirmaInvoices',
	parameters: {},
	buildsOnEarlier: true,
	corrects: true,
};

const QUICKBOOKS: AccountingNodes = {
	title: 'QuickBooks Online',
	node: 'quickBooksInvoices',
	parameters: {},
	buildsOnEarlier: true,
	corrects: true,
	onlyLowers: true,
	trigger: 'quickBooksInvoicesTrigger',
};

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
