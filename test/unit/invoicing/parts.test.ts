import fc from 'fast-check';
import { partLines, partOf, partSuffix, shareIsValid } from '../../../invoicing/parts';
import { buildInvoice } from '../../../invoicing/build';
import { SAMPLE_NOW, sampleDeal, sampleEntry, sampleLine, sampleSettings } from './samples';

const cents = (text: string): bigint => BigInt(text.replace('.', ''));

/** Cuts 100.00 % into parts of at least 0.01 %, as a person might: any number of parts, odd percents. */
const percents = fc
	.uniqueArray(fc.integer({ min: 1, max: 9999 }), { maxLength: 12 })
	.map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10000])
	.map((bounds) =>
		bounds.slice(1).map((to, index) => ({
			part: index + 1,
			percent: hundredths(to - (bounds[index] as number)),
			percentBefore: hundredths(bounds[index] as number),
		})),
	);

function hundredths(value: number): string {
	return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

describe('parts of an amount', () => {
	it('add up to the whole, however many parts there are', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), percents, (gross, shares) => {
				const text = `${gross / 100n}.${String(gross % 100n).padStart(2, '0')}`;
				const total = shares.reduce((sum, share) => sum + cents(partOf(text, share).toFixed(2)), 0n);
				expect(total).toBe(gross);
			}),
		);
	});
});

describe('invoices for parts of a deal', () => {
	const priced = fc.record({
		unitPrice: fc.nat(500000).map((value) => hundredths(value + 100)),
		vatRate: fc.constantFrom('23', '8', '5'),
		priceBasis: fc.constantFrom('net', 'gross'),
	});

	it('have gross totals that add up to the invoice for the whole', () => {
		fc.assert(
			fc.property(fc.array(priced, { minLength: 1, maxLength: 6 }), percents, (lines, shares) => {
				const deal = sampleDeal({ lines: lines.map((line, id) => sampleLine({ ...line, id: String(id) })) });
				const build = (share: Record<string, unknown>) =>
					buildInvoice({ deal, entry: sampleEntry(share), settings: sampleSettings(), now: SAMPLE_NOW });
				const whole = build({});
				if (!whole.ok) throw new Error('the whole was not built');
				const total = shares.reduce((sum, share) => {
					const part = build(share);
					// A part so small that nothing is due stops with a total of zero.
					return sum + (part.ok ? cents(part.invoice.totals.gross) : 0n);
				}, 0n);
				expect(total).toBe(cents(whole.invoice.totals.gross));
			}),
			{ numRuns: 40 },
		);
	});

	it('are named so that the suffix survives a long name', () => {
		const share = { part: 2, percent: '33.33', percentBefore: '40' };
		const [line] = partLines(
			[{ name: 'x'.repeat(256), vatRate: '23', gross: '100.00', annex15: false }],
			share,
			'invoice',
			'pl',
		);
		expect(line?.name).toHaveLength(256);
		expect(line?.name.endsWith('… (część 2, 33,33%)')).toBe(true);
		expect(partSuffix(share, 'advance', 'en')).toBe(' (advance 2, 33.33%)');
	});
});

describe('a share', () => {
	it.each([
		['40', '0', true],
		['60', '40', true],
		['60.01', '40', false],
		['0', '0', false],
		['-10', '50', false],
		['10', '-1', false],
	])('of %s after %s: %s', (percent, percentBefore, valid) => {
		expect(shareIsValid({ part: 1, percent, percentBefore })).toBe(valid);
	});

	it('that is not valid stops the document', () => {
		const entry = sampleEntry({ percent: '70', percentBefore: '40', part: 2 });
		const result = buildInvoice({ deal: sampleDeal(), entry, settings: sampleSettings(), now: SAMPLE_NOW });
		expect(result).toMatchObject({ ok: false, problems: [{ code: 'partPercentInvalid', field: 'entry.percent' }] });
	});
});
