import type { ZodIssue } from 'zod';
import type { NewInvoice } from './schemas';
import { taxName } from './totals';

/** Field → sentences, as the system answers with 422. */
export type Refusals = Record<string, string[]>;

const EMPTY = '- nie może być puste';

/** Wrong types and unknown fields of `invoice` and its positions. */
export function shapeRefusals(issues: ZodIssue[]): Refusals {
	const refusals: Refusals = {};
	for (const issue of issues) {
		if (issue.code === 'unrecognized_keys')
			for (const key of issue.keys) refusals[path([...issue.path, key])] = ['- nieznane pole'];
		else if (issue.code === 'invalid_type' && issue.received === 'undefined') refusals[path(issue.path)] = [EMPTY];
		else refusals[path(issue.path)] = [`- jest nieprawidłowe (${issue.message})`];
	}
	return refusals;
}

const path = (parts: (string | number)[]) => parts.join('.') || 'invoice';

/** What is refused of a well-formed document. `toKsef`: it is to be sent, and documents that KSeF would refuse are blocked. */
export function contentRefusals(invoice: NewInvoice, toKsef: boolean): Refusals {
	const refusals: Refusals = {};
	const refuse = (field: string, sentence: string) => (refusals[field] ??= []).push(sentence);
	const require = (field: keyof NewInvoice) => {
		if (!String(invoice[field] ?? '').trim()) refuse(field, EMPTY);
	};
	const person = invoice.buyer_company === false;

	if (!person || !invoice.buyer_last_name) require('buyer_name');
	const number = (invoice.buyer_tax_no ?? '').replace(/[\s-]/g, '').toUpperCase();
	const polish = (invoice.buyer_tax_no_kind ?? '') === '' && /^(PL)?\d/.test(number);
	if (polish && !isNip(number.replace(/^PL/, ''))) refuse('buyer_tax_no', '- nie jest poprawnym numerem NIP');
	if (invoice.buyer_tax_no_kind === 'nip_ue' && !/^[A-Z0-9+*]{1,14}$/.test(number))
		refuse('buyer_tax_no', '- jest nieprawidłowe');
	if (invoice.payment_to_kind === 'other_date') require('payment_to');
	if (/\p{Extended_Pictographic}/u.test((invoice.description ?? '').replace(/[\d#*©®™]/g, '')))
		refuse('description', '- zawiera niedozwolone znaki');
	if (invoice.exchange_kind === 'own') (['exchange_currency_rate', 'exchange_note'] as const).forEach(require);
	invoice.positions.forEach((position, index) => {
		if (taxName(position.tax) === undefined) refuse(`positions.${index}.tax`, '- jest nieprawidłowe');
	});
	if (toKsef) ksefRefusals(invoice, person, refuse, require);
	return refusals;
}

function ksefRefusals(
	invoice: NewInvoice,
	person: boolean,
	refuse: (field: string, sentence: string) => void,
	require: (field: keyof NewInvoice) => void,
): void {
	const taxes = new Set(invoice.positions.map((position) => taxName(position.tax)));
	if (taxes.has('zw')) require('exempt_tax_kind');
	if (taxes.has('np')) require('np_tax_kind');
	if (invoice.np_tax_kind === 'export_service_eu' && !invoice.reverse_charge)
		refuse('reverse_charge', '- musi być zaznaczone');
	if (!person && invoice.buyer_tax_no_kind !== 'empty') require('buyer_tax_no');
	if (person) {
		require('buyer_first_name');
		require('buyer_last_name');
	}
	require('buyer_country');
	tooLong('buyer_phone', invoice.buyer_phone, 16);
	tooLong('buyer_email', invoice.buyer_email, 255);
	tooLong('buyer_name', invoice.buyer_name, 255);
	tooLong('buyer_street', invoice.buyer_street, 255);
	tooLong('description', invoice.description, 256);
	invoice.positions.forEach((position, index) => tooLong(`positions.${index}.name`, position.name, 256));

	function tooLong(field: string, text: string | undefined, limit: number): void {
		if ((text ?? '').length > limit) refuse(field, `- pole jest za długie (maksymalna ilość znaków: ${limit})`);
	}
}

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

export function isNip(digits: string): boolean {
	if (!/^\d{10}$/.test(digits)) return false;
	const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
	return sum % 11 === Number(digits[9]);
}
