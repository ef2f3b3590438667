import Big from 'big.js';
import fc from 'fast-check';
import { buildInvoice } from '../../../invoicing/build';
import { amount, sum } from '../../../invoicing/decimal';
import type { Invoice, RateTotal } from '../../../invoicing/invoice';
import { remainderOf, splitOver } from '../../../invoicing/settlement';
import { computeTotals } from '../../../invoicing/totals';
import { sampleDeal, sampleEntry, sampleLine, sampleSettings, issuedFrom, type SettingsOverrides } from './samples';

const SIDES = ['net', 'vat', 'gross'] as const;

/** Its own sums, in whole grosze. */
const grosze = (text: string): bigint => BigInt(new Big(text).times(100).toFixed(0));

const line = fc.record({
	quantity: fc.constantFrom('1', '1', '3', '40'),
	// Orders of a few grosze are where rounding could take more tax than there is.
	unitPrice: fc
		.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2_000_000 }))
		.map((price) => amount(new Big(price).div(100))),
	priceBasis: fc.constantFrom('net' as const, 'gross' as const),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, 'zw' as const),
});
const order = fc.record({
	lines: fc.array(line, { minLength: 1, maxLength: 4 }),
	method: fc.constantFrom('perRateFromNet' as const, 'perRateFromGross' as const, 'perLine' as const),
	/** Of what is left, each, in thousandths; 1000 takes all. */
	advances: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
});

const total = (parts: RateTotal[], side: (typeof SIDES)[number]): bigint =>
	parts.reduce((all, part) => all + grosze(part[side]), 0n);
const sound = (rate: RateTotal): boolean =>
	SIDES.every((side) => /^\d+\.\d\d$/.test(rate[side])) && grosze(rate.net) + grosze(rate.vat) === grosze(rate.gross);

test('advances and final make the order, per rate and in total, and none takes more than is left', () => {
	let runs = 0;
	fc.assert(
		fc.property(order, ({ lines, method, advances }) => {
			runs++;
			const { totals } = computeTotals(lines, method);
			const taken: RateTotal[] = [];
			for (const part of advances) {
				const left = remainderOf(totals.byRate, taken);
				const received = amount(
					sum(left.map(({ gross }) => gross))
						.times(part)
						.div(1000),
				);
				if (grosze(received) === 0n) continue;
				const advance = splitOver(totals.byRate, left, received);
				if (!advance.every(sound) || total(advance, 'gross') !== grosze(received)) return false;
				taken.push(...advance);
			}
			const final = remainderOf(totals.byRate, taken);
			if (!final.every(sound)) return false;
			return totals.byRate.every((whole) => {
				const parts = [...taken, ...final].filter(({ vatRate }) => vatRate === whole.vatRate);
				return SIDES.every((side) => total(parts, side) === grosze(whole[side]));
			});
		}),
		{ numRuns: 20_000, interruptAfterTimeLimit: 10_000 },
	);
	// The limit of time is for slow machines; an ordinary one plays them all.
	expect(runs).toBeGreaterThan(1_000);
});

const lines = [
	sampleLine(),
	sampleLine({ id: '2', name: 'Podręcznik', quantity: '3', unitPrice: '49.99', vatRate: '5' }),
];
const entry = (kind: string, part: number, more: object = {}) =>
	sampleEntry({ kind, part, reference: `bitrix24:acme.bitrix24.pl:123:${kind}:${part}`, ...more });
const build = (
	input: {
		deal?: object;
		entry: ReturnType<typeof entry>;
		earlier?: Invoice[];
		settings?: SettingsOverrides;
		hidden?: boolean;
	},
	now = '2026-11-30T10:00:00+01:00',
) =>
	buildInvoice({
		deal: sampleDeal({ lines, ...input.deal }),
		entry: input.entry,
		earlier: (input.earlier ?? []).map((document) => ({
			...issuedFrom(document, { number: `FZ ${document.part}/11/2026`, kind: 'advance' }),
			...(input.hidden ? {} : { byRate: document.totals.byRate }),
		})),
		settings: sampleSettings(input.settings ?? {}),
		now,
	});
const made = (result: ReturnType<typeof build>): Invoice => {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.invoice;
};
const codes = (result: ReturnType<typeof build>) => (result.ok ? [] : result.problems.map(({ code }) => code));
const first = () => made(build({ entry: entry('advance', 1, { percent: '30' }) }));

