import Big from 'big.js';
import type { z, ZodIssue } from 'zod';
import type { FakeRequest, FakeResponse } from '../../../types';
import type { NewDocument, StoredDocument } from '../../books';
import { parsed, pdfResponse, type Dialect, type Route, type Shop } from '../../dialect';
import { Add, Find, Parameters, Payment, RATES, type Invoice } from './schemas';

/**
 * wFirma's API as its documentation shows it (doc.wfirma.pl): three keys in headers, numbered branches, every answer
 * under HTTP 200 with a code of its own, the reference in the description. Not documented, and chosen here: VAT is
 * counted per rate, from the price type of the document.
 */
const KEYS = { accesskey: 'demo-wfirma-access', secretkey: 'demo-wfirma-secret', appkey: 'demo-wfirma-app' };
const COMPANY = '123456';

const said = (code: string, more: object = {}): FakeResponse => ({ status: 200, body: { ...more, status: { code } } });

const add: Route = (shop, request) => {
	if (shop.world.fault('http', 'error-in-200', request)) return said('OUT OF SERVICE');
	const body = Add.safeParse(parsed(request));
	if (!body.success) return said('ERROR', { invoices: { '0': { invoice: { errors: errorsOf(body.error.issues) } } } });
	const lag = shop.world.fault('http', 'search-lag', request);
	const document = shop.books.insert(documentOf(body.data.invoices[0].invoice), lag?.delayMs ?? 0);
	shop.world.changed();
	return said('OK', { invoices: { '0': { invoice: answer(shop, document) } } });
};

const find: Route = (shop, request) => {
	const body = Find.safeParse(parsed(request));
	if (!body.success) return said('INPUT ERROR');
	const { conditions, page = '1', limit = '20' } = body.data.invoices.parameters;
	const found = shop.books.visible().filter((document) => {
		const row = answer(shop, document) as Record<string, unknown>;
		return Object.values(conditions).every(({ condition }) => matches(String(row[condition.field] ?? ''), condition));
	});
	const from = (Number(page) - 1) * Number(limit);
	const rows = found
		.slice(from, from + Number(limit))
		.map((document, index) => [index, { invoice: answer(shop, document) }]);
	return said('OK', {
		invoices: { ...Object.fromEntries(rows), parameters: { limit, page, total: String(found.length) } },
	});
};

function matches(text: string, { operator, value }: { operator: string; value: string }): boolean {
	if (operator === 'ge') return text >= value;
	if (operator === 'le') return text <= value;
	if (operator === 'eq') return text === value;
	const pattern = value
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/%/g, '[\\s\\S]*')
		.replace(/_/g, '[\\s\\S]');
	return new RegExp(`^${pattern}$`, 'i').test(text);
}

const asked =
	(route: Route): Route =>
	(shop, request, id) => {
		const { query } = request;
		if (query.get('outputFormat') !== 'json' || query.get('inputFormat') !== 'json') return said('INPUT ERROR');
		return query.get('company_id') === COMPANY ? route(shop, request, id) : said('COMPANY ID REQUIRED');
	};

const withDocument =
	(
		route: (shop: Shop, document: StoredDocument, request: FakeRequest) => Promise<FakeResponse> | FakeResponse,
	): Route =>
	(shop, request, id) => {
		const document = shop.books.byId(id);
		return document ? route(shop, document, request) : said('NOT FOUND');
	};

function mailed(shop: Shop, document: StoredDocument, request: FakeRequest): FakeResponse {
	const body = Parameters.safeParse(parsed(request));
	if (!body.success) return said('INPUT ERROR');
	const named = Object.values(body.data.invoices.parameters).map(({ parameter }) => [parameter.name, parameter.value]);
	const { email = document.buyer.email } = Object.fromEntries(named) as { email?: string };
	shop.books.emails.push({ documentId: document.id, to: email.split(','), at: shop.world.now().toISOString() });
	shop.world.changed();
	return said('OK');
}

