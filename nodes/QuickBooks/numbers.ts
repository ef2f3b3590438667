import Big from 'big.js';
import { z } from 'zod';
import { VendorError } from '../../connect/http';

/** Decimals of up to 15 digits pass through a JSON number unchanged (IEEE 754 doubles); longer ones may not. */
const SAFE_DIGITS = 15;

const digitsOf = (value: Big): number => value.c.length;

/** QuickBooks writes amounts as JSON numbers, `123.4`. Text from here on; a number too long to be exact is refused. */
export const Money = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform((value, context) => {
	const decimal = new Big(String(value));
	if (typeof value === 'number' && digitsOf(decimal) > SAFE_DIGITS) {
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'has more digits than a JSON number keeps' });
		return z.NEVER;
	}
	return decimal.toFixed();
});

/** A decimal as a JSON number that is exactly it. Throws VendorError `rejected` for one with too many digits. */
export function jsonNumber(text: string | Big): number {
	const decimal = new Big(text);
	const number = Number(decimal.toFixed());
	if (digitsOf(decimal) <= SAFE_DIGITS && decimal.eq(String(number))) return number;
	throw new VendorError({
		vendor: 'QuickBooks Online',
		cause: 'rejected',
		outcome: 'notDone',
		message: `The number ${decimal.toFixed()} has more digits than QuickBooks Online can be given exactly.`,
		advice: `Use a price, quantity or rate with at most ${SAFE_DIGITS} digits.`,
	});
}
