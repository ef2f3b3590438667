import type { ZodIssue } from 'zod';
import type { Refusals } from './brand';
import type { FamilyInvoice } from './schemas';

export const EMPTY = '- nie może być puste';

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

export class Complaints {
	readonly refusals: Refusals = {};

	constructor(private readonly invoice: FamilyInvoice) {}

	refuse(field: string, sentence: string): void {
		(this.refusals[field] ??= []).push(sentence);
	}

	require(field: keyof FamilyInvoice | string): void {
		if (!String(this.invoice[field as keyof FamilyInvoice] ?? '').trim()) this.refuse(field, EMPTY);
	}
}

/** What every brand refuses of a well-formed document. `knowsTax`: whether the brand has such a rate. */
export function commonRefusals(
	invoice: FamilyInvoice,
	complaints: Complaints,
	knowsTax: (tax: string) => boolean,
): void {
	if (invoice.buyer_company !== false || !invoice.buyer_last_name) complaints.require('buyer_name');
	if (invoice.payment_to_kind === 'other_date') complaints.require('payment_to');
	if (invoice.exchange_kind === 'own') complaints.require('exchange_currency_rate');
	else if (invoice.exchange_currency_rate) complaints.refuse('exchange_currency_rate', '- tylko dla kursu własnego');
	if (/\p{Extended_Pictographic}/u.test((invoice.description ?? '').replace(/[\d#*©®™]/g, '')))
		complaints.refuse('description', '- zawiera niedozwolone znaki');
	invoice.positions.forEach(({ tax }, index) => {
		if (!knowsTax(tax)) complaints.refuse(`positions.${index}.tax`, '- jest nieprawidłowe');
	});
}

/** A tax number's letters and digits. */
export const bareNumber = ({ buyer_tax_no: number }: FamilyInvoice): string =>
	(number ?? '').replace(/[\s-]/g, '').toUpperCase();

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];

export function isNip(digits: string): boolean {
	if (!/^\d{10}$/.test(digits)) return false;
	const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
	return sum % 11 === Number(digits[9]);
}
