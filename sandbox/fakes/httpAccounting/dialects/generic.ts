import { z, type ZodIssue } from 'zod';
import { timeOf } from '../../time';
import type { FakeRequest, FakeResponse } from '../../types';
import type { NewDocument, StoredDocument } from '../books';
import { parsed, pdfResponse, unknownParameter, uuid, type Dialect, type Route, type Shop } from '../dialect';

/** A small invoicing API as one meets them: a bearer token, JSON numbers, a reference field, idempotency keys. */
const TOKEN = 'demo-http-accounting-token';
/** Between looking for the key and inserting: two creates at once meet here when the fault `racy-unique` is set. */
const CHECK_TO_INSERT_MS = 25;
const PAGE = 50;

const RATES: Record<string, string> = { '23': '23', '8': '8', '5': '5', '0': '0', exempt: '0', outside: '0' };
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Text = z.string();

const Body = z.strictObject({
	reference: Text.max(100).optional(),
	kind: z.enum(['invoice', 'proforma']),
	issueDate: Day,
	saleDate: Day,
	dueDate: Day,
	currency: z.string().regex(/^[A-Z]{3}$/),
	buyer: z.strictObject({
		name: Text.min(1),
		taxId: Text.optional(),
		email: Text.optional(),
		street: Text.optional(),
		postalCode: Text.optional(),
		city: Text.optional(),
		country: z
			.string()
			.regex(/^[A-Z]{2}$/)
			.optional(),
	}),
	recipient: Text.optional(),
	exemptionReason: Text.optional(),
	splitPayment: z.boolean().optional(),
	notes: Text.optional(),
	lines: z
		.array(
			z.strictObject({
				name: Text.min(1),
				quantity: z.number().positive(),
				unit: Text,
				vatRate: z.enum(Object.keys(RATES) as [string, ...string[]]),
				net: z.number(),
			}),
		)
		.min(1),
});

const Payment = z.strictObject({ reference: Text.min(1), amount: z.number().positive(), date: Day });
const Email = z.strictObject({ to: z.array(z.string().email()).min(1) });

const failed = (status: number, code: string, message: string): FakeResponse => ({
	status,
	body: { status: 'error', error: { code, message } },
});
const gone = failed(404, 'NOT_FOUND', 'No such document.');
const invalid = (issues: ZodIssue[]) =>
	failed(422, 'INVALID', issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));

/** First answers by key, of this account and for ever. */
const keys = new WeakMap<object, Map<string, StoredDocument>>();

const createInvoice: Route = async (shop, request) => {
	if (shop.world.fault('http', 'error-in-200', request))
		return { ...failed(200, 'BUSY', 'Numbering is locked by another user.') };
	const body = Body.safeParse(parsed(request));
	if (!body.success) return invalid(body.error.issues);
	const key = shop.settings().keys ? request.headers['idempotency-key'] : undefined;
	if (key !== undefined && !/^[\w-]{8,64}$/.test(key)) return failed(400, 'KEY', 'The key is too short or too long.');
	const known = keysOf(shop);
	const insert = async (): Promise<FakeResponse> => {
		const first = key === undefined ? undefined : known.get(key);
		await timeOf(shop.world).pause(CHECK_TO_INSERT_MS);
		if (first) return { status: 200, body: answer(shop, first) };
		const lag = shop.world.fault('http', 'search-lag', request);
		const document = shop.books.insert(documentOf(body.data), lag?.delayMs ?? 0);
		if (key !== undefined) known.set(key, document);
		shop.world.changed();
		return { status: 201, body: answer(shop, document) };
	};
	return shop.world.fault('http', 'racy-unique', request) ? insert() : shop.books.alone(insert);
};

const listInvoices: Route = (shop, request) => {
	const unknown = unknownParameter(request, ['reference', 'from', 'until', 'page']);
	if (unknown) return failed(400, 'PARAMETER', `Unknown parameter ${unknown}.`);
	const { query } = request;
	const reference = query.get('reference');
	const found = shop.books.visible().filter((document) => {
		if (reference !== null && document.reference !== reference) return false;
		return document.issueDate >= (query.get('from') ?? '') && document.issueDate <= (query.get('until') ?? '9999');
	});
	const from = (Number(query.get('page') ?? 1) - 1) * PAGE;
	return {
		status: 200,
		body: { total: found.length, invoices: found.slice(from, from + PAGE).map((document) => answer(shop, document)) },
	};
};

