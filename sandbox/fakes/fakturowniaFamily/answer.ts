import { kindOf, type StoredDocument, type StoredPayment } from './books';
import type { Office } from './brand';
import { cut } from './totals';

/** The seller of the fake accounts. */
export const SELLER = {
	name: 'Demo Usługi sp. z o.o.',
	tax_no: '5252445767',
	street: 'ul. Przykładowa 10',
	post_code: '00-001',
	city: 'Warszawa',
	country: 'PL',
};

/** The document as the API tells it: amounts as text, absent values null, ids as numbers. */
export function documentAnswer(
	document: StoredDocument,
	office: Office | undefined,
	host: string,
): Record<string, unknown> {
	const { input } = document;
	// First: asking the office may change the document.
	const standing = office?.fields(document);
	return {
		id: document.id,
		number: document.number,
		kind: kindOf(document),
		oid: input.oid ?? null,
		internal_note: input.internal_note ?? null,
		invoice_id: input.invoice_id ?? null,
		correction_reason: input.correction_reason ?? null,
		issue_date: document.issueDate,
		sell_date: document.saleDate,
		payment_to: document.dueDate,
		payment_to_kind: String(input.payment_to_kind ?? 'other_date'),
		currency: input.currency,
		lang: input.lang,
		status: status(document),
		price_net: cut(document.totals.net),
		price_tax: cut(document.totals.tax),
		price_gross: cut(document.totals.gross),
		paid: cut(document.paid),
		paid_date: document.paidDate ?? null,
		seller_name: SELLER.name,
		seller_tax_no: SELLER.tax_no,
		seller_street: SELLER.street,
		seller_post_code: SELLER.post_code,
		seller_city: SELLER.city,
		seller_country: SELLER.country,
		department_id: input.department_id ?? null,
		client_id: input.client_id ?? null,
		buyer_name: input.buyer_name || [input.buyer_first_name, input.buyer_last_name].filter(Boolean).join(' '),
		buyer_first_name: input.buyer_first_name ?? null,
		buyer_last_name: input.buyer_last_name ?? null,
		buyer_company: input.buyer_company ?? true,
		buyer_tax_no: input.buyer_tax_no || null,
		buyer_tax_no_kind: input.buyer_tax_no_kind ?? null,
		buyer_street: input.buyer_street ?? null,
		buyer_post_code: input.buyer_post_code ?? null,
		buyer_city: input.buyer_city ?? null,
		buyer_country: input.buyer_country ?? null,
		buyer_email: input.buyer_email ?? null,
		description: input.description ?? null,
		split_payment: input.split_payment ?? false,
		reverse_charge: input.reverse_charge ?? false,
		exempt_tax_kind: input.exempt_tax_kind ?? null,
		cancelled: document.cancelled,
		income: true,
		from_api: true,
		token: document.token,
		view_url: `https://${host}/f/${document.number.replace(/\//g, '-')}/${document.token}`,
		created_at: document.createdAt.toISOString(),
		updated_at: document.updatedAt.toISOString(),
		...standing,
	};
}

export function positionsAnswer(document: StoredDocument): Record<string, unknown>[] {
	return document.positions.map((position, index) => ({
		id: document.id * 100 + index,
		invoice_id: document.id,
		name: position.name,
		description: position.description ?? null,
		additional_info: position.additional_info ?? null,
		quantity: cut(position.quantity),
		quantity_unit: position.quantity_unit ?? null,
		tax: position.tax,
		price_net: cut(position.price_net),
		price_gross: cut(position.price_gross),
		total_price_net: cut(position.total_price_net),
		total_price_tax: cut(position.total_price_tax),
		total_price_gross: cut(position.total_price_gross),
	}));
}

export function paymentAnswer(payment: StoredPayment): Record<string, unknown> {
	return { ...payment, price: cut(payment.price), kind: 'api' };
}

function status(document: StoredDocument): string {
	const paid = Number(document.paid);
	if (paid === 0) return 'issued';
	return paid < Number(document.totals.gross) ? 'partial' : 'paid';
}
