import fc from 'fast-check';
import type { LegalState } from '../../../invoicing/invoice';
import { sampleDeal, sampleLine } from '../invoicing/samples';
import { correct, invoiceOf, issuedOf } from './support';

const cents = (text: string): bigint => {
	expect(text).toMatch(/^-?\d+\.\d\d$/);
	expect(text).not.toMatch(/^-0\.00$/);
	return BigInt(text.replace('.', ''));
};

const lines = fc.array(
	fc.record({
		quantity: fc.integer({ min: 1, max: 40 }).map(String),
		unitPrice: fc.integer({ min: 1, max: 999_999 }).map((value) => (value / 100).toFixed(2)),
		priceBasis: fc.constantFrom('net', 'gross'),
		vatRate: fc.constantFrom('23', '8', '5'),
	}),
	{ minLength: 1, maxLength: 5 },
);
const dealOf = (each: object[]) => sampleDeal({ lines: each.map((line) => sampleLine(line as never)) });

test('original + correction = corrected, to the grosz, per rate and in all; up to 20,000 pairs in 30 s', () => {
	let plays = 0;
	const property = fc.property(lines, lines, fc.boolean(), (was, is, lost) => {
		const before = invoiceOf(dealOf(was));
		const deal = { ...dealOf(is), ...(lost && { standing: 'lost' as const }) };
		const after = invoiceOf(dealOf(is));
		const built = correct(deal, issuedOf(before));
		if (!built.ok) throw new Error(JSON.stringify(built.problems));
		const { totals, lines: rows, corrects } = built.invoice;
		for (const side of ['net', 'vat', 'gross'] as const) {
			const target = lost ? 0n : cents(after.totals[side]);
			expect(cents(before.totals[side]) + cents(totals[side])).toBe(target);
			for (const rate of totals.byRate) {
				const of = (all: typeof totals) =>
					cents(all.byRate.find(({ vatRate }) => vatRate === rate.vatRate)?.[side] ?? '0.00');
				expect(of(before.totals) + cents(rate[side])).toBe(lost ? 0n : of(after.totals));
				const ofRate = rows.filter(({ vatRate }) => vatRate === rate.vatRate);
				expect(ofRate.reduce((sum, line) => sum + cents(line[side]), 0n)).toBe(cents(rate[side]));
			}
		}
		expect(corrects!.rows).toHaveLength(rows.length);
		plays += 1;
	});
	fc.assert(property, { numRuns: 20_000, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: false });
	expect(plays).toBeGreaterThan(200);
}, 60_000);

describe('a correction is refused', () => {
	const deal = sampleDeal();
	const dearer = sampleDeal({ lines: [sampleLine({ unitPrice: '999.00' })] });
	const before = () => issuedOf(invoiceOf(deal));
	const ksef = (state: LegalState) => ({ legal: { state, messages: [] } });
	const codes = (result: ReturnType<typeof correct>) => (result.ok ? [] : result.problems.map(({ code }) => code));

	test.each([
		['of a cancelled document', { cancelled: true }, 'correctedIsCancelled'],
		['whose original KSeF rejected', ksef('rejected'), 'correctedRejectedByKsef'],
		['whose original never goes to KSeF', ksef('notRequired'), 'correctedWithoutKsef'],
		['in a foreign currency', { currency: 'EUR' }, 'correctionByHand'],
		['for another buyer', { buyer: { name: 'Ktoś inny', taxId: '1060000062', emails: [] } }, 'correctionByHand'],
		['when the system does not tell the rates', { byRate: undefined }, 'correctionByHand'],
		['of a document that was not read', { documentId: '78' }, 'correctionOfNothing'],
	])('%s', (_, change, code) => {
		const result = correct(dearer, { ...before(), ...change });
		expect(codes(result)).toEqual([code]);
		expect(result.brakes.awaitsKsef).toBeUndefined();
	});
	test.each(['pending', 'retry', 'unclear', 'notSent'] as const)(
		'for now, while its original is %s at KSeF',
		(state) => {
			const result = correct(dearer, { ...before(), ...ksef(state) });
			expect(codes(result)).toEqual(['correctedWithoutKsef']);
			expect(result.brakes.awaitsKsef).toBe('1/11/2026');
			// What does not pass by itself is told at once.
			const changed = correct(dearer, { ...before(), ...ksef(state) }, '1:other');
			expect(codes(changed)).toEqual(['correctedWithoutKsef', 'changedSinceConfirmed']);
			expect(changed.brakes.awaitsKsef).toBeUndefined();
		},
	);
	test('when the deal has changed since it was confirmed', () => {
		expect(codes(correct(dearer, before(), '1:other'))).toEqual(['changedSinceConfirmed']);
	});
	test('without a reason', () => {
		expect(codes(correct(dearer, before(), undefined, ''))).toEqual(['correctionOfNothing']);
	});
	test('and not when all is well', () => {
		const built = correct(dearer, before());
		expect(built.ok && built.invoice.corrects).toMatchObject({ number: '1/11/2026', reason: 'Zmiana ceny' });
		expect(built.brakes).toMatchObject({ needsApproval: false, delayMinutes: 0 });
	});
});
