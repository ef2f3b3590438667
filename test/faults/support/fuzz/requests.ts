import type { Dice } from './dice';
import type { Fuzzed, Keys } from './event';
import { KINDS, SECRET_KINDS, VALID } from './kinds';

/** @param validShare of all requests, from 0 to 1 */
export function fuzzed(dice: Dice, dealId: string, keys: Keys, validShare: number): Fuzzed {
	const kinds =
		dice.next() < validShare ? VALID : keys.secret === undefined || dice.next() < 0.8 ? KINDS : SECRET_KINDS;
	const kind = dice.pick(Object.keys(kinds));
	return { kind, ...kinds[kind]!(dice, dealId, keys) };
}

export const kindsOf = (keys: Keys): string[] =>
	[KINDS, VALID, ...(keys.secret === undefined ? [] : [SECRET_KINDS])].flatMap((kinds) => Object.keys(kinds));
