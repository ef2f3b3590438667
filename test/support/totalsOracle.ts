import type { PricedLine } from '../../invoicing/totals';
import type { TotalsMethod } from '../../invoicing/invoice';

/**
 * What the totals have to be, counted in whole numbers only and in another way than the product: every amount is a
 * BigInt of grosze, every price and quantity a fraction. Knows nothing of big.js.
 */
interface Fraction {
	over: bigint;
	under: bigint;
}

export interface OracleTotals {
	net: bigint;
	vat: bigint;
	gross: bigint;
}

const SCALE = 10n ** 10n;

function fraction(text: string): Fraction {
	const [whole = '0', part = ''] = text.replace('-', '').split('.');
	const over = BigInt(whole) * SCALE + BigInt(part.padEnd(10, '0'));
	return { over: text.startsWith('-') ? -over : over, under: SCALE };
}

const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });

/** Half away from zero, to whole numbers. */
function rounded({ over, under }: Fraction): bigint {
	const size = over < 0n ? -over : over;
	const up = (2n * size + under) / (2n * under);
	return over < 0n ? -up : up;
}

const percentOf = (rate: string): bigint => (/^\d+$/.test(rate) ? BigInt(rate) : 0n);

function grosze(line: PricedLine): bigint {
	const off = fraction(line.discount?.value ?? '0');
	const price = fraction(line.unitPrice);
	const reduced =
		line.discount?.kind === 'percent'
			? times(price, { over: 100n * SCALE - off.over, under: 100n * SCALE })
			: { over: price.over - off.over, under: SCALE };
	return rounded(times(times(reduced, fraction(line.quantity)), { over: 100n, under: 1n }));
}

const vatOnNet = (net: bigint, rate: bigint): bigint => rounded({ over: net * rate, under: 100n });
const vatInGross = (gross: bigint, rate: bigint): bigint => rounded({ over: gross * rate, under: 100n + rate });

function ofLine(line: PricedLine): OracleTotals {
	const rate = percentOf(line.vatRate);
	const value = grosze(line);
	const vat = line.priceBasis === 'net' ? vatOnNet(value, rate) : vatInGross(value, rate);
	return line.priceBasis === 'net' ? { net: value, vat, gross: value + vat } : { net: value - vat, vat, gross: value };
}

/** Totals of each rate, in the order in which the rates come. */
export function oracleTotals(lines: readonly PricedLine[], method: TotalsMethod): Map<string, OracleTotals> {
	const byRate = new Map<string, OracleTotals>();
	for (const line of lines) {
		const { net, vat, gross } = ofLine(line);
		const sum = byRate.get(line.vatRate) ?? { net: 0n, vat: 0n, gross: 0n };
		byRate.set(line.vatRate, { net: sum.net + net, vat: sum.vat + vat, gross: sum.gross + gross });
	}
	if (method === 'perLine') return byRate;
	for (const [name, { net, gross }] of byRate) {
		const rate = percentOf(name);
		const vat = method === 'perRateFromNet' ? vatOnNet(net, rate) : vatInGross(gross, rate);
		byRate.set(name, method === 'perRateFromNet' ? { net, vat, gross: net + vat } : { net: gross - vat, vat, gross });
	}
	return byRate;
}

/** `-12.05` as grosze. Throws what is no amount with exactly two decimals, or a negative zero. */
export function groszeOf(amount: string): bigint {
	if (!/^-?\d+\.\d\d$/.test(amount) || /^-0+\.00$/.test(amount)) throw new RangeError(`no amount: ${amount}`);
	return BigInt(amount.replace('.', ''));
}
