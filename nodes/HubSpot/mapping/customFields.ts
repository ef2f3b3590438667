import type { Properties, PropertyRow } from '../schemas';

/** Fields of ours begin so: they are read and handed over although the list of fields may be a few minutes old. */
export const OWN_PREFIX = 'd2i_';
/** Standard fields that may serve for an invoice: the close date as the sale date. */
const USEFUL_STANDARD = ['closedate', 'dealtype'];

/** The names of the deal's fields to read beside those that every deal has. */
export function customNames(properties: ReadonlyMap<string, PropertyRow>): string[] {
	const custom = [...properties.values()].filter((row) => row.hubspotDefined !== true).map((row) => row.name);
	return [...new Set([...custom, ...USEFUL_STANDARD])];
}

/**
 * The deal's own fields as text, by their internal names: days as they are, choices by the words that people see,
 * several joined by ", ", an unticked box as nothing, files by their ids.
 */
export function customFieldTexts(
	held: Properties,
	properties: ReadonlyMap<string, PropertyRow>,
	also: readonly string[],
): Record<string, string> {
	const wanted = new Set([...customNames(properties), ...also]);
	return Object.fromEntries(
		Object.entries(held)
			.filter(([name]) => wanted.has(name) || name.startsWith(OWN_PREFIX))
			.map(([name, value]) => [name, fieldText(value, properties.get(name))]),
	);
}

function fieldText(value: string, property: PropertyRow | undefined): string {
	const text = value.trim();
	if (property?.type === 'bool') return text === 'true' ? 'true' : '';
	if (property?.type !== 'enumeration' || !property.options?.length) return text;
	return text
		.split(';')
		.filter((one) => one !== '')
		.map((one) => property.options?.find((option) => option.value === one)?.label || one)
		.join(', ');
}
