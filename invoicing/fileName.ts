import type { Day } from './primitives';
import { cut, oneLine } from './text';

/** Names of files and folders that every drive and every computer takes. */

const FOLDER_LENGTH = 80;
const FILE_LENGTH = 120;

/** Names that Windows keeps for devices, with or without an ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i;

/** Pictographs, their modifiers and joiners: some drives refuse them, and sync clients show them differently. */
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F\u200D\u20E3]/gu;

/**
 * One path segment. Slashes and backslashes become dashes; quotes, `: * ? | < >` and emoji go; no leading or trailing
 * dot, no trailing space; never empty, never `..`, never a reserved name.
 */
export function safeName(text: string, fallback: string, length = FOLDER_LENGTH): string {
	const name = oneLine(
		oneLine(text)
			.replace(EMOJI, '')
			.replace(/[/\\\u2044\u2215\uFF0F\uFF3C]/g, '-')
			.replace(/["'`„”“’‘«»:*?|<>%#]/g, ''),
	);
	const trimmed = trimEnds(cut(trimEnds(name), length));
	if (trimmed === '') return fallback;
	return RESERVED.test(trimmed) ? `${trimmed}_` : trimmed;
}

function trimEnds(name: string): string {
	return name.replace(/^[.\s-]+/, '').replace(/[.\s]+$/, '');
}

/** Folders of the archive, outermost first: year, month of the issue date, client. `['2026', '11', 'Acme sp. z o.o']`. */
export function archiveFolders(input: {
	issueDate: Day;
	client: string;
}): [year: string, month: string, client: string] {
	return [input.issueDate.slice(0, 4), input.issueDate.slice(5, 7), safeName(input.client, 'Client')];
}

/** Where a file lies, as a person sees it: `2026/11/Acme/FV 1-11-2026.pdf`. */
export function archivePath(input: { issueDate: Day; client: string; fileName: string }): string {
	return [...archiveFolders(input), input.fileName].join('/');
}

/** How a bare number is introduced in a file name. A proforma is never called an invoice. */
const PREFIX: Record<string, string> = { proforma: 'Proforma', advance: 'FZ', correction: 'FK' };

/** `FV 1-11-2026.pdf` for `FV 1/11/2026` and for a bare `1/11/2026`; `Proforma 3-2026.pdf` for a proforma. */
export function invoiceFileName(document: { number: string; kind: string }): string {
	const prefix = PREFIX[document.kind] ?? 'FV';
	const named = /^\p{L}/u.test(document.number.trim()) ? document.number : `${prefix} ${document.number}`;
	const number = document.kind === 'proforma' ? proformaNumber(named) : named;
	return `${safeName(number, prefix, FILE_LENGTH)}.pdf`;
}

/** Some systems number proformas in an invoice-like way ("Faktura pro forma 3/2026"): the word goes. */
export function proformaNumber(number: string): string {
	if (!/faktur|invoice|\bfv\b/i.test(number)) return number;
	const rest = number.replace(/faktur\p{L}*|invoice|\bfv\b|pro[ -]?forma/giu, ' ');
	return `Proforma ${oneLine(rest)}`;
}
