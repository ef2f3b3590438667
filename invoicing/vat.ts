import Big from 'big.js';
import { VatRate } from './primitives';

/** EN 16931 VAT category code (UNCL 5305), and the rate in percent; `null`: the document carries no rate at all. */
export interface VatMeaning {
	category: 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O';
	percent: '23' | '8' | '5' | '0' | null;
}

/** The table of design-invoice-rules: which category each Polish rate stands for. */
export const VAT_MEANING: Record<VatRate, VatMeaning> = {
	'23': { category: 'S', percent: '23' },
	'8': { category: 'S', percent: '8' },
	'5': { category: 'S', percent: '5' },
	'0 KR': { category: 'Z', percent: '0' },
	'0 WDT': { category: 'K', percent: '0' },
	'0 EX': { category: 'G', percent: '0' },
	zw: { category: 'E', percent: null },
	oo: { category: 'AE', percent: null },
	'np I': { category: 'O', percent: null },
	'np II': { category: 'AE', percent: null },
};

/** The percent to compute with: 0 where the document carries none. */
export function vatPercent(rate: VatRate): Big {
	return new Big(VAT_MEANING[rate].percent ?? '0');
}

/** VAT is due on it in Poland: 23, 8, 5. */
export function isTaxed(rate: VatRate): boolean {
	return VAT_MEANING[rate].category === 'S';
}

/** A rate of a supply inside Poland; a buyer abroad with it needs a person's look. */
export function isPolishRate(rate: VatRate): boolean {
	return isTaxed(rate) || rate === '0 KR';
}

/** How a CRM's rate reads: a rate of ours, a bare zero (which of the three zeros?), none at all, or unknown. */
export type RateReading = { is: 'rate'; rate: VatRate } | { is: 'zero' } | { is: 'none' } | { is: 'unknown' };

/**
 * Reads a rate as CRMs and people write it: `23`, `23.00`, `23 %`, `23,0`, `zw.`, `NP II`, `0% WDT`.
 * A bare `np` stays unknown: whether it is I or II is a tax question.
 */
export function readRate(raw: string | null | undefined): RateReading {
	const text = (raw ?? '').replace(/%/g, ' ').replace(/,/g, '.').replace(/\s+/g, ' ').trim().toLowerCase();
	if (text === '') return { is: 'none' };
	if (/^\d{1,3}(\.\d+)?$/.test(text)) {
		const percent = new Big(text);
		if (percent.eq(0)) return { is: 'zero' };
		const rate = VatRate.safeParse(percent.toFixed());
		return rate.success ? { is: 'rate', rate: rate.data } : { is: 'unknown' };
	}
	const rate = BY_NAME.get(text.replace(/[\s.]/g, ''));
	return rate ? { is: 'rate', rate } : { is: 'unknown' };
}

const BY_NAME = new Map<string, VatRate>([
	...VatRate.options.map((rate): [string, VatRate] => [rate.replace(/\s/g, '').toLowerCase(), rate]),
	['wdt', '0 WDT'],
	['ex', '0 EX'],
	['kr', '0 KR'],
	['np1', 'np I'],
	['np2', 'np II'],
]);