const pay: Route = (shop, request) => {
	const body = Payment.safeParse(parsed(request));
	if (!body.success) return said('INPUT ERROR');
	const { object_id: id, value: amount, date } = body.data.payments[0].payment;
	const document = shop.books.byId(id);
	if (!document) return said('NOT FOUND');
	shop.books.pay(document, { amount, date });
	shop.world.changed();
	return said('OK');
};

export const WFIRMA: Dialect = {
	host: 'api2.wfirma.pl',
	signedBy: KEYS,
	notSignedIn: said('AUTH'),
	rounding: 'perRateFromNet',
	id: (count) => String(421314832 + count),
	number: (count, day) => `FV ${count}/${day.slice(0, 4)}`,
	notFound: said('ACTION NOT FOUND'),
	routes: [
		['POST', /^\/invoices\/add$/, asked(add)],
		['GET', /^\/invoices\/find$/, asked(find)],
		[
			'GET',
			/^\/invoices\/get\/(\d+)$/,
			asked(withDocument((shop, document) => said('OK', { invoices: { '0': { invoice: answer(shop, document) } } }))),
		],
		[
			'POST',
			/^\/invoices\/download\/(\d+)$/,
			asked(withDocument((shop, document) => pdfResponse(shop, document, said('OUT OF SERVICE')))),
		],
		['POST', /^\/payments\/add$/, asked(pay)],
		['POST', /^\/invoices\/send\/(\d+)$/, asked(withDocument(mailed))],
		[
			'GET',
			/^\/companies\/get\/(\d+)$/,
			asked(() => said('OK', { companies: { '0': { company: { id: COMPANY, name: 'Demo Usługi sp. z o.o.' } } } })),
		],
	],
};

function errorsOf(issues: ZodIssue[]): Record<string, unknown> {
	return Object.fromEntries(
		issues.map(({ path, message, code }, index) => [
			index,
			{ error: { field: path.slice(3).join('.'), message, method: { name: code, parameters: '' } } },
		]),
	);
}

function documentOf(invoice: z.infer<typeof Invoice>): NewDocument {
	const { contractor, price_type: prices } = invoice;
	return {
		kind: invoice.type === 'proforma' ? 'proforma' : 'invoice',
		reference: invoice.description ?? '',
		currency: invoice.currency ?? 'PLN',
		issueDate: invoice.date,
		saleDate: invoice.disposaldate,
		dueDate: invoice.paymentdate,
		buyer: {
			name: contractor.name,
			taxId: contractor.nip ?? '',
			email: contractor.email ?? '',
			address: [contractor.street, contractor.zip, contractor.city].filter(Boolean).join(', '),
		},
		recipient: invoice.contractor_receiver?.name,
		splitPayment: invoice.split_payment === 1,
		lines: Object.values(invoice.invoicecontents).map(({ invoicecontent: content }) => {
			const off = content.discount === 1 ? (content.discount_percent ?? '0') : '0';
			const total = new Big(content.price).times(content.count).times(new Big(100).minus(off)).div(100);
			const percent = RATES[content.vat] ?? '0';
			const net = prices === 'netto' ? total : total.times(100).div(new Big(100).plus(percent));
			return {
				name: content.name,
				quantity: content.count,
				unit: content.unit ?? '',
				vatRate: content.vat,
				percent,
				value: net.toFixed(2),
			};
		}),
	};
}

function answer({ books }: Shop, document: StoredDocument): Record<string, unknown> {
	const { totals, buyer } = document;
	const paid = books.paid(document);
	return {
		id: document.id,
		type: document.kind === 'proforma' ? 'proforma' : 'normal',
		fullnumber: document.number,
		date: document.issueDate,
		disposaldate: document.saleDate,
		paymentdate: document.dueDate,
		paymentstate: Number(books.left(document)) === 0 ? 'paid' : 'unpaid',
		currency: document.currency,
		netto: totals.net,
		tax: totals.vat,
		total: totals.gross,
		alreadypaid: paid,
		remaining: books.left(document),
		description: document.reference,
		ksef_status: '',
		ksef_reference_number: '',
		contractor_detail: { name: buyer.name, nip: buyer.taxId, email: buyer.email },
	};
}
