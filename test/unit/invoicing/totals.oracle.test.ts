import { computeTotals } from '../../../invoicing/totals';
import { everyPrice, randomInvoices, totalsViolations } from '../../support/totalsCheck';
import { groszeOf } from '../../support/totalsOracle';
import { seeded } from '../../faults/support/queue/seeded';

jest.setTimeout(120_000);

/** The long run has a million of them, and every price up to 10,000.00. */
test('20,000 random invoices by every method are what whole numbers make of them', () => {
	expect(randomInvoices(seeded(2026), 20_000)).toEqual([]);
});

test('every price from 0.01 to 20.00, net and gross, at every taxed rate, by every method', () => {
	expect(everyPrice(2_000)).toEqual([]);
});

test('from net to gross and from gross to net is stable: the typed side is never moved', () => {
	for (const priceBasis of ['net', 'gross'] as const) {
		const [line] = computeTotals([{ quantity: '3', unitPrice: '33.33', priceBasis, vatRate: '23' }], 'perLine').lines;
		expect(line![priceBasis]).toBe('99.99');
	}
});

describe('the check sees', () => {
	test.each(['-0.00', '1.234', '1.2', '1e3'])('%s is no amount', (text) => {
		expect(() => groszeOf(text)).toThrow(/no amount/);
	});

	test('a rounding down', () => {
		const line = { quantity: '1', unitPrice: '0.50', priceBasis: 'net', vatRate: '23' } as const;
		expect(totalsViolations([line], 'perLine')).toEqual([]);
		// 0.50 at 23 % is 0.115: half up makes 0.12 of it.
		expect(computeTotals([line], 'perLine').totals.vat).toBe('0.12');
	});
});
