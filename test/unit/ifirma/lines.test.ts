import fc from 'fast-check';
import { writeExact } from '../../../connect/exactJson';
import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { bench, invoice, withLines, type LineIn } from './support';

/** As it is sent: numbers as JSON has them. */
const bodyOf = (asked: Invoice) =>
	JSON.parse(writeExact(createRequest(asked).body)) as {
		Pozycje: Record<string, unknown>[];
		[name: string]: unknown;
	};
const positions = (asked: Invoice) => bodyOf(asked).Pozycje;

describe('lines', () => {
	test('as they stand where iFirma can come to one amount only', () => {
		const asked = withLines([
			{ quantity: '2.5', unit: 'h', unitPrice: '200.00', discount: { kind: 'percent', value: '10' } },
		]);
		expect(positions(asked)).toEqual([
			expect.objectContaining({
				Ilosc: 2.5,
				Jednostka: 'h',
				CenaJednostkowa: 200,
				Rabat: 10,
				StawkaVat: 0.23,
				TypStawkiVat: 'PRC',
			}),
		]);
	});

	test('a discount as an amount becomes a lower price', () => {
		const asked = withLines([{ quantity: '3', unitPrice: '100', discount: { kind: 'amount', value: '0.50' } }]);
		expect(positions(asked)[0]).toMatchObject({ Ilosc: 3, CenaJednostkowa: 99.5 });
	});

	test.each<[string, LineIn, Record<string, unknown>]>([
		[
			'a price finer than the grosz',
			{ quantity: '3', unit: 'szt.', unitPrice: '33.333' },
			{ CenaJednostkowa: 100, NazwaPelna: 'Projekt graficzny (3 szt. × 33,333 netto)' },
		],
		[
			'a discounted price finer than the grosz',
			{ quantity: '100', unit: 'h', unitPrice: '9.99', discount: { kind: 'percent', value: '10' } },
			{ CenaJednostkowa: 899.1, NazwaPelna: 'Projekt graficzny (100 h × 9,99 netto, -10%)' },
		],
		[
			'a gross price among net ones',
			{ quantity: '2', unit: '', unitPrice: '123', priceBasis: 'gross' },
			{ CenaJednostkowa: 200, NazwaPelna: 'Projekt graficzny (2 × 123 brutto)' },
		],
	])('%s goes as one unit at its amount, and says so', (_name, line, expected) => {
		expect(positions(withLines([line]))[0]).toMatchObject({ Ilosc: 1, Jednostka: 'kpl.', ...expected });
		expect(positions(withLines([line]))[0]).not.toHaveProperty('Rabat');
	});

	test('the basis is the one that our totals were counted from', () => {
		const gross = withLines([{ unitPrice: '123', priceBasis: 'gross' }], 'perRateFromGross');
		expect([bodyOf(gross).LiczOd, positions(gross)[0]?.CenaJednostkowa]).toEqual(['BRT', 123]);
		expect(bodyOf(invoice()).LiczOd).toBe('NET');
		expect(bodyOf(withLines([{ unitPrice: '123', priceBasis: 'gross' }], 'perLine')).LiczOd).toBe('BRT');
	});

	test('exempt: the legal basis on the line, and one that does not fit is refused, not cut', () => {
		const exempt = withLines([{ vatRate: 'zw' }], 'perRateFromNet', { exemptionReason: 'art. 113 ust. 1' });
		expect(positions(exempt)[0]).toMatchObject({
			StawkaVat: null,
			TypStawkiVat: 'ZW',
			PodstawaPrawna: 'art. 113 ust. 1',
		});
		expect(() => createRequest({ ...exempt, exemptionReason: 'x'.repeat(31) })).toThrow(/legal basis.*deal 42.*30/);
		const inEuro = { ...exempt, currency: 'EUR', exemptionReason: 'art. 113 ust. 1 i 9 ustawy o VAT' };
		expect(bodyOf(inEuro).Uwagi).toContain('art. 113 ust. 1 i 9 ustawy o VAT');
		expect(positions(inEuro)[0]).not.toHaveProperty('PodstawaPrawna');
	});

	test('a line that comes to nothing is refused', () =>
		expect(() => createRequest(withLines([{}, { name: 'Gratis', unitPrice: '0' }]))).toThrow(/"Gratis".*42/));

	test('a description follows the name, cut visibly where it is too long', () => {
		const long = positions(withLines([{ description: 'x'.repeat(400) }]))[0]?.NazwaPelna as string;
		expect(long).toMatch(/^Projekt graficzny, x+…$/);
		expect(long).toHaveLength(300);
	});

	test('documents for abroad say everything in a second language', () =>
		expect(positions(withLines([{ vatRate: '0 WDT', unit: 'szt.' }]))[0]).toMatchObject({
			NazwaPelnaObca: 'Projekt graficzny',
			JednostkaObca: 'pcs',
			StawkaVat: 0,
		}));
});

/** Prices as people type them; quantities, discounts and rates of every sort. */
const line: fc.Arbitrary<LineIn> = fc.record({
	quantity: fc.constantFrom('1', '2', '7', '2.5', '0.333', '100'),
	unitPrice: fc.integer({ min: 1, max: 9_999_99 }).map((grosze) => (grosze / 100).toFixed(2)),
	priceBasis: fc.constantFrom('net' as const, 'gross' as const),
	discount: fc.option(
		fc.record({ kind: fc.constant('percent' as const), value: fc.constantFrom('5', '10', '12.5', '33') }),
		{ nil: undefined },
	),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, '0 KR' as const),
});

test('what iFirma makes of any lines is what was asked for, where it counts per rate', async () => {
	const method = fc.constantFrom('perRateFromNet' as const, 'perRateFromGross' as const);
	await fc.assert(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), method, async (lines, totalsMethod) => {
			const asked = withLines(lines, totalsMethod);
			fc.pre(asked.lines.every((each) => !['0.00', '0'].includes(each.net) && each.gross !== '0.00'));
			const { accounting, fake } = bench();
			const issued = await accounting.issue(asked);
			expect(compareIssued(asked, issued)).toEqual([]);
			expect(fake.invoices()[0]).toMatchObject({ net: issued.net, vat: issued.vat, gross: issued.gross });
		}),
		{ numRuns: 300 },
	);
}, 60_000);
