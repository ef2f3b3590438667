import Big from 'big.js';
import type { z, ZodIssue } from 'zod';
import type { FakeResponse } from '../../../types';
import type { NewDocument, StoredDocument } from '../../books';
import type { Shop } from '../../dialect';
import { RATES, type Body } from './schemas';

export const refused = (status: number, error: unknown): FakeResponse => ({ status, body: { error } });
export const gone = refused(404, 'Zasób którego szukasz nie został znaleziony.');
export const fields = (issues: ZodIssue[]) =>
	Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), [message]]));

export function documentOf(invoice: z.infer<typeof Body>['invoice']): NewDocument {
	const person = [invoice.client_first_name, invoice.client_last_name].filter(Boolean).join(' ');
	return {
		kind: 'invoice',
		reference: invoice.notes ?? '',
		currency: invoice.currency ?? 'PLN',
		issueDate: invoice.invoice_date,
		saleDate: invoice.sale_date,
		dueDate: invoice.payment_date,
		buyer: {
			name: invoice.client_company_name || person,
			taxId: invoice.client_tax_code ?? '',
			email: '',
			address: [invoice.client_street, invoice.client_post_code, invoice.client_city].filter(Boolean).join(', '),
		},
		splitPayment: invoice.split_payment,
		lines: invoice.services.map((service) => ({
			name: service.name,
			quantity: String(service.quantity),
			unit: service.unit ?? '',
			vatRate: service.tax_symbol,
			percent: RATES[service.tax_symbol] ?? '0',
			value: new Big(service.gross_price).div(100).toFixed(2),
		})),
	};
}

const grosze = (text: string): number => Number(new Big(text).times(100).toFixed(0));

export function answer({ books }: Shop, document: StoredDocument): Record<string, unknown> {
	const { totals, buyer } = document;
	const ksef = books.ksef(document);
	return {
		id: grosze(document.number.split('/')[0] ?? '0'),
		uuid: document.id,
		number: document.number,
		currency: document.currency,
		kind: 'vat',
		payment_method: 'transfer',
		invoice_date: document.issueDate,
		sale_date: document.saleDate,
		payment_date: document.dueDate,
		paid_date: document.payments.at(-1)?.date ?? null,
		status: Number(books.left(document)) === 0 ? 'paid' : 'draft',
		net_price: grosze(totals.net),
		tax_price: grosze(totals.vat),
		gross_price: grosze(totals.gross),
		left_to_pay: grosze(books.left(document)),
		client_company_name: buyer.name,
		client_tax_code: buyer.taxId,
		notes: document.reference,
		ksef_number: ksef?.number ?? null,
		ksef_data: ksef && { status: ksef.status, ksef_number: ksef.number ?? null, status_description: 'Faktura w KSeF.' },
	};
}
