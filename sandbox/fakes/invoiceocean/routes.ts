import type { Route, RouteEntry } from '../fakturowniaFamily/brand';
import { listPayments } from '../fakturowniaFamily/payments';
import { mail, notFound, refused } from '../fakturowniaFamily/routes';

/** To the address on the document: no option is documented. */
const sendByEmail: Route = (shop, request, id) => {
	const document = shop.books.byId(id);
	if (!document) return notFound();
	const unknown = [...request.query.keys()].find((name) => name !== 'api_token');
	if (unknown) return refused(`Unknown parameter ${unknown}`);
	const to = [document.input.buyer_email ?? ''].filter(Boolean);
	return mail(shop, request, document, { to, pdf: true });
};

export const invoiceOceanRoutes = (oldestPaymentsFirst: () => boolean): RouteEntry[] => [
	['POST', /^\/invoices\/(\d+)\/send_by_email\.json$/, sendByEmail],
	[
		'GET',
		/^\/banking\/payments\.json$/,
		(shop, request, id) => {
			if (!oldestPaymentsFirst()) return listPayments(shop, request, id);
			const payments = [...shop.books.payments].reverse();
			return listPayments({ ...shop, books: Object.assign(Object.create(shop.books), { payments }) }, request, id);
		},
	],
];
