import { badRequest } from './apiError';
import type { FieldRow } from './books';

/** A value for a custom field as REST v2 takes it, checked against the field's type. */
export function customValue(fields: readonly FieldRow[], code: string, value: unknown): unknown {
	const field = fields.find((one) => one.isCustom && one.code === code);
	if (!field) throw badRequest(`Validation failed: custom_fields.${code}: unknown field`);
	if (value === null) return null;
	const refuse = (what: string) => badRequest(`Validation failed: custom_fields.${code}: expected ${what}`);
	switch (field.type) {
		case 'varchar':
			if (typeof value !== 'string' || value.length > 255) throw refuse('string of at most 255 characters');
			return value;
		case 'text':
			if (typeof value !== 'string' || value.length > 65_535) throw refuse('string');
			return value;
		case 'date':
			if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw refuse('date');
			return value;
		case 'double':
			if (typeof value !== 'number') throw refuse('number');
			return value;
		case 'enum':
			if (!field.options?.some((option) => option.id === value)) throw refuse('id of an option');
			return value;
		default:
			throw refuse(`a type that this company has, not ${field.type}`);
	}
}

/** All custom fields, unset ones as null; choices as ids, or with their labels where the caller asks for them. */
export function shownCustom(
	fields: readonly FieldRow[],
	custom: Readonly<Record<string, unknown>>,
	withLabels: boolean,
): Record<string, unknown> {
	const shown = fields
		.filter((field) => field.isCustom)
		.map((field) => {
			const value = custom[field.code] ?? null;
			const option = field.options?.find((one) => one.id === value);
			return [field.code, option && withLabels ? { id: option.id, label: option.label } : value] as const;
		});
	return Object.fromEntries(shown);
}

/** As people see it. */
export function textOf(field: FieldRow, value: unknown): string {
	if (value === null || value === undefined) return '';
	return field.options?.find((option) => option.id === value)?.label ?? String(value);
}
