import fc from 'fast-check';
import { computeTotals, type PricedLine } from '../../../invoicing/totals';
import { amount, distribute, plain } from '../../../invoicing/decimal';
import { TotalsMethod } from '../../../invoicing/invoice';
import { VatRate } from '../../../invoicing/primitives';
import Big from 'big.js';

const cents = (text: string): bigint => BigInt(text.replace('.', ''));
const sumCents = (texts: string[]): bigint => texts.map(cents).reduce((a, b) => a + b, 0n);

const decimal = (max: number, places: number) =>
	fc
		.tuple(fc.nat(max), fc.nat(10 ** places - 1))
		.map(([whole, part]) => `${whole}.${String(part).padStart(places, '0')}`);

const line: fc.Arbitrary<PricedLine> = fc.record(
	{
		quantity: decimal(99, 3),
		unitPrice: decimal(9999, 2),
		priceBasis: fc.constantFrom('net' as const, 'gross' as const),
		discount: fc.oneof(
			fc.constant(undefined),
			decimal(99, 2).map((value) => ({ kind: 'percent' as const, value })),
		),
		vatRate: fc.constantFrom(...VatRate.options),
	},
	{ requiredKeys: ['quantity', 'unitPrice', 'priceBasis', 'vatRate'] },
);
const lines = fc.array(line, { minLength: 1, maxLength: 25 });
const method = fc.constantFrom(...TotalsMethod.options);

describe('totals by any method', () => {
	it('add up: lines to their rate, rates to the document, net and VAT to gross', () => {
		fc.assert(
			fc.property(lines, method, (input, how) => {
				const { lines: computed, totals } = computeTotals(input, how);
				for (const side of ['net', 'vat', 'gross'] as const) {
					for (const rate of totals.byRate) {
						const ofRate = computed.filter((each) => each.vatRate === rate.vatRate).map((each) => each[side]);
						expect(sumCents(ofRate)).toBe(cents(rate[side]));
					}
					expect(sumCents(totals.byRate.map((rate) => rate[side]))).toBe(cents(totals[side]));
				}
				for (const each of [...computed, ...totals.byRate, totals]) {
					expect(cents(each.net) + cents(each.vat)).toBe(cents(each.gross));
				}
			}),
		);
	});

	it('keep the typed side of every line, unless the method settles from the other side', () => {
		fc.assert(
			fc.property(lines, method, (input, how) => {
				computeTotals(input, how).lines.forEach((each) => {
					const kept = how === 'perLine' || how.endsWith(each.priceBasis === 'net' ? 'Net' : 'Gross');
					if (!kept) return;
					const off = new Big(100).minus(each.discount?.value ?? 0).div(100);
					const typed = new Big(each.unitPrice).times(off).times(each.quantity).round(2, Big.roundHalfUp);
					expect(each[each.priceBasis]).toBe(typed.toFixed(2));
				});
			}),
		);
	});

	it('moves no line by a whole grosz from its own VAT', () => {
		fc.assert(
			fc.property(lines, (input) => {
				for (const each of computeTotals(input, 'perRateFromNet').lines) {
					const percent = /^\d+$/.test(each.vatRate) ? each.vatRate : '0';
					const exact = new Big(each.net).times(percent).div(100);
					expect(exact.minus(each.vat).abs().lt('0.01')).toBe(true);
				}
			}),
		);
	});
});

describe('the methods differ where they should', () => {
	const three = (priceBasis: 'net' | 'gross'): PricedLine[] =>
		Array.from({ length: 3 }, () => ({ quantity: '1', unitPrice: '10.01', priceBasis, vatRate: '23' }));

	it.each([
		['perRateFromNet', 'net', { net: '30.03', vat: '6.91', gross: '36.94' }],
		['perLine', 'net', { net: '30.03', vat: '6.90', gross: '36.93' }],
		['perRateFromGross', 'gross', { net: '24.41', vat: '5.62', gross: '30.03' }],
		['perLine', 'gross', { net: '24.42', vat: '5.61', gross: '30.03' }],
	] as const)('%s of %s prices', (how, basis, expected) => {
		expect(computeTotals(three(basis), how).totals).toMatchObject(expected);
	});

	it('rounds half up, where binary floats would not', () => {
		const of = (unitPrice: string) =>
			computeTotals([{ quantity: '1', unitPrice, priceBasis: 'net', vatRate: 'zw' }], 'perLine').totals.net;
		expect(of('1.005')).toBe('1.01');
		expect(of('2.675')).toBe('2.68');
		expect(of('1.0049999999')).toBe('1.00');
	});
});

describe('decimals', () => {
	it('have no negative zero and no exponent', () => {
		expect(amount('-0.001')).toBe('0.00');
		expect(plain('-0')).toBe('0');
		expect(plain(new Big('1e-9'))).toBe('0.000000001');
		expect(amount('123456789012345.675')).toBe('123456789012345.68');
	});

	it('distribute makes exactly the total, for negative shares too', () => {
		const shares = ['-2.3023', '-2.3023', '-2.3023'].map((text) => new Big(text));
		const result = distribute(new Big('-6.91'), shares).map((share) => share.toFixed(2));
		expect(result).toEqual(['-2.31', '-2.30', '-2.30']);
	});

	it('distribute gives the grosz to the largest remainder', () => {
		const result = distribute(
			new Big('1.00'),
			['0.331', '0.338', '0.331'].map((text) => new Big(text)),
		);
		expect(result.map((share) => share.toFixed(2))).toEqual(['0.33', '0.34', '0.33']);
	});
});
