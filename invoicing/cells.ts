import { oneLine } from './text';

/** What a spreadsheet would run as a formula: `=`, `+`, `-`, `@` (and their full-width forms), a tab or a return in front. */
const FORMULA_START = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A text that no spreadsheet reads as a formula: an apostrophe stands in front where it could. A plain number, also a
 * negative one, is no formula and stays.
 */
export function safeCell(text: string): string {
	if (PLAIN_NUMBER.test(text)) return text;
	const risky = FORMULA_START.test(text) || FORMULA_START.test(text.trimStart());
	return `${risky ? "'" : ''}${oneLine(text)}`;
}
