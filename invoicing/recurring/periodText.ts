import { addDays, monthOf } from '../dates';
import type { Language } from '../primitives';
import { cut, fillTemplate, LINE_NAME_LENGTH } from '../text';
import type { Period } from './periods';

/** `11/2026` for a whole month, `2026` for a whole year, else both days: `15.11.2026-14.12.2026`. */
export function periodText({ from, to }: Period, language: Language): string {
	const year = from.slice(0, 4);
	if (from.endsWith('-01-01') && to === `${year}-12-31`) return year;
	const isMonth = from.endsWith('-01') && monthOf(from) === monthOf(to) && addDays(to, 1).endsWith('-01');
	if (isMonth) return `${from.slice(5, 7)}/${year}`;
	return language === 'pl' ? `${polish(from)}-${polish(to)}` : `${from} to ${to}`;
}

const polish = (day: string): string => day.split('-').reverse().join('.');

/** A line's name with its period. Where both are too long for a document the name is cut, never the period. */
export function periodLineName(template: string, name: string, period: string): string {
	const filled = (text: string) => fillTemplate(template, { name: text, period });
	const over = filled(name).length - LINE_NAME_LENGTH;
	return over <= 0 ? filled(name) : cut(filled(cut(name, Math.max(1, name.length - over))), LINE_NAME_LENGTH);
}
