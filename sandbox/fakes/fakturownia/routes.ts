import { SELLER } from '../fakturowniaFamily/answer';
import type { Route, RouteEntry } from '../fakturowniaFamily/brand';
import { mail, notFound, notMailed, parse, refused, whole } from '../fakturowniaFamily/routes';
import type { Ksef } from './ksef';

const account: Route = (shop) => ({
	status: 200,
	body: { prefix: shop.host.split('.')[0], name: SELLER.name, url: `https://${shop.host}`, plan: 'premium' },
});

const readInvoice: Route = (shop, { query }, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	// A GET that acts: documented, and the reason why it must not be repeated.
	if (['yes', '1'].includes(query.get('send_to_ksef') ?? '')) {
		shop.office?.send(document);
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

const sendByEmail: Route = (shop, request, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	const to = (request.query.get('email_to') ?? document.input.buyer_email ?? '').split(',').filter(Boolean);
	if (to.length > 5) return notMailed('Za dużo adresów');
	const company = document.input.buyer_company !== false;
	if (company && shop.office?.isWaiting(document) && !(shop.office as Ksef).isDemo)
		return notMailed('Faktura nie może zostać wysłana - brak numeru KSeF');
	return mail(shop, request, document, { to, pdf: request.query.get('email_pdf') === 'true' });
};

const cancelInvoice: Route = (shop, request) => {
	const id = Number((parse(request) as { cancel_invoice_id?: unknown } | undefined)?.cancel_invoice_id);
	const document = shop.books.byId(id);
	if (!document) return notFound();
	if (document.govId) return refused('Nie można anulować dokumentu przesłanego do KSeF');
	shop.books.cancel(document);
	shop.world.changed();
	return { status: 200, body: { code: 'success', message: 'Dokument anulowany' } };
};

const CARD_FILTERS = ['tax_no', 'name', 'email', 'external_id'] as const;

/** Compared as the text that is kept: whether the system sees through dashes and prefixes is not documented. */
const listClients: Route = (shop, { query }) => {
	const unknown = [...query.keys()].find((name) => !['api_token', 'page', 'per_page', ...CARD_FILTERS].includes(name));
	if (unknown) return refused(`Nieznany parametr ${unknown}`);
	const found = shop.books.cards.filter((card) =>
		CARD_FILTERS.every((field) => query.get(field) === null || card[field] === query.get(field)),
	);
	return { status: 200, body: found.map((card) => ({ ...card, deleted: false })) };
};

export const FAKTUROWNIA_ROUTES: RouteEntry[] = [
	['GET', /^\/account\.json$/, account],
	['GET', /^\/clients\.json$/, listClients],
	['POST', /^\/invoices\/cancel\.json$/, cancelInvoice],
	['GET', /^\/invoices\/(\d+)\.json$/, readInvoice],
	['POST', /^\/invoices\/(\d+)\/send_by_email\.json$/, sendByEmail],
];
