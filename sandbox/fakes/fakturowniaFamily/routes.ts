import { timeOf } from '../time';
import type { FakeRequest, FakeResponse } from '../types';
import { documentAnswer, positionsAnswer, SELLER } from './answer';
import type { StoredDocument } from './books';
import type { Refusals, Route, Shop } from './brand';
import { listDocuments, unknownParameter } from './list';

export const refused = (message: unknown, status = 422): FakeResponse => ({ status, body: { code: 'error', message } });
export const notFound = (): FakeResponse => refused('Not found', 404);
const HTML = { 'content-type': 'text/html; charset=utf-8' };
/** Between looking for the reference and inserting: two creates at once meet here when the fault `racy-unique` is set. */
const CHECK_TO_INSERT_MS = 25;

export const listInvoices: Route = (shop, { query }) => {
	const { list, listParameters } = shop.brand;
	const unknown = unknownParameter(query, listParameters);
	if (unknown) return refused(`Nieznany parametr ${unknown}`);
	const understood = list?.query(query) ?? query;
	const found = listDocuments(shop.books.documents, understood, shop.world.now(), shop.books.today());
	const positions = query.get('include_positions') === 'true';
	const rows = found.map((document) => ({
		...documentAnswer(document, shop.office, shop.host),
		...(positions && { positions: positionsAnswer(document) }),
	}));
	return { status: 200, body: list ? rows.map((row) => list.row(row)) : rows };
};

export const createInvoice: Route = async (shop, request) => {
	const { brand, books, office, world } = shop;
	const asked = brand.readCreate(parse(request), request.query);
	if ('refusals' in asked) return refused(asked.refusals);
	const input = typeof asked.input === 'function' ? asked.input(books) : asked.input;
	if ('refusals' in input) return refused(input.refusals);
	const send = office?.sendsOnCreate(input, asked.asksToSend) ?? false;
	const refusals: Refusals = brand.contentRefusals(input, send && input.kind !== 'proforma');
	if (input.client_id && !books.cards.some((card) => card.id === input.client_id))
		refusals.client_id = ['- nie istnieje'];
	if (input.invoice_id && !books.byId(input.invoice_id)) refusals.invoice_id = ['- nie istnieje'];
	if (Object.keys(refusals).length > 0) return refused(refusals);

	const insert = async (): Promise<FakeResponse> => {
		const taken = brand.enforcesOid(input) && input.oid !== undefined && books.holdsOid(input.oid);
		await timeOf(world).pause(CHECK_TO_INSERT_MS);
		if (taken) return refused({ oid: ['jest już zajęte'] });
		const lag = world.fault(brand.name, 'search-lag', request);
		const document = books.insert(input, lag?.delayMs ?? 0);
		if (send) office?.send(document);
		world.changed();
		const shown = brand.answersPositions?.() ?? true;
		return { status: 201, body: shown ? whole(shop, document) : documentAnswer(document, office, shop.host) };
	};
	return world.fault(brand.name, 'racy-unique', request) ? insert() : books.alone(insert);
};

export const readInvoice: Route = (shop, _request, id) => {
	const document = shop.books.byId(id);
	return document ? { status: 200, body: whole(shop, document) } : notFound();
};

export const invoicePdf: Route = async (shop, _request, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	const age = shop.world.now().getTime() - document.createdAt.getTime();
	if (age < shop.settings().pdfDelayMs) return refused('Dokument jest generowany');
	if (shop.office?.isWaiting(document))
		return { status: 200, headers: HTML, body: '<!DOCTYPE html><html><body>Oczekiwanie na numer KSeF</body></html>' };
	return { status: 200, headers: { 'content-type': 'application/pdf' }, body: await shop.drawPdf(document) };
};

/** Under HTTP 200, as every refusal of an e-mail. */
export const notMailed = (message: string): FakeResponse => ({ status: 200, body: { status: 'error', message } });

export function mail(
	shop: Shop,
	request: FakeRequest,
	document: StoredDocument,
	{ to, pdf }: { to: string[]; pdf: boolean },
): FakeResponse {
	if (shop.world.fault(shop.brand.name, 'error-in-200', request)) return notMailed('Wysyłka nie powiodła się');
	if (to.length === 0) return notMailed('Brak adresu e-mail');
	shop.books.emails.push({ documentId: document.id, to, pdf, at: shop.world.now().toISOString() });
	shop.world.changed();
	return { status: 200, body: { status: 'ok', message: `Wysłano do ${to.join(', ')}` } };
}

export const departments: Route = () => ({
	status: 200,
	body: [{ id: 294947, name: SELLER.name, shortcut: 'Demo', tax_no: SELLER.tax_no, main: true }],
});

export function whole(shop: Shop, document: StoredDocument): Record<string, unknown> {
	return { ...documentAnswer(document, shop.office, shop.host), positions: positionsAnswer(document) };
}

export function parse(request: FakeRequest): unknown {
	try {
		return JSON.parse(request.raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