test('an advance by its percent: gross share, one line a rate, the order beside it', () => {
	const advance = first();
	// The order: 1230.00 at 23 %, 157.47 at 5 %: 1387.47; 30 % are 416.24.
	expect(advance.order!.totals.gross).toBe('1387.47');
	expect(advance.totals).toEqual({
		net: '344.99',
		vat: '71.25',
		gross: '416.24',
		byRate: [
			{ vatRate: '23', net: '300.00', vat: '69.00', gross: '369.00' },
			{ vatRate: '5', net: '44.99', vat: '2.25', gross: '47.24' },
		],
	});
	expect(advance.lines.map(({ name }) => name)).toEqual(['Zaliczka 1: Strona WWW', 'Zaliczka 1: Podręcznik']);
	expect(advance.settles).toBeUndefined();
	expect(advance.gate).toBe('ksefNumber');
});

test('an advance takes the amount and the day received: of the entry, or of the deal fields', () => {
	const received = { amount: '500.00', day: '2026-11-18' };
	expect(made(build({ entry: entry('advance', 1, { received }) }))).toMatchObject({
		saleDate: '2026-11-18',
		totals: { gross: '500.00' },
	});
	const settings = { lines: { receivedAmountField: 'UF_PAID' }, dates: { receivedOnField: 'UF_PAID_ON' } };
	const customFields = { UF_PAID: '1 250,50 PLN', UF_PAID_ON: '2026-11-17' };
	expect(
		made(build({ deal: { customFields }, settings, entry: entry('advance', 1, { percent: '30' }) })),
	).toMatchObject({
		saleDate: '2026-11-17',
		totals: { gross: '1250.50' },
	});
	const asked = build({ settings, entry: entry('advance', 1, { percent: '30' }) });
	expect(codes(asked)).toEqual(['receivedOnMissing', 'receivedAmountMissing']);
	const wrong = { UF_PAID: 'dużo', UF_PAID_ON: '2026-11-17' };
	expect(codes(build({ deal: { customFields: wrong }, settings, entry: entry('advance', 1) }))).toEqual([
		'receivedAmountInvalid',
	]);
});

test('the final takes what the advances left, per rate, and names them', () => {
	const second = made(
		build({ entry: entry('advance', 2, { percent: '50', percentBefore: '30' }), earlier: [first()] }),
	);
	const final = made(build({ entry: entry('final', 1), earlier: [first(), second] }));
	const all = [first(), second, final];
	for (const side of SIDES) {
		expect(amount(sum(all.map(({ totals }) => totals[side])))).toBe(first().order!.totals[side]);
		for (const rate of first().order!.totals.byRate) {
			const own = all.flatMap(({ totals }) => totals.byRate).filter(({ vatRate }) => vatRate === rate.vatRate);
			expect(amount(sum(own.map((each) => each[side])))).toBe(rate[side]);
		}
	}
	expect(final.settles).toMatchObject([{ number: 'FZ 1/11/2026' }, { number: 'FZ 2/11/2026' }]);
	const own = (vatRate: string) => final.lines.filter((each) => each.vatRate === vatRate);
	for (const rate of final.totals.byRate)
		expect(amount(sum(own(rate.vatRate).map(({ gross }) => gross)))).toBe(rate.gross);
});

test('the advance that completes the order stands for the final: it names the others, and no final follows', () => {
	const last = made(build({ entry: entry('advance', 2, { percent: '70', percentBefore: '30' }), earlier: [first()] }));
	expect(last.settles).toMatchObject([{ number: 'FZ 1/11/2026' }]);
	expect(codes(build({ entry: entry('final', 1), earlier: [first(), last] }))).toEqual(['orderFullyAdvanced']);
});

test('what does not fit stops with a sentence of its own', () => {
	const received = { amount: '1000.00', day: '2026-11-18' };
	expect(codes(build({ entry: entry('advance', 2, { received }), earlier: [first()] }))).toEqual(['advanceOverpaid']);
	expect(codes(build({ entry: entry('final', 1) }))).toEqual(['finalWithoutAdvance']);
	const cheaper = { lines: [sampleLine(), { ...lines[1], unitPrice: '1.00' }] };
	expect(codes(build({ deal: cheaper, entry: entry('final', 1), earlier: [first()] }))).toEqual([
		'advancesExceedOrder',
	]);
	expect(codes(build({ entry: entry('final', 1), earlier: [first()], hidden: true }))).toEqual([
		'advanceNotUnderstood',
	]);
});

test('an order at one rate needs no word about the rates of its advances', () => {
	const deal = { lines: [sampleLine()] };
	const advance = made(build({ deal, entry: entry('advance', 1, { percent: '30' }) }));
	const final = made(build({ deal, entry: entry('final', 1), earlier: [advance], hidden: true }));
	expect(final.totals).toMatchObject({ net: '700.00', vat: '161.00', gross: '861.00' });
});
