import Big from 'big.js';

/** A number property as plain decimal text; undefined for an empty one and for what is no number. */
export function decimalOf(value: string | undefined): string | undefined {
	const text = (value ?? '').trim();
	if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text)) return undefined;
	return new Big(text).round(8).toFixed();
}
