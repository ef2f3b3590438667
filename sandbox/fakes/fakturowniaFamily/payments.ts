import { paymentAnswer } from './answer';
import type { Route } from './brand';
import { parse, refused } from './routes';

export const listPayments: Route = (shop, { query }) => {
	const perPage = Math.min(Number(query.get('per_page') ?? 25), 100);
	const page = Number(query.get('page') ?? 1);
	const newestFirst = [...shop.books.payments].reverse();
	return { status: 200, body: newestFirst.slice((page - 1) * perPage, page * perPage).map(paymentAnswer) };
};

export const createPayment: Route = (shop, request) => {
	const { books, brand, world } = shop;
	const asked = brand.readPayment(parse(request));
	if ('refusals' in asked) return refused(asked.refusals);
	const { name, price, invoiceId, paid, paidDate = books.today() } = asked;
	const document = invoiceId ? books.byId(invoiceId) : undefined;
	if (invoiceId && !document) return refused({ invoice_id: ['- nie istnieje'] });
	const at = world.now().toISOString();
	const payment = books.addPayment({ name, price, invoice_id: invoiceId ?? null, paid, created_at: at });
	if (document && paid) books.pay(document, price, paidDate);
	world.changed();
	return { status: 201, body: paymentAnswer(payment) };
};
