import { z, type ZodIssue } from 'zod';
import type { FakeRequest, FakeResponse } from '../../types';
import { timeOf } from '../../time';
import type { NewDocument, StoredDocument } from '../books';
import { parsed, pdfResponse, unknownParameter, uuid, type Dialect, type Route, type Shop } from '../dialect';

/**
 * Xero's accounting API as its published description shows it (github.com/XeroAPI/Xero-OpenAPI): lists of documents,
 * amounts as JSON numbers, dates with a time, a tenant header, idempotency keys. Not documented, and chosen here: keys are
 * kept for six minutes; tax is counted line by line.
 */
const TOKEN = 'demo-xero-access-token';
const TENANT = 'demo-tenant';
const KEY_LIFE_MS = 6 * 60_000;
const CHECK_TO_INSERT_MS = 25;
const RATES: Record<string, string> = { TAX001: '23', TAX002: '8', TAX003: '5', NONE: '0' };

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Text = z.string();
const Invoice = z.strictObject({
	Type: z.literal('ACCREC'),
	Contact: z.strictObject({
		Name: Text.min(1).max(255),
		TaxNumber: Text.max(50).optional(),
		EmailAddress: Text.optional(),
		Addresses: z.array(z.record(Text)).optional(),
	}),
	LineItems: z
		.array(
			z.strictObject({
				Description: Text.min(1),
				Quantity: z.number(),
				LineAmount: z.number(),
				AccountCode: Text,
				TaxType: z.enum(Object.keys(RATES) as [string, ...string[]]),
			}),
		)
		.min(1),
	Date: Day,
	DueDate: Day,
	LineAmountTypes: z.enum(['Inclusive']),
	Reference: Text.max(255).optional(),
	CurrencyCode: z
		.string()
		.regex(/^[A-Z]{3}$/)
		.optional(),
	Status: z.enum(['AUTHORISED', 'DRAFT']),
});
const Invoices = z.strictObject({ Invoices: z.tuple([Invoice]) });
const Payment = z.strictObject({
	Invoice: z.strictObject({ InvoiceID: Text }),
	Account: z.strictObject({ Code: Text }),
	Date: Day,
	Amount: z.number().positive(),
	Reference: Text.optional(),
});

const OK = { Id: uuid('xero answer', 1), Status: 'OK', ProviderName: 'Demo' };
const invalid = (issues: ZodIssue[]): FakeResponse => ({
	status: 400,
	body: {
		ErrorNumber: 10,
		Type: 'ValidationException',
		Message: 'A validation exception occurred',
		Elements: [
			{
				HasErrors: true,
				ValidationErrors: issues.map(({ path, message }) => ({ Message: `${path.join('.')}: ${message}` })),
			},
		],
	},
});
const gone: FakeResponse = {
	status: 404,
	body: { Title: 'The resource you are looking for cannot be found', Status: 404 },
};

const keys = new WeakMap<object, Map<string, { document: StoredDocument; at: number }>>();

const create: Route = async (shop, request) => {
	const body = Invoices.safeParse(parsed(request));
	if (!body.success) return invalid(body.error.issues);
	const key = request.headers['idempotency-key'];
	if ((key ?? '').length > 128) return invalid([]);
	const known = keys.get(shop.books) ?? new Map<string, { document: StoredDocument; at: number }>();
	keys.set(shop.books, known);
	return shop.books.alone(async () => {
		const now = shop.world.now().getTime();
		const first = key === undefined ? undefined : known.get(key);
		await timeOf(shop.world).pause(CHECK_TO_INSERT_MS);
		if (first && now - first.at < KEY_LIFE_MS)
			return { status: 200, body: { ...OK, Invoices: [answer(shop, first.document)] } };
		const lag = shop.world.fault('http', 'search-lag', request);
		const document = shop.books.insert(documentOf(body.data.Invoices[0]), lag?.delayMs ?? 0);
		if (key !== undefined) known.set(key, { document, at: now });
		shop.world.changed();
		return { status: 200, body: { ...OK, Invoices: [answer(shop, document)] } };
	});
};

const list: Route = (shop, request) => {
	const unknown = unknownParameter(request, ['where', 'page', 'pageSize', 'order']);
	if (unknown) return { status: 400, body: { Title: `Unknown parameter ${unknown}`, Status: 400 } };
	const { query } = request;
	const reference = /^Reference=="([^"]*)"$/.exec(query.get('where') ?? 'Reference==""')?.[1];
	if (reference === undefined) return { status: 400, body: { Title: 'QueryParseException', Status: 400 } };
	const size = Number(query.get('pageSize') ?? 100);
	const from = (Number(query.get('page') ?? 1) - 1) * size;
	const found = shop.books
		.visible()
		.filter((document) => query.get('where') === null || document.reference === reference);
	return {
		status: 200,
		body: { ...OK, Invoices: found.slice(from, from + size).map((document) => answer(shop, document)) },
	};
};

