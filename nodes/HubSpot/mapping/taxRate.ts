import Big from 'big.js';
import { readRate, VAT_MEANING } from '../../../invoicing/vat';
import type { TaxRate } from '../schemas';

/**
 * A tax rate of the account as the rate of a line: its percent, or, where that is 0 and the user named the rate so, the
 * Polish name ("VAT 0% WDT", "zw", "np II"): HubSpot itself only knows percents.
 */
export function namedRate({ name, label, percentageRate }: TaxRate): string {
	if (!new Big(percentageRate).eq(0)) return percentageRate;
	for (const text of [name, label]) {
		const reading = readRate(text.replace(/\b(vat|stawka|podatek|tax|rate)\b/gi, ' '));
		if (reading.is === 'rate' && (VAT_MEANING[reading.rate].percent ?? '0') === '0') return reading.rate;
	}
	return percentageRate;
}
