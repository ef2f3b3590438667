/** Text as it came from a CRM, made fit for one line of a document, a mail header or a file name. */

/** Longest line name: FA(3) allows 512, several accounting systems 256. */
export const LINE_NAME_LENGTH = 256;

/** Marks that reorder or hide text: zero-width, left-to-right and right-to-left marks, embeddings, isolates, BOM. */
const INVISIBLE = /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u061C\u00AD]/g;
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

/** One line: control characters become spaces, invisible marks go, spaces collapse, composed form (NFC). */
export function oneLine(text: string): string {
	return text
		.replace(LONE_SURROGATE, '')
		.replace(CONTROL, ' ')
		.replace(INVISIBLE, '')
		.replace(/\s+/g, ' ')
		.trim()
		.normalize('NFC');
}

/** Several lines: as `oneLine`, but line breaks stay, two at most in a row. */
export function severalLines(text: string): string {
	return text
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.split('\n')
		.map(oneLine)
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** At most `length` UTF-16 units, ending in `…` when something was left out; never splits a visible character. */
export function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	let kept = '';
	for (const { segment } of new Intl.Segmenter('pl', { granularity: 'grapheme' }).segment(text)) {
		if (kept.length + segment.length > length - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}

/** Fills `{name}` from the values given; a placeholder without a value becomes nothing, an unknown one stays. */
export function fillTemplate(template: string, values: Record<string, string | undefined>): string {
	return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.prototype.hasOwnProperty.call(values, name) ? (values[name] ?? '') : whole,
	);
}
