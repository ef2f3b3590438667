import { timeOf } from '../time';
import type { FakeRequest, FakeResponse, World } from '../types';
import { documentAnswer, paymentAnswer, positionsAnswer, SELLER } from './answer';
import type { Books, StoredDocument } from './books';
import type { Ksef } from './ksef';
import { listDocuments, unknownParameter } from './list';
import { contentRefusals, shapeRefusals, type Refusals } from './rules';
import { CreateBody, NewInvoice, PaymentBody, type Settings } from './schemas';

export interface Shop {
	world: World;
	books: Books;
	ksef: Ksef;
	settings: () => Settings;
	host: string;
	drawPdf: (document: StoredDocument) => Promise<Buffer>;
}

export type Route = (shop: Shop, request: FakeRequest, id: number) => Promise<FakeResponse> | FakeResponse;

const refused = (message: unknown, status = 422): FakeResponse => ({ status, body: { code: 'error', message } });
const notFound = (): FakeResponse => refused('Not found', 404);
const HTML = { 'content-type': 'text/html; charset=utf-8' };
/** Between looking for the reference and inserting: two creates at once meet here when the fault `racy-unique` is set. */
const CHECK_TO_INSERT_MS = 25;

export const listInvoices: Route = (shop, { query }) => {
	const unknown = unknownParameter(query);
	if (unknown) return refused(`Nieznany parametr ${unknown}`);
	const found = listDocuments(shop.books.documents, query, shop.world.now(), shop.books.today());
	const positions = query.get('include_positions') === 'true';
	const body = found.map((document) => ({
		...documentAnswer(document, shop.ksef, shop.host),
		...(positions && { positions: positionsAnswer(document) }),
	}));
	return { status: 200, body };
};

export const createInvoice: Route = async (shop, request) => {
	const body = CreateBody.safeParse(parse(request));
	if (!body.success) return refused(shapeRefusals(body.error.issues));
	const invoice = NewInvoice.safeParse(body.data.invoice);
	if (!invoice.success) return refused(shapeRefusals(invoice.error.issues));
	const input = invoice.data;
	const asked = Boolean(body.data.gov_save_and_send) || request.query.get('gov_save_and_send') === '1';
	const send = asked || shop.ksef.sendsOnCreate(input, false);
	const refusals: Refusals = contentRefusals(input, send && input.kind !== 'proforma');
	if (Object.keys(refusals).length > 0) return refused(refusals);

	const insert = async (): Promise<FakeResponse> => {
		const taken = input.oid_unique === 'yes' && input.oid !== undefined && shop.books.holdsOid(input.oid);
		await timeOf(shop.world).pause(CHECK_TO_INSERT_MS);
		if (taken) return refused({ oid: ['jest już zajęte'] });
		const lag = shop.world.fault('fakturownia', 'search-lag', request);
		const document = shop.books.insert(input, lag?.delayMs ?? 0);
		if (send) shop.ksef.send(document);
		shop.world.changed();
		return { status: 201, body: whole(shop, document) };
	};
	return shop.world.fault('fakturownia', 'racy-unique', request) ? insert() : shop.books.alone(insert);
};

export const readInvoice: Route = (shop, { query }, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	// A GET that acts: documented, and the reason why it must not be repeated.
	if (['yes', '1'].includes(query.get('send_to_ksef') ?? '')) {
		shop.ksef.send(document);
		shop.world.changed();
	}
	const answer = whole(shop, document);
	const fields = query.get('fields[invoice]');
	if (!fields) return { status: 200, body: answer };
	return {
		status: 200,
		body: Object.fromEntries(fields.split(',').flatMap((name) => (name in answer ? [[name, answer[name]]] : []))),
	};
};

export const invoicePdf: Route = async (shop, _request, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	const age = shop.world.now().getTime() - document.createdAt.getTime();
	if (age < shop.settings().pdfDelayMs) return refused('Dokument jest generowany');
	if (shop.ksef.isWaiting(document))
		return { status: 200, headers: HTML, body: '<!DOCTYPE html><html><body>Oczekiwanie na numer KSeF</body></html>' };
	return { status: 200, headers: { 'content-type': 'application/pdf' }, body: await shop.drawPdf(document) };
};

export const sendByEmail: Route = (shop, request, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	const failed = (message: string): FakeResponse => ({ status: 200, body: { status: 'error', message } });
	if (shop.world.fault('fakturownia', 'error-in-200', request)) return failed('Wysyłka nie powiodła się');
	const to = (request.query.get('email_to') ?? document.input.buyer_email ?? '').split(',').filter(Boolean);
	if (to.length === 0) return failed('Brak adresu e-mail');
	if (to.length > 5) return failed('Za dużo adresów');
	const company = document.input.buyer_company !== false;
	if (company && shop.ksef.isWaiting(document) && !shop.settings().demo)
		return failed('Faktura nie może zostać wysłana - brak numeru KSeF');
	const at = shop.world.now().toISOString();
	shop.books.emails.push({ documentId: id, to, pdf: request.query.get('email_pdf') === 'true', at });
	shop.world.changed();
	return { status: 200, body: { status: 'ok', message: `Wysłano do ${to.join(', ')}` } };
};

export const cancelInvoice: Route = (shop, request) => {
	const id = Number((parse(request) as { cancel_invoice_id?: unknown } | undefined)?.cancel_invoice_id);
	const document = shop.books.byId(id);
	if (!document) return notFound();
	if (document.govId) return refused('Nie można anulować dokumentu przesłanego do KSeF');
	shop.books.cancel(document);
	shop.world.changed();
	return { status: 200, body: { code: 'success', message: 'Dokument anulowany' } };
};

export const listPayments: Route = (shop, { query }) => {
	const perPage = Math.min(Number(query.get('per_page') ?? 25), 100);
	const page = Number(query.get('page') ?? 1);
	const newestFirst = [...shop.books.payments].reverse();
	return { status: 200, body: newestFirst.slice((page - 1) * perPage, page * perPage).map(paymentAnswer) };
};

export const createPayment: Route = (shop, request) => {
	const body = PaymentBody.safeParse(parse(request));
	if (!body.success) return refused(shapeRefusals(body.error.issues));
	const { name, price, invoice_id: id, paid } = body.data.banking_payment;
	const document = id ? shop.books.byId(id) : undefined;
	if (id && !document) return refused({ invoice_id: ['- nie istnieje'] });
	const at = shop.world.now().toISOString();
	const payment = shop.books.addPayment({ name, price, invoice_id: id ?? null, paid: paid ?? false, created_at: at });
	if (document && paid) shop.books.pay(document, price, shop.books.today());
	shop.world.changed();
	return { status: 201, body: paymentAnswer(payment) };
};

export const account: Route = (shop) => ({
	status: 200,
	body: { prefix: shop.host.split('.')[0], name: SELLER.name, url: `https://${shop.host}`, plan: 'premium' },
});

export const departments: Route = () => ({
	status: 200,
	body: [{ id: 294947, name: SELLER.name, shortcut: 'Demo', tax_no: SELLER.tax_no, main: true }],
});

function whole(shop: Shop, document: StoredDocument): Record<string, unknown> {
	return { ...documentAnswer(document, shop.ksef, shop.host), positions: positionsAnswer(document) };
}

function parse(request: FakeRequest): unknown {
	try {
		return JSON.parse(request.raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
