import Big from 'big.js';
import type { InvoiceLine, IssuedInvoice } from './invoice';
import { VAT_MEANING } from './vat';

/** What systems write for the Polish rates without a percentage; any other word is a system's own name for one of them. */
const WORDS: Record<string, string> = {
	zw: 'zw',
	oo: 'oo',
	np: 'np',
	'n/a': 'np',
	na: 'np',
	'nie podlega': 'np',
	'not applicable': 'np',
};

/** The rate that stands on a line: a percentage, or a word. The three zero rates look alike there, and so do both np. */
export function printedRate({ vatRate }: Pick<InvoiceLine, 'vatRate'>): string {
	return VAT_MEANING[vatRate].percent ?? (vatRate.startsWith('np') ? 'np' : vatRate);
}

/**
 * Whether the system wrote the rates that were asked for, line by line. Systems name rates without a percentage in
 * their own languages: a word that is not known here agrees with any other word, and never with a percentage.
 */
export function ratesAgree(lines: InvoiceLine[], written: NonNullable<IssuedInvoice['lineRates']>): boolean {
	return lines.length === written.length && lines.every((line, at) => agree(printedRate(line), written[at] ?? ''));
}

function agree(asked: string, written: string): boolean {
	const percent = percentOf(written);
	if (percent !== undefined || percentOf(asked) !== undefined) return percent === percentOf(asked);
	const word = WORDS[written.trim().toLowerCase()];
	return written.trim() !== '' && (word === undefined || word === asked);
}

/** "23", "23.0", "23 %" and "23,00" are one rate. */
function percentOf(rate: string): string | undefined {
	const text = rate.replace('%', '').replace(',', '.').trim();
	return /^\d{1,3}(\.\d+)?$/.test(text) ? new Big(text).toFixed() : undefined;
}
