/**
 * The time of a line of the activity log: a count of fractions of a second since 1970 as text, 17 digits for units of
 * 100 nanoseconds. The number of digits tells the unit, so that seconds, milliseconds and microseconds are understood
 * as well; so is ISO 8601. Undefined for anything else. Answers ISO 8601 with milliseconds.
 */
export function logTime(createdAt: string): string | undefined {
	const text = createdAt.trim();
	if (/^\d{10,19}$/.test(text)) {
		// Ten digits are whole seconds until the year 2286; integers, because 17 digits do not fit into a float.
		const ms = (BigInt(text) * 1000n) / 10n ** BigInt(text.length - 10);
		return new Date(Number(ms)).toISOString();
	}
	const at = /^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
