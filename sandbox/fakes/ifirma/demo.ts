/** The demo account: what its credential holds and the fake accepts. Of no worth anywhere else. */
export const DEMO_IFIRMA = {
	login: 'demo@ifirma.example',
	keys: { faktura: '0DE30FAC7012A0FE', abonent: '0DE3AB03E70123EF' },
};

/** The credential of type `dealToInvoiceIfirmaApi` for it. */
export const DEMO_IFIRMA_CREDENTIAL = {
	login: DEMO_IFIRMA.login,
	invoiceApiKey: DEMO_IFIRMA.keys.faktura,
	accountApiKey: DEMO_IFIRMA.keys.abonent,
	ksef: 'send',
};
