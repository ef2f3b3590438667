import type { IssuedInvoice } from '../../../invoicing/invoice';

/** A document for a recording to be about, of the deal with this reference unless a test says otherwise. */
export const issuedFor =
	(reference: string) =>
	(change: Partial<IssuedInvoice> = {}): IssuedInvoice => ({
		system: 'fakturownia',
		account: 'acme',
		documentId: '9001',
		number: '1/11/2026',
		reference,
		kind: 'invoice',
		currency: 'PLN',
		net: '1000.00',
		vat: '230.00',
		gross: '1230.00',
		issueDate: '2026-11-22',
		buyer: { name: 'Klient', taxId: '5260250274', emails: [] },
		link: 'https://acme.example/invoice/token',
		legal: { state: 'notRequired', messages: [] },
		paid: '0.00',
		cancelled: false,
		adopted: false,
		...change,
	});
