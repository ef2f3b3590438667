import Big from 'big.js';
import fc from 'fast-check';
import { earlierDocuments } from '../../../connect/accounting/operations/earlier';
import { compareIssued } from '../../../invoicing/compare';
import { amount } from '../../../invoicing/decimal';
import type { IssueSettings } from '../../../nodes/QuickBooks/settings';
import type { Settings } from '../../../sandbox/fakes/quickbooks/schemas';
import { entry, FINAL, FIRST, issuedFor, playStage, reference, SECOND } from '../issuing/chain';
import { sampleLine } from '../invoicing/samples';
import { bench, type Bench } from './support';

const OFFER = entry('proforma', 1);
const settings = { seller: { ksef: 'noDuty' } };
/** A run of its own: nothing is remembered but what QuickBooks has. */
const at = (made: Bench, choices: Partial<IssueSettings> = {}) => ({
	accounting: made.again(choices),
	world: made.world,
	settings,
});
const company = (change: Partial<Settings>) => bench({ fake: { settings: change } });
const callsOf = async (made: Bench, work: () => Promise<unknown>): Promise<string[]> => {
	const before = made.calls().length;
	await work();
	return made.calls().slice(before);
};
const SIDES = ['net', 'vat', 'gross'] as const;
const sums = (documents: Record<(typeof SIDES)[number], string>[]) =>
	SIDES.map((side) => documents.reduce((sum, document) => sum.plus(document[side]), new Big(0)).toFixed(2));

/** One euro of 23 %: 0.19 of tax, of which each half on its own holds 0.09. */
const ODD = { lines: [sampleLine({ unitPrice: '1.00', priceBasis: 'gross' })] };
const HALF = entry('advance', 1, { received: { amount: '0.50', day: '2026-11-18' } });

test('estimate, two advances and the final stand in the books, and make the order to the cent', async () => {
	const made = bench();
	for (const stage of [OFFER, FIRST, SECOND]) await issuedFor(at(made), stage);
	const { invoice } = await issuedFor(at(made), FINAL);
	expect(
		made.fake
			.invoices()
			.map(({ kind, reference: own, net, vat, gross }) => ({ kind, reference: own, net, vat, gross })),
	).toEqual([
		{ kind: 'proforma', reference: reference('proforma', 1), net: '1149.97', vat: '237.50', gross: '1387.47' },
		{ kind: 'advance', reference: reference('advance', 1), net: '344.99', vat: '71.25', gross: '416.24' },
		{ kind: 'advance', reference: reference('advance', 2), net: '574.99', vat: '118.75', gross: '693.74' },
		{ kind: 'final', reference: reference('final', 1), net: '229.99', vat: '47.50', gross: '277.49' },
	]);
	expect(invoice.settles).toMatchObject([{ number: '1001' }, { number: '1002' }]);
	const final = made.fake.books.documents[3]!.input;
	expect(final.Line.map(({ Amount, SalesItemLineDetail }) => [Amount, SalesItemLineDetail.ItemRef.value])).toEqual([
		[1000, expect.not.stringMatching(/^34$/)],
		[149.97, expect.not.stringMatching(/^34$/)],
		...[-300, -44.99, -500, -74.99].map((net) => [net, '34']),
	]);
	expect(final.CustomerMemo?.value).toContain('Rozliczone zaliczki: 1001 z dnia 2026-11-30: 416,24 PLN; 1002');
});

const line = fc.record({
	quantity: fc.constantFrom('1', '3', '40'),
	unitPrice: fc
		.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 2_000_000 }))
		.map((price) => amount(new Big(price).div(100))),
	priceBasis: fc.constantFrom('net' as const, 'gross' as const),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, '0 KR' as const),
});

test('whatever the order and the payments: advances and final make it, as QuickBooks counts', async () => {
	let sent = 0;
	let counted = 0;
	const order = fc.array(line, { minLength: 1, maxLength: 4 });
	const parts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 2 });
	await fc.assert(
		fc.asyncProperty(order, parts, async (lines, thousandths) => {
			const made = bench();
			const deal = { lines: lines.map((each, index) => sampleLine({ ...each, id: String(index), name: `L${index}` })) };
			const { invoice: offer } = await issuedFor(at(made), OFFER, deal);
			for (const [index, share] of thousandths.entries()) {
				const money = amount(new Big(offer.totals.gross).times(share).div(1000));
				if (new Big(money).eq(0)) return;
				await issuedFor(
					at(made),
					entry('advance', index + 1, { received: { amount: money, day: '2026-11-18' } }),
					deal,
				);
			}
			await issuedFor(at(made), FINAL, deal);
			expect(sums(made.fake.invoices().slice(1))).toEqual(SIDES.map((side) => offer.totals[side]));
			const documents = made.fake.books.documents.slice(1);
			const withTax = documents.filter(({ input }) => input.TxnTaxDetail).length;
			sent += withTax;
			counted += documents.length - withTax;
		}),
		{ numRuns: 300 },
	);
	// Both ways were taken, and leaving it to QuickBooks is the common one.
	expect(sent).toBeGreaterThan(0);
	expect(counted).toBeGreaterThan(sent);
}, 60_000);

test('a tax that QuickBooks would count otherwise is sent with the document', async () => {
	const made = bench();
	await issuedFor(at(made), HALF, ODD);
	const calls = await callsOf(made, async () => issuedFor(at(made), FINAL, ODD));
	expect(calls.slice(-3)).toEqual(['GET query TaxCode', 'GET query TaxRate', 'POST invoice']);
	expect(made.fake.invoices().map(({ vat, gross }) => [vat, gross])).toEqual([
		['0.09', '0.50'],
		['0.10', '0.50'],
	]);
	expect(made.fake.books.documents[1]!.input.TxnTaxDetail).toEqual({
		TotalTax: 0.1,
		TaxLine: [
			{
				DetailType: 'TaxLineDetail',
				Amount: 0.1,
				TaxLineDetail: { TaxRateRef: { value: '111' }, PercentBased: true, TaxPercent: 23, NetAmountTaxable: 0.4 },
			},
		],
	});
});

