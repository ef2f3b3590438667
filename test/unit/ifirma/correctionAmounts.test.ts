import Big from 'big.js';
import fc from 'fast-check';
import { compareIssued } from '../../../invoicing/compare';
import { sampleLine } from '../invoicing/samples';
import { issuedFor, playStage } from '../issuing/chain';
import { at, confirmed, corrected, INVOICE, LOST, wanted } from './corrected';
import { bench } from './support';

const SIDES = ['net', 'vat', 'gross'] as const;

const line = fc.record({
	quantity: fc.constantFrom('1', '3', '40', '0.5'),
	unit: fc.constantFrom('szt.', 'h', ''),
	unitPrice: fc.integer({ min: 10, max: 200_000 }).map((price) => (price / 100).toFixed(2)),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, '0 KR' as const),
	name: fc.constantFrom('Strona', 'Hosting', 'Godziny', 'Opieka'),
});
const order = fc.array(line, { minLength: 1, maxLength: 4 });
const ofLines = (lines: object[], priceBasis: string) => ({
	lines: lines.map((each, index) => sampleLine({ id: String(index), priceBasis, ...each })),
});

test('whatever the two: original + correction = corrected, as iFirma counts', async () => {
	let played = 0;
	let twisted = 0;
	await fc.assert(
		fc.asyncProperty(order, order, fc.boolean(), fc.constantFrom('net', 'gross'), async (was, is, lost, basis) => {
			const made = bench();
			const [before, after] = [ofLines(was, basis), lost ? LOST : ofLines(is, basis)];
			const goal = lost ? undefined : wanted(made, after).totals;
			if (!lost && JSON.stringify(wanted(made, before).lines) === JSON.stringify(wanted(made, after).lines)) return;
			const { original, document } = await corrected(made, before, lost ? { ...before, ...LOST } : after);
			for (const side of SIDES)
				expect(new Big(original[side]).plus(document[side]).toFixed(2)).toBe(goal?.[side] ?? '0.00');
			const books = made.fake.invoices()[1]!;
			for (const side of SIDES) expect(books[side]).toBe(document[side]);
			played++;
			if (was.length > is.length) twisted++;
		}),
		{ numRuns: 250 },
	);
	expect(played).toBeGreaterThan(200);
	expect(twisted).toBeGreaterThan(20);
}, 120_000);

test('prices that turn from net to gross: iFirma keeps the basis; where it cannot come to the amount, nothing is issued', async () => {
	const made = bench();
	const net = ofLines([{ unitPrice: '0.10' }], 'net');
	const { document } = await issuedFor(at(made), INVOICE, net);
	const mixed = {
		lines: [sampleLine({ id: '2', name: 'B', quantity: '40', unitPrice: '33.30', priceBasis: 'gross' }), ...net.lines],
	};
	await expect(playStage(at(made), confirmed(made, document.documentId, mixed), mixed)).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/document 1\/11\/2026 of deal 123 otherwise than to 1332\.00 PLN/),
		advice: expect.stringMatching(/totals method/),
	});
	expect(made.fake.invoices()).toHaveLength(1);
});

describe('where iFirma counts VAT per line', () => {
	const three = (price: string) => ({
		lines: ['A', 'B', 'C'].map((name, index) => sampleLine({ id: String(index), name, unitPrice: price })),
	});
	const play = async (before: string, after: string) => {
		const made = bench();
		made.fake.patchSettings({ rounding: 'perPosition' });
		const first = await playStage(at(made), INVOICE, three(before));
		if (first.outcome.outcome !== 'issued') throw new Error(first.outcome.outcome);
		const asked = confirmed(made, first.outcome.issued.documentId, three(after));
		const { outcome, invoice: built } = await playStage(at(made), asked, three(after));
		if (outcome.outcome !== 'issued') throw new Error(outcome.outcome);
		const books = made.fake.invoices()[1]!;
		expect(outcome.issued).toMatchObject({ net: books.net, vat: books.vat, gross: books.gross });
		return compareIssued(built, outcome.issued).map(({ field }) => field);
	};

	test('what it made of the invoice is what is taken back', async () =>
		expect(await play('10.02', '10.00')).toEqual([]));
	test('a grosz on the correction shows before anything leaves', async () =>
		expect(await play('10.00', '10.02')).toEqual(['issued.vat', 'issued.gross']));
});
