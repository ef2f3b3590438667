import { ApiError, badRequest } from '../apiError';
import { sumOf } from '../money';
import { dealOf, idIn, pageV2, type Route } from './route';

const NEVER = '2026-01-02T08:00:00Z';

export const lines: Route[] = [
	{
		version: 'v2',
		method: 'GET',
		path: '/deals/{id}/products',
		tokens: 10,
		query: { limit: 'integer', cursor: 'text', sort_by: 'text', sort_direction: 'text' },
		handle: (call) => {
			const deal = dealOf(call, idIn(call));
			const rows = call.company.books.lines.filter((line) => line.dealId === deal.id);
			if (call.query.sort_by === 'order_nr') rows.sort((one, other) => one.orderNr - other.orderNr);
			return pageV2(
				rows.map((line) => ({
					id: line.id,
					sum: Number(sumOf(line, call.company.taxInSums)),
					tax: Number(line.tax),
					deal_id: deal.id,
					name: line.name,
					product_id: line.productId,
					product_variation_id: null,
					order_nr: line.orderNr,
					add_time: deal.addTime,
					update_time: deal.updateTime,
					comments: line.comments,
					currency: deal.currency,
					discount: Number(line.discount),
					discount_type: line.discountType,
					quantity: Number(line.quantity),
					item_price: Number(line.itemPrice),
					tax_method: line.taxMethod,
					is_enabled: line.isEnabled,
					billing_frequency: line.billingFrequency,
					billing_frequency_cycles: null,
					billing_start_date: null,
				})),
				call,
			);
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/deals/{id}/discounts',
		tokens: 10,
		handle: (call) => {
			const deal = dealOf(call, idIn(call));
			const rows = call.company.books.discounts.filter((row) => row.dealId === deal.id);
			return {
				data: rows.map((row) => ({
					id: row.id,
					type: row.type,
					amount: Number(row.amount),
					description: row.description,
					deal_id: deal.id,
					created_at: NEVER,
					created_by: 77,
					updated_at: NEVER,
					updated_by: 77,
				})),
			};
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/deals/installments',
		tokens: 10,
		query: { deal_ids: 'integers', limit: 'integer', cursor: 'text', sort_by: 'text', sort_direction: 'text' },
		handle: (call) => {
			if (!call.company.isGrowth) throw new ApiError(415, 'Feature is not enabled');
			const ids = (call.query.deal_ids ?? '').split(',').map(Number);
			const rows = call.company.books.installments.filter((row) => ids.includes(row.dealId));
			return pageV2(
				rows.map((row) => ({
					id: row.id,
					amount: Number(row.amount),
					billing_date: row.billingDate,
					description: row.description,
					deal_id: row.dealId,
				})),
				call,
			);
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/products',
		tokens: 10,
		query: { limit: 'integer', cursor: 'text', ids: 'integers' },
		handle: (call) => {
			const ids = call.query.ids?.split(',').map(Number);
			if (ids && ids.length > 100) throw badRequest('Validation failed: ids: at most 100');
			const rows = [...call.company.books.products.values()].filter(({ id }) => !ids || ids.includes(id));
			return pageV2(rows.map(shownProduct), call);
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/products/{id}',
		tokens: 1,
		handle: (call) => {
			const product = call.company.books.products.get(idIn(call));
			if (!product) throw new ApiError(404, 'Product not found');
			return { data: shownProduct(product) };
		},
	},
];

const shownProduct = ({ id, name, unit, tax }: { id: number; name: string; unit: string; tax: string }) => ({
	id,
	name,
	code: `P-${id}`,
	description: '',
	unit,
	tax: Number(tax),
	category: null,
	is_linkable: true,
	is_deleted: false,
	visible_to: 3,
	owner_id: 77,
	add_time: NEVER,
	update_time: NEVER,
	billing_frequency: 'one-time',
	billing_frequency_cycles: null,
	prices: [],
	custom_fields: {},
});
