/** Of no worth anywhere else. */
const TOKEN = 'demo-invoiceocean-token';

/** What a scenario needs to work with this account. */
export const INVOICEOCEAN_DEMO = {
	token: TOKEN,
	credential: { type: 'dealToInvoiceInvoiceOceanApi', id: 'demoInvoiceOcean', name: 'InvoiceOcean (sandbox)' },
	data: (token = TOKEN): object => ({ account: 'demo', apiToken: token }),
	/** The scenario's answer to "KSeF Duty": InvoiceOcean sends nothing to KSeF. */
	ksef: 'noDuty',
} as const;
