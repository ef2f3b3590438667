import type { FakeRequest } from '../types';
import type { Brand, Create } from '../fakturowniaFamily/brand';
import { shapeRefusals } from '../fakturowniaFamily/rules';
import { taxName } from '../fakturowniaFamily/totals';
import { fromOthers } from './copies';
import { FAKTUROWNIA_ROUTES } from './routes';
import { contentRefusals } from './rules';
import { CreateBody, NewInvoice, PaymentBody } from './schemas';

/** Filters of GET /invoices.json that have a documented meaning. */
const LIST_PARAMETERS = new Set([
	'api_token',
	'page',
	'per_page',
	'period',
	'date_from',
	'date_to',
	'search_date_type',
	'kind',
	'number',
	'oid',
	'invoice_ids',
	'invoice_id',
	'income',
	'order',
	'include_positions',
]);

export const fakturowniaBrand = (token: string): Brand => ({
	name: 'fakturownia',
	vendor: 'Fakturownia',
	isSignedIn: (request) => isSignedIn(request, token),
	listParameters: LIST_PARAMETERS,
	readCreate,
	contentRefusals: (input, toKsef) => contentRefusals(input as NewInvoice, toKsef),
	enforcesOid: (input) => input.oid_unique === 'yes',
	taxOf: (tax) => taxName(tax) ?? '23',
	readPayment: (body) => {
		const read = PaymentBody.safeParse(body);
		if (!read.success) return { refusals: shapeRefusals(read.error.issues) };
		const { name, price, invoice_id: invoiceId, paid } = read.data.banking_payment;
		return { name, price, invoiceId: invoiceId ?? undefined, paid: paid ?? false };
	},
	routes: FAKTUROWNIA_ROUTES,
});

function readCreate(raw: unknown, query: URLSearchParams): Create {
	const body = CreateBody.safeParse(raw);
	if (!body.success) return { refusals: shapeRefusals(body.error.issues) };
	const invoice = NewInvoice.safeParse(body.data.invoice);
	if (!invoice.success) return { refusals: shapeRefusals(invoice.error.issues) };
	const asksToSend = Boolean(body.data.gov_save_and_send) || query.get('gov_save_and_send') === '1';
	return { input: (books) => fromOthers(invoice.data, books), asksToSend };
}

/** In the header, the query or the body: all three are documented. */
function isSignedIn(request: FakeRequest, token: string): boolean {
	if (request.headers.authorization === `Bearer ${token}`) return true;
	if (request.query.get('api_token') === token) return true;
	return request.raw.toString('utf8').includes(`"api_token":${JSON.stringify(token)}`);
}