const forTenant =
	(route: Route): Route =>
	(shop, request, id) =>
		request.headers['xero-tenant-id'] === TENANT
			? route(shop, request, id)
			: { status: 403, body: { Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' } };

const withDocument =
	(
		route: (shop: Shop, document: StoredDocument, request: FakeRequest) => Promise<FakeResponse> | FakeResponse,
	): Route =>
	(shop, request, id) => {
		const document = shop.books.byId(id);
		return document ? route(shop, document, request) : gone;
	};

function pdf(shop: Shop, document: StoredDocument, request: FakeRequest): Promise<FakeResponse> | FakeResponse {
	if (request.headers.accept !== 'application/pdf')
		return { status: 406, body: { Title: 'Not Acceptable', Status: 406 } };
	return pdfResponse(shop, document, { status: 404, body: { Title: 'Not drawn', Status: 404 } });
}

function mailed(shop: Shop, document: StoredDocument): FakeResponse {
	if (!document.buyer.email) return invalid([]);
	shop.books.emails.push({ documentId: document.id, to: [document.buyer.email], at: shop.world.now().toISOString() });
	shop.world.changed();
	return { status: 204 };
}

const pay: Route = (shop, request) => {
	const body = Payment.safeParse(parsed(request));
	if (!body.success) return invalid(body.error.issues);
	const document = shop.books.byId(body.data.Invoice.InvoiceID);
	if (!document) return gone;
	const { Amount: amount, Date: date, Reference: reference } = body.data;
	shop.books.pay(document, { amount: String(amount), date, reference });
	shop.world.changed();
	return { status: 200, body: { ...OK, Payments: [{ Amount: amount }] } };
};

const BASE = '/api\\.xro/2\\.0';
const at = (path: string) => new RegExp(`^${BASE}${path.replace('{id}', '([^/]+)')}$`);

export const XERO: Dialect = {
	host: 'api.xero.com',
	signedBy: { authorization: `Bearer ${TOKEN}` },
	notSignedIn: { status: 401, body: { Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' } },
	rounding: 'perLineFromGross',
	id: (count) => uuid('xero', count),
	number: (count) => `INV-${String(count).padStart(4, '0')}`,
	notFound: gone,
	routes: [
		[
			'GET',
			at('/Organisation'),
			forTenant(() => ({ status: 200, body: { ...OK, Organisations: [{ Name: 'Demo Company' }] } })),
		],
		['PUT', at('/Invoices'), forTenant(create)],
		['GET', at('/Invoices'), forTenant(list)],
		[
			'GET',
			at('/Invoices/{id}'),
			forTenant(
				withDocument((shop, document) => ({ status: 200, body: { ...OK, Invoices: [answer(shop, document)] } })),
			),
		],
		['GET', at('/Invoices/{id}/pdf'), forTenant(withDocument(pdf))],
		['POST', at('/Invoices/{id}/Email'), forTenant(withDocument(mailed))],
		['PUT', at('/Payments'), forTenant(pay)],
	],
};

function documentOf(invoice: z.infer<typeof Invoice>): NewDocument {
	const { Contact: contact } = invoice;
	return {
		kind: 'invoice',
		reference: invoice.Reference ?? '',
		currency: invoice.CurrencyCode ?? 'GBP',
		issueDate: invoice.Date,
		dueDate: invoice.DueDate,
		buyer: { name: contact.Name, taxId: contact.TaxNumber ?? '', email: contact.EmailAddress ?? '', address: '' },
		lines: invoice.LineItems.map((line) => ({
			name: line.Description,
			quantity: String(line.Quantity),
			unit: '',
			vatRate: line.TaxType,
			percent: RATES[line.TaxType] ?? '0',
			value: String(line.LineAmount),
		})),
	};
}

function answer({ books }: Shop, document: StoredDocument): Record<string, unknown> {
	const { totals, buyer } = document;
	return {
		Type: 'ACCREC',
		InvoiceID: document.id,
		InvoiceNumber: document.number,
		Reference: document.reference,
		AmountDue: Number(books.left(document)),
		AmountPaid: Number(books.paid(document)),
		HasErrors: false,
		Contact: {
			ContactID: uuid('xero contact', 1),
			Name: buyer.name,
			TaxNumber: buyer.taxId,
			EmailAddress: buyer.email,
		},
		DateString: `${document.issueDate}T00:00:00`,
		Date: `/Date(${Date.parse(document.issueDate)}+0000)/`,
		DueDateString: `${document.dueDate}T00:00:00`,
		Status: document.cancelled ? 'VOIDED' : Number(books.left(document)) === 0 ? 'PAID' : 'AUTHORISED',
		LineAmountTypes: 'Inclusive',
		SubTotal: Number(totals.net),
		TotalTax: Number(totals.vat),
		Total: Number(totals.gross),
		CurrencyCode: document.currency,
	};
}
