import Big from 'big.js';
import { amount, plain, roundHalfUp } from './decimal';
import type { Amount, Decimal, Language, VatRate } from './primitives';
import { cut, LINE_NAME_LENGTH } from './text';

/** The share of a deal that one document takes: `percent` of it, after the `percentBefore` of lower parts. */
export interface Share {
	part: number;
	percent: Decimal;
	percentBefore: Decimal;
}

export function isWhole(share: Share): boolean {
	return new Big(share.percent).eq(100) && new Big(share.percentBefore).eq(0);
}

/** More than nothing, and not more than what the lower parts left. */
export function shareIsValid(share: Share): boolean {
	const percent = new Big(share.percent);
	const before = new Big(share.percentBefore);
	return percent.gt(0) && before.gte(0) && percent.plus(before).lte(100);
}

/**
 * A share of one gross amount: what is due after this part less what was due before it, both rounded half up.
 * The rounding is cumulative, so any series of parts up to 100 % adds up to the whole, to the grosz.
 */
export function partOf(gross: Amount, share: Share): Big {
	const due = (percent: Big) => roundHalfUp(new Big(gross).times(percent).div(100));
	const before = new Big(share.percentBefore);
	return due(before.plus(share.percent)).minus(due(before));
}

/** A line of the whole deal, computed. */
export interface WholeLine {
	name: string;
	description?: string;
	vatRate: VatRate;
	gross: Amount;
	annex15: boolean;
}

/**
 * The lines of a part: one unit each at the gross share of the whole line, named as a part. Gross prices, because the
 * gross amounts are what must add up. A line whose share rounds to nothing is left out.
 */
export function partLines(lines: WholeLine[], share: Share, kind: string, language: Language) {
	const suffix = partSuffix(share, kind, language);
	return lines
		.map((line) => ({
			name: cut(line.name, LINE_NAME_LENGTH - suffix.length) + suffix,
			...(line.description ? { description: line.description } : {}),
			quantity: '1',
			unit: '',
			unitPrice: amount(partOf(line.gross, share)),
			priceBasis: 'gross' as const,
			vatRate: line.vatRate,
			annex15: line.annex15,
		}))
		.filter((line) => !new Big(line.unitPrice).eq(0));
}

/** ` (część 1, 40%)`, ` (part 1, 40%)`, for an advance ` (zaliczka 1, 40%)`, ` (advance 1, 40%)`. */
export function partSuffix(share: Share, kind: string, language: Language): string {
	const words = { pl: ['część', 'zaliczka'], en: ['part', 'advance'] }[language];
	const percent = plain(share.percent);
	return ` (${kind === 'advance' ? words[1] : words[0]} ${share.part}, ${language === 'pl' ? percent.replace('.', ',') : percent}%)`;
}
