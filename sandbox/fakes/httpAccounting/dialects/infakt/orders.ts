import type { NewDocument, StoredDocument } from '../../books';
import { parsed, uuid, type Route, type Shop } from '../../dialect';
import { Body } from './schemas';
import { documentOf, fields, gone, refused } from './words';

interface Order {
	at: number;
	body: NewDocument;
	lag: number;
	errors?: Record<string, string[]>;
	document?: StoredDocument;
}
const orders = new WeakMap<object, Map<string, Order>>();

function ordersOf(shop: Shop): Map<string, Order> {
	const known = orders.get(shop.books) ?? new Map<string, Order>();
	orders.set(shop.books, known);
	return known;
}

/** Orders are carried out in their turn, whether or not anybody asks. */
export function carryOut(shop: Shop): void {
	for (const order of ordersOf(shop).values()) {
		if (order.document || order.errors || shop.world.now().getTime() < order.at) continue;
		order.document = shop.books.insert(order.body, order.lag);
		shop.world.changed();
	}
}

export const order: Route = (shop, request) => {
	const body = Body.safeParse(parsed(request));
	if (!body.success) return refused(422, fields(body.error.issues));
	const known = ordersOf(shop);
	const reference = uuid('infakt order', known.size + 1);
	const { invoice } = body.data;
	// What the data says is judged while the order is carried out.
	const errors =
		invoice.client_company_name || invoice.client_last_name
			? undefined
			: { client_company_name: ['nie może być puste'] };
	const lag = shop.world.fault('http', 'search-lag', request)?.delayMs ?? 0;
	known.set(reference, {
		at: shop.world.now().getTime() + shop.settings().taskDelayMs,
		body: documentOf(invoice),
		lag,
		errors,
	});
	carryOut(shop);
	return {
		status: 202,
		body: {
			invoice_task_reference_number: reference,
			processing_code: 100,
			processing_description: 'Zlecenie przyjęte',
		},
	};
};

export const orderStatus: Route = (shop, _request, reference) => {
	const found = ordersOf(shop).get(reference);
	if (!found) return gone;
	carryOut(shop);
	const base = { invoice_task_reference_number: reference };
	if (found.errors)
		return {
			status: 200,
			body: {
				...base,
				processing_code: 422,
				processing_description: 'Nie udało się stworzyć faktury',
				invoice_errors: found.errors,
			},
		};
	if (!found.document)
		return {
			status: 200,
			body: { ...base, processing_code: 140, processing_description: 'Zlecenie jest w trakcie przetwarzania' },
		};
	return {
		status: 200,
		body: {
			...base,
			processing_code: 201,
			processing_description: 'Faktura stworzona',
			invoice_uuid: found.document.id,
		},
	};
};