const withDocument =
	(
		route: (shop: Shop, document: StoredDocument, request: FakeRequest) => Promise<FakeResponse> | FakeResponse,
	): Route =>
	(shop, request, id) => {
		const document = shop.books.byId(id);
		return document ? route(shop, document, request) : gone;
	};

export const GENERIC: Dialect = {
	host: 'api.invoices.example',
	signedBy: { authorization: `Bearer ${TOKEN}` },
	notSignedIn: failed(401, 'SIGN_IN', 'The token is not valid.'),
	rounding: 'perRateFromNet',
	id: (count) => uuid('generic', count),
	number: (count, day) => `${count}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
	notFound: failed(404, 'NOT_FOUND', 'No such address.'),
	routes: [
		['GET', /^\/v1\/account$/, () => ({ status: 200, body: { name: 'Demo Usługi sp. z o.o.' } })],
		['POST', /^\/v1\/invoices$/, createInvoice],
		['GET', /^\/v1\/invoices$/, listInvoices],
		[
			'GET',
			/^\/v1\/invoices\/([^/]+)$/,
			withDocument((shop, document) => ({ status: 200, body: answer(shop, document) })),
		],
		[
			'GET',
			/^\/v1\/invoices\/([^/]+)\/pdf$/,
			withDocument((shop, document) => pdfResponse(shop, document, failed(409, 'DRAWING', 'Not drawn yet.'))),
		],
		[
			'POST',
			/^\/v1\/invoices\/([^/]+)\/email$/,
			withDocument((shop, document, request) => {
				const body = Email.safeParse(parsed(request));
				if (!body.success) return invalid(body.error.issues);
				const at = shop.world.now().toISOString();
				shop.books.emails.push({ documentId: document.id, to: body.data.to, at });
				shop.world.changed();
				return { status: 204 };
			}),
		],
		[
			'POST',
			/^\/v1\/invoices\/([^/]+)\/payments$/,
			withDocument((shop, document, request) => {
				const body = Payment.safeParse(parsed(request));
				if (!body.success) return invalid(body.error.issues);
				const { reference, amount, date } = body.data;
				shop.books.pay(document, { reference, amount: String(amount), date });
				shop.world.changed();
				return { status: 201, body: { status: 'ok' } };
			}),
		],
	],
};

function keysOf(shop: Shop): Map<string, StoredDocument> {
	const known = keys.get(shop.books.documents) ?? new Map<string, StoredDocument>();
	keys.set(shop.books.documents, known);
	return known;
}

function documentOf(body: z.infer<typeof Body>): NewDocument {
	const { buyer, lines, reference = '', notes: _notes, ...rest } = body;
	return {
		...rest,
		reference,
		buyer: {
			name: buyer.name,
			taxId: buyer.taxId ?? '',
			email: buyer.email ?? '',
			address: [buyer.street, buyer.postalCode, buyer.city].filter(Boolean).join(', '),
		},
		lines: lines.map((line) => ({
			...line,
			quantity: String(line.quantity),
			percent: RATES[line.vatRate] ?? '0',
			value: String(line.net),
		})),
	};
}

/** Amounts are JSON numbers here, as most systems write them. */
function answer({ books }: Shop, document: StoredDocument): Record<string, unknown> {
	const { totals } = document;
	return {
		id: document.id,
		number: document.number,
		reference: document.reference,
		kind: document.kind,
		currency: document.currency,
		net: Number(totals.net),
		vat: Number(totals.vat),
		gross: Number(totals.gross),
		issueDate: document.issueDate,
		saleDate: document.saleDate,
		dueDate: document.dueDate,
		buyer: document.buyer,
		paid: Number(books.paid(document)),
		payments: document.payments,
		cancelled: document.cancelled,
	};
}
