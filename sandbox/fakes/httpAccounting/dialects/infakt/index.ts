import type { FakeRequest, FakeResponse } from '../../../types';
import type { StoredDocument } from '../../books';
import { parsed, pdfResponse, unknownParameter, uuid, type Dialect, type Route, type Shop } from '../../dialect';
import { carryOut, order, orderStatus } from './orders';
import { Email } from './schemas';
import { answer, fields, gone, refused } from './words';

/**
 * inFakt's API v3 as its documentation shows it (github.com/infakt/API): amounts in grosze, documents by order, the
 * reference in the notes, KSeF on request. Not documented, and chosen here: VAT is counted line by line from gross.
 */
const KEY = 'demo-infakt-key';
const list: Route = (shop, request) => {
	const unknown = unknownParameter(request, [
		'offset',
		'limit',
		'order',
		'fields',
		/^q\[(notes_cont|invoice_date_[lg]teq)\]$/,
	]);
	if (unknown) return refused(400, `Nieznany parametr ${unknown}`);
	const { query } = request;
	const limit = Math.min(Number(query.get('limit') ?? 10), 100);
	const offset = Number(query.get('offset') ?? 0);
	const found = shop.books
		.visible()
		.filter(
			(document) =>
				document.reference.includes(query.get('q[notes_cont]') ?? '') &&
				document.issueDate >= (query.get('q[invoice_date_gteq]') ?? '') &&
				document.issueDate <= (query.get('q[invoice_date_lteq]') ?? '9999'),
		);
	const entities = found.slice(offset, offset + limit).map((document) => answer(shop, document));
	return {
		status: 200,
		body: { metainfo: { count: entities.length, total_count: found.length, next: null, previous: null }, entities },
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

const BASE = '/api/v3';
const at = (path: string) => new RegExp(`^${BASE}${path.replace(/\./g, '\\.').replace('{id}', '([^/]+?)')}$`);

export const INFAKT: Dialect = {
	host: 'api.infakt.pl',
	signedBy: { 'x-infakt-apikey': KEY },
	notSignedIn: refused(401, 'Brak autoryzacji'),
	rounding: 'perLineFromGross',
	id: (count) => uuid('infakt', count),
	number: (count, day) => `${count}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
	notFound: gone,
	catchUp: carryOut,
	routes: [
		['GET', at('/account/details.json'), () => ({ status: 200, body: { company_name: 'Demo Usługi sp. z o.o.' } })],
		['POST', at('/async/invoices.json'), order],
		['GET', at('/async/invoices/status/{id}.json'), orderStatus],
		['GET', at('/invoices.json'), list],
		['GET', at('/invoices/{id}/pdf.json'), withDocument(printed)],
		['POST', at('/invoices/{id}/deliver_via_email.json'), withDocument(mailed)],
		['POST', at('/async/invoices/{id}/paid.json'), withDocument(markedPaid)],
		['POST', at('/ksef2/documents/{id}/send.json'), withDocument(sentToKsef)],
		[
			'GET',
			at('/invoices/{id}.json'),
			withDocument((shop, document) => ({ status: 200, body: answer(shop, document) })),
		],
	],
};

function printed(shop: Shop, document: StoredDocument, request: FakeRequest): Promise<FakeResponse> | FakeResponse {
	const kinds = ['original_copy', 'original', 'copy', 'duplicate', 'regular'];
	if (!kinds.includes(request.query.get('document_type') ?? '')) return refused(400, 'document_type');
	return pdfResponse(shop, document, refused(422, 'Dokument jest generowany'));
}

function mailed(shop: Shop, document: StoredDocument, request: FakeRequest): FakeResponse {
	const body = Email.safeParse(parsed(request));
	if (!body.success) return refused(422, fields(body.error.issues));
	const to = body.data.recipient ?? document.buyer.email;
	shop.books.emails.push({ documentId: document.id, to: [to], at: shop.world.now().toISOString() });
	shop.world.changed();
	return { status: 202, body: { status: 'ok' } };
}

function markedPaid(shop: Shop, document: StoredDocument, request: FakeRequest): FakeResponse {
	const date = (parsed(request) as { paid_date?: unknown } | undefined)?.paid_date ?? request.query.get('paid_date');
	if (Number(shop.books.left(document)) > 0)
		shop.books.pay(document, { date: typeof date === 'string' ? date : undefined });
	shop.world.changed();
	return { status: 201, body: { processing_code: 100 } };
}

function sentToKsef(shop: Shop, document: StoredDocument): FakeResponse {
	if (document.kind === 'proforma') return refused(422, 'Tego dokumentu nie wysyła się do KSeF.');
	document.sentToKsefAt ??= shop.world.now();
	shop.world.changed();
	return { status: 200, body: { invoice_uuid: document.id, status: 'sent', ksef_number: null } };
}
