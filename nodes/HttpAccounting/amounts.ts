import Big from 'big.js';
import { amount } from '../../invoicing/decimal';

/** Decimal text in hundredths: `12.3` is `1230`. Undefined for what is no number, or holds parts of a hundredth. */
export function minorUnits(text: string): string | undefined {
	if (!isDecimal(text)) return undefined;
	const hundredths = new Big(text).times(100);
	return hundredths.round(0).eq(hundredths) ? hundredths.toFixed(0) : undefined;
}

/** `number`: 12.30 as it stands; `minor`: in hundredths, 1230. */
export type NumberForm = 'number' | 'minor';

/** The digits of decimal text as a JSON number of the form; undefined where there is no such number. */
export function numberFor(text: string, form: NumberForm): string | undefined {
	if (form === 'minor') return minorUnits(text);
	return isDecimal(text) ? text.replace(/^(-?)0+(?=\d)/, '$1') : undefined;
}

/**
 * An amount as an answer shows it, in main units with two places. Text with a comma, blanks between thousands and
 * trailing zeros is understood. Whatever is no number, or holds parts of a hundredth, stays as it is: the check of the
 * document then names the field.
 */
export function amountOf(text: string, unit: 'main' | 'minor'): string {
	const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^([^.]*),(\d{1,2})$/, '$1.$2');
	if (!isDecimal(plain)) return text;
	const value = unit === 'minor' ? new Big(plain).div(100) : new Big(plain);
	return value.round(2).eq(value) ? amount(value) : text;
}

export function isDecimal(text: string): boolean {
	return /^-?\d{1,15}(\.\d{1,10})?$/.test(text);
}
