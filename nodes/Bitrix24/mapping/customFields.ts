import type { DealItem, FieldTypes } from '../schemas';

/**
 * The deal's custom fields as text, by their Bitrix24 names. Dates as days, choices of a list by their words,
 * several values joined by ", ". Of files only the ids: their addresses carry the key of the caller.
 */
export function customFieldTexts(item: DealItem, types: FieldTypes): Record<string, string> {
	return Object.fromEntries(
		Object.entries(item)
			.filter(([name]) => name.startsWith('UF_CRM_'))
			.map(([name, value]) => [name, fieldText(value, types[name])]),
	);
}

/** Any field of the item as text; empty when it is not set. */
export function fieldText(value: unknown, type: FieldTypes[string] | undefined): string {
	if (value === null || value === undefined || value === false) return '';
	if (Array.isArray(value))
		return value
			.map((one) => fieldText(one, type))
			.filter((one) => one !== '')
			.join(', ');
	if (typeof value === 'object') return 'id' in value ? String(value.id) : '';
	const text = value === true ? 'Y' : String(value).trim();
	// A date field comes as midnight with the server's offset: the day is what was typed, in no zone at all.
	if (type?.type === 'date') return text.slice(0, 10);
	if (type?.type === 'enumeration') return type.items?.find((choice) => choice.ID === text)?.VALUE ?? text;
	return text;
}
