import Big from 'big.js';
import type { FieldRow } from '../schemas';

/**
 * A custom field of REST v2 as text: numbers without an exponent, choices by their labels, of money, addresses and
 * times the value, of a range its beginning and end. People and users are numbers. Empty when it is not set.
 */
export function fieldText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'number') return new Big(String(value)).round(10).toFixed();
	if (typeof value !== 'object') return String(value).trim();
	if (Array.isArray(value))
		return value
			.map(fieldText)
			.filter((one) => one !== '')
			.join(', ');
	const { label, value: inner, until, id } = value as Record<string, unknown>;
	if (label !== undefined) return fieldText(label);
	if (until !== undefined && until !== null) return `${fieldText(inner)}/${fieldText(until)}`;
	return fieldText(inner ?? id);
}

/** What fields of these codes hold; one value told twice is one. */
export function textOf(custom: Record<string, unknown>, codes: readonly string[]): string {
	const texts = codes.map((code) => fieldText(custom[code])).filter((text) => text !== '');
	return [...new Set(texts)].join(', ');
}

/**
 * The deal's custom fields as text, under their codes and under the names that people see, so that a setting can say
 * either. Fields that share a name show all their values there: nothing is chosen in silence.
 */
export function customFieldTexts(custom: Record<string, unknown>, rows: readonly FieldRow[]): Record<string, string> {
	const byName = new Map<string, string[]>();
	for (const { field_code: code, field_name: name, is_custom_field: isCustom } of rows)
		if (isCustom && name !== '') byName.set(name, [...(byName.get(name) ?? []), code]);
	return Object.fromEntries([
		...[...byName].map(([name, codes]) => [name, textOf(custom, codes)]),
		...Object.entries(custom).map(([code, value]) => [code, fieldText(value)]),
	]) as Record<string, string>;
}
