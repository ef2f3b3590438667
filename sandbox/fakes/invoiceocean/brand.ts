import type { FakeRequest } from '../types';
import type { Brand, Create } from '../fakturowniaFamily/brand';
import { shapeRefusals } from '../fakturowniaFamily/rules';
import { invoiceOceanRoutes } from './routes';
import { contentRefusals, isPercentage } from './rules';
import { CreateBody, NewInvoice, PaymentBody, type Settings } from './schemas';

/** Documented in github.com/invoiceocean/API; `oid` and `per_page` on invoiceocean.com/API. */
const LIST_PARAMETERS = new Set([
	'api_token',
	'page',
	'per_page',
	'period',
	'date_from',
	'date_to',
	'client_id',
	'oid',
]);

export const invoiceOceanBrand = (token: string, settings: () => Settings): Brand => ({
	name: 'invoiceocean',
	vendor: 'InvoiceOcean',
	isSignedIn: (request) => isSignedIn(request, token),
	listParameters: LIST_PARAMETERS,
	list: {
		query: (query) => understood(query, settings()),
		row: ({ oid, ...row }) => (settings().listShowsOid ? { oid, ...row } : row),
	},
	answersPositions: () => settings().answersPositions,
	readCreate,
	contentRefusals: (input) => contentRefusals(input as NewInvoice, settings()),
	enforcesOid: (input) => settings().enforcesOid && input.oid_unique === 'yes',
	taxOf: (tax) => (settings().wordRates === 'zero' && !isPercentage(tax) ? '0' : tax),
	readPayment: (body) => {
		const read = PaymentBody.safeParse(body);
		if (!read.success) return { refusals: shapeRefusals(read.error.issues) };
		const { name, price, invoice_id: invoiceId, paid, paid_date: paidDate } = read.data.banking_payment;
		return { name, price, invoiceId: invoiceId ?? undefined, paid: paid ?? false, paidDate: paidDate ?? undefined };
	},
	routes: invoiceOceanRoutes(() => settings().oldestPaymentsFirst),
});

function understood(query: URLSearchParams, { filtersByOid, pageSize }: Settings): URLSearchParams {
	const made = new URLSearchParams(query);
	if (!filtersByOid) made.delete('oid');
	if (pageSize > 0) made.set('per_page', String(pageSize));
	return made;
}

function readCreate(raw: unknown): Create {
	const body = CreateBody.safeParse(raw);
	if (!body.success) return { refusals: shapeRefusals(body.error.issues) };
	const invoice = NewInvoice.safeParse(body.data.invoice);
	if (!invoice.success) return { refusals: shapeRefusals(invoice.error.issues) };
	return { input: invoice.data, asksToSend: false };
}

/** In the body, beside what it wraps, or in the query where there is no body; a header is not documented. */
function isSignedIn(request: FakeRequest, token: string): boolean {
	if (request.raw.length === 0) return request.query.get('api_token') === token;
	return request.raw.toString('utf8').includes(`"api_token":${JSON.stringify(token)}`);
}