test('a company that counts it all the same: the difference shows before anything leaves', async () => {
	const made = company({ taxOverride: 'ignored' });
	await issuedFor(at(made), HALF, ODD);
	const { invoice, outcome } = await playStage(at(made), FINAL, ODD);
	if (outcome.outcome !== 'issued') throw new Error(JSON.stringify(outcome));
	expect(compareIssued(invoice, outcome.issued).map(({ field }) => field)).toEqual(['issued.net', 'issued.vat']);
});

test('a company that refuses it: nothing is issued', async () => {
	const made = company({ taxOverride: 'refused' });
	await issuedFor(at(made), HALF, ODD);
	await expect(playStage(at(made), FINAL, ODD)).rejects.toMatchObject({ cause_: 'rejected', outcome: 'notDone' });
	expect(made.fake.invoices()).toHaveLength(1);
});

test('a tax code of another rate than ours is not given a tax', async () => {
	const made = bench();
	await issuedFor(at(made), HALF, ODD);
	await expect(playStage(at(made, { taxCodes: { '23': '12' } }), FINAL, ODD)).rejects.toMatchObject({
		outcome: 'notDone',
		message: expect.stringMatching(/final invoice of deal 123 .* tax code 12 .* 23%/),
	});
	expect(made.fake.invoices()).toHaveLength(1);
});

describe('the earlier advances', () => {
	const earlier = async (made: Bench) => earlierDocuments(made.again(), FINAL, undefined);

	test('one read for all of them, none for a plain invoice or an estimate', async () => {
		const made = bench();
		await issuedFor(at(made), FIRST);
		await issuedFor(at(made), SECOND);
		expect(await callsOf(made, async () => earlier(made))).toEqual(['GET query Invoice']);
		for (const kind of ['invoice', 'proforma'])
			expect(await callsOf(made, async () => earlierDocuments(made.again(), entry(kind, 1), undefined))).toEqual([]);
	});

	test('an advance costs five requests, each further one four, the final five', async () => {
		const made = bench();
		const look = ['GET query Invoice', 'GET query Customer', 'GET query Invoice'];
		expect(await callsOf(made, async () => issuedFor(at(made), FIRST))).toEqual([
			...look,
			'POST customer',
			'POST invoice',
		]);
		expect(await callsOf(made, async () => issuedFor(at(made), SECOND))).toEqual([...look, 'POST invoice']);
		const items = ['GET query Item', 'POST item', 'POST item'];
		expect(await callsOf(made, async () => issuedFor(at(made), FINAL))).toEqual([...look, ...items, 'POST invoice']);
	});

	test('with what each took of every rate, whatever the table of tax codes says by now', async () => {
		const made = bench();
		const { invoice } = await issuedFor(at(made), FIRST);
		expect(await earlier(made)).toMatchObject([{ kind: 'advance', byRate: invoice.totals.byRate }]);
		const found = await earlierDocuments(made.again({ taxCodes: { '8': '11' } }), FINAL, undefined);
		expect(found).toMatchObject([{ byRate: invoice.totals.byRate }]);
		// A line that a person gave another code says nothing of ours.
		made.fake.books.documents[0]!.input.Line[0]!.SalesItemLineDetail.TaxCodeRef = { value: '12' };
		expect(await earlier(made)).toMatchObject([{ byRate: undefined }]);
	});

	test('a customer that was renamed meanwhile hides none', async () => {
		const made = bench();
		await issuedFor(at(made), FIRST);
		made.fake.books.customers[0]!.DisplayName = 'Pod nową nazwą';
		await issuedFor(at(made), SECOND);
		expect(made.fake.books.customers).toHaveLength(2);
		await issuedFor(at(made), FINAL);
		expect(made.fake.invoices()).toMatchObject([{}, {}, { kind: 'final', gross: '277.49' }]);
	});

	test('one that was voided is left out', async () => {
		const made = bench();
		const { document } = await issuedFor(at(made), FIRST);
		await issuedFor(at(made), SECOND);
		made.fake.cancel(document.documentId);
		expect((await earlier(made)).map(({ reference: own }) => own)).toEqual([reference('advance', 2)]);
	});
});

test.each([FIRST, FINAL])('without an item for advances nothing is asked or made: $kind', async (stage) => {
	const made = bench();
	await issuedFor(at(made), SECOND);
	const calls = callsOf(made, async () =>
		expect(playStage(at(made, { advanceItemId: '' }), stage)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringContaining(`${stage.kind} invoice of deal 123`),
			advice: expect.stringMatching(/income account is a liability.*Item for Advances/),
		}),
	);
	// The look by reference comes first; nothing is made.
	expect((await calls).filter((call) => call.startsWith('POST'))).toEqual([]);
});

test('one item for all lines, and still the advance item for what is taken off', async () => {
	const made = bench();
	for (const stage of [FIRST, FINAL]) await issuedFor(at(made, { itemId: '31' }), stage);
	const items = made.fake.books.documents.map(({ input }) =>
		input.Line.map((each) => each.SalesItemLineDetail.ItemRef.value),
	);
	expect(items).toEqual([
		['34', '34'],
		['31', '31', '34', '34'],
	]);
});
