import { GENERIC } from './dialects/generic';

/** The credential of the sandbox's own system, as n8n keeps it. */
export const DEMO_CREDENTIAL = {
	type: 'dealToInvoiceHttpAccountingApi',
	data: {
		systemName: 'Demo Invoices',
		baseUrl: `https://${GENERIC.host}/v1`,
		authentication: 'bearer',
		token: GENERIC.signedBy.authorization?.replace('Bearer ', '') ?? '',
		testPath: '/account',
	},
};

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** What a node for that system holds, for every operation. */
export const DEMO_PARAMETERS = {
	authentication: 'key',
	ksef: 'none',
	requests: json({
		create: { path: '/invoices', idempotencyHeader: 'Idempotency-Key' },
		find: { path: '/invoices', query: { reference: '{reference}', page: '{page}' } },
		read: { path: '/invoices/{documentId}' },
		pdf: { path: '/invoices/{documentId}/pdf' },
		list: { path: '/invoices', query: { from: '{from}', until: '{until}', page: '{page}' } },
		email: { path: '/invoices/{documentId}/email', body: { to: '{recipients}' } },
		payment: {
			path: '/invoices/{documentId}/payments',
			body: { reference: '{paymentReference}', amount: '{amount:number}', date: '{paidOn}' },
		},
		check: { path: '/account', name: 'name' },
	}),
	answers: json({
		list: 'invoices',
		pageSize: 50,
		fields: {
			documentId: 'id',
			number: 'number',
			reference: 'reference',
			kind: 'kind',
			currency: 'currency',
			net: 'net',
			vat: 'vat',
			gross: 'gross',
			issueDate: 'issueDate',
			saleDate: 'saleDate',
			dueDate: 'dueDate',
			buyerName: 'buyer.name',
			buyerTaxId: 'buyer.taxId',
			buyerEmails: 'buyer.email',
			paid: 'paid',
			cancelled: 'cancelled',
		},
		payments: { list: 'payments', reference: 'reference' },
		error: { field: 'error.code' },
		errorCode: 'error.code',
		errorCodes: { BUSY: 'unavailable' },
		errorMessages: ['error.message'],
	}),
};

/** What only Issue needs beside it. */
export const DEMO_ISSUE_PARAMETERS = {
	kinds: ['invoice', 'proforma'],
	carried: ['recipient', 'exemptionReason', 'splitPayment', 'foreignCurrency'],
	keyEnforced: true,
	vatRates: json({
		'23': '23',
		'8': '8',
		'5': '5',
		'0 KR': '0',
		'0 WDT': '0',
		'0 EX': '0',
		zw: 'exempt',
		'np I': 'outside',
		'np II': 'outside',
	}),
	conversions: json([
		{ path: 'lines.*.quantity', to: 'number' },
		{ path: 'lines.*.net', to: 'number' },
		{ path: 'lines.*.vatRate', to: 'vatRate' },
	]),
	body: `={{ {
  reference: $parameter.invoice.reference,
  kind: $parameter.invoice.kind,
  issueDate: $parameter.invoice.issueDate,
  saleDate: $parameter.invoice.saleDate,
  dueDate: $parameter.invoice.dueDate,
  currency: $parameter.invoice.currency,
  buyer: {
    name: $parameter.invoice.buyer.name,
    taxId: $parameter.invoice.buyer.taxId?.number,
    email: $parameter.invoice.mailTo[0],
    street: $parameter.invoice.buyer.address.street,
    postalCode: $parameter.invoice.buyer.address.postalCode,
    city: $parameter.invoice.buyer.address.city,
    country: $parameter.invoice.buyer.address.country || undefined
  },
  recipient: $parameter.invoice.recipient?.name,
  exemptionReason: $parameter.invoice.exemptionReason,
  splitPayment: $parameter.invoice.splitPayment,
  notes: $parameter.invoice.notes,
  lines: $parameter.invoice.lines.map(line => ({
    name: line.name, quantity: line.quantity, unit: line.unit, vatRate: line.vatRate, net: line.net
  }))
} }}`,
};
