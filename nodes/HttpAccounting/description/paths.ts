import { z } from 'zod';

/**
 * Dot paths into an answer: `invoices.0.invoice.id`. An empty path is the whole answer; `*` is every value of a list or
 * of an object.
 */
export const DotPath = z
	.string()
	.trim()
	.regex(/^([^.\s|+]+(\.[^.\s|+]+)*)?$/, 'must be a path like invoice.number');

/**
 * Where a field is: a path; several, of which the first that holds something counts (`company | person.name`); several
 * that belong together (`firstName + lastName`); or a constant in quotes (`'USD'`).
 */
export const FieldPath = z
	.string()
	.trim()
	.min(1)
	.regex(
		/^('[^']*'|[^'.\s|+]+(\.[^'.\s|+]+)*(\s*[|+]\s*[^'.\s|+]+(\.[^'.\s|+]+)*)*)$/,
		"must be a path like invoice.number, or a constant like 'USD'",
	);

/** All values at a path. */
export function valuesAt(root: unknown, path: string): unknown[] {
	const keys = path === '' ? [] : path.split('.');
	return keys.reduce<unknown[]>((values, key) => values.flatMap((value) => childrenOf(value, key)), [root]);
}

/** The first value at a path. */
export function valueAt(root: unknown, path: string): unknown {
	return valuesAt(root, path)[0];
}

/** What a field holds, as text; empty where it holds nothing. */
export function fieldText(root: unknown, field: string): string {
	const constant = /^'(.*)'$/.exec(field)?.[1];
	if (constant !== undefined) return constant;
	for (const alternative of field.split('|')) {
		const parts = alternative.split('+').map((path) => textOf(valueAt(root, path.trim())));
		const text = parts.filter(Boolean).join(' ');
		if (text !== '') return text;
	}
	return '';
}

/** Text of a simple value; of a list, its texts joined by commas; nothing of an object. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? value.map(textOf).filter(Boolean).join(', ') : '';
}

/** A list, or an object whose entries are numbered (`{"0": …, "1": …, "parameters": …}`), as a list. */
export function listOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (typeof value !== 'object' || value === null) return undefined;
	const numbered = Object.entries(value).filter(([key]) => /^\d+$/.test(key));
	return numbered.map(([, item]) => item as unknown);
}

function childrenOf(value: unknown, key: string): unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	if (key === '*') return Object.values(value);
	return Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : [];
}
