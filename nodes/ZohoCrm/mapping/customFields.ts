/**
 * The fields of a deal as text, by their API names: Zoho's names do not tell a custom field from a standard one. Of a
 * lookup its name; several choices joined by ", "; a ticked box "true", an empty one "". Subforms and Zoho's own
 * `$…` keys are left out.
 */
export function fieldTexts(record: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(record)
			.filter(([name, value]) => !name.startsWith('$') && !isSubform(value))
			.map(([name, value]) => [name, fieldText(value)]),
	);
}

/** Any field as text; empty when it is not set. */
export function fieldText(value: unknown): string {
	if (value === null || value === undefined || value === false) return '';
	if (Array.isArray(value))
		return value
			.map(fieldText)
			.filter((text) => text !== '')
			.join(', ');
	if (typeof value !== 'object') return String(value).trim();
	return 'name' in value ? fieldText(value.name) : '';
}

/** Rows, each with an id of its own, and more than a name: lists of tags and of lookups have just these. */
function isSubform(value: unknown): boolean {
	return (
		Array.isArray(value) &&
		value.some((row) => typeof row === 'object' && row !== null && Object.keys(row as object).length > 3)
	);
}
