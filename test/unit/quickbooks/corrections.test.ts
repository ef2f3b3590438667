import Big from 'big.js';
import fc from 'fast-check';
import { earlierDocuments } from '../../../connect/accounting/operations/earlier';
import { buildInvoice } from '../../../invoicing/build';
import { contentKey, ZERO } from '../../../invoicing/correction/content';
import type { StageEntry } from '../../../invoicing/deal';
import type { Invoice } from '../../../invoicing/invoice';
import { entry, issuedFor, LINES, playStage } from '../issuing/chain';
import { sampleDeal, sampleLine, sampleSettings } from '../invoicing/samples';
import { bench, type Bench } from './support';

const INVOICE = entry('invoice', 1);
const settings = { seller: { ksef: 'noDuty' } };
/** A run of its own: nothing is remembered but what QuickBooks has. */
const at = (made: Bench) => ({ accounting: made.again(), world: made.world, settings });
const CHEAPER = { lines: [sampleLine({ unitPrice: '900.00' }), LINES[1]] };
const LOST = { standing: 'lost' };

function wanted(made: Bench, change: object): Invoice {
	const deal = sampleDeal({ lines: LINES, ...change });
	const now = made.world.now().toISOString();
	const built = buildInvoice({ deal, entry: INVOICE, settings: sampleSettings(settings), now });
	if (!built.ok) throw new Error(JSON.stringify(built.problems));
	return built.invoice;
}
/** What the person confirmed: the correction of a document to what the deal asks for now. */
const confirmed = (made: Bench, documentId: string, change: object): StageEntry =>
	entry('correction', 1, {
		corrects: {
			reference: INVOICE.reference,
			documentId,
			key: change === LOST ? ZERO : contentKey(wanted(made, change)),
			reason: 'Zmiana ceny',
		},
	});

async function corrected(made: Bench, before: object, after: object) {
	const { document } = await issuedFor(at(made), INVOICE, before);
	const asked = confirmed(made, document.documentId, after);
	return { original: document, asked, ...(await issuedFor(at(made), asked, after)) };
}
const SIDES = ['net', 'vat', 'gross'] as const;

test('a cheaper deal: a credit memo of the difference, which names what it corrects and why', async () => {
	const made = bench();
	const { original, asked, document } = await corrected(made, {}, CHEAPER);
	expect(original).toMatchObject({ documentId: '104', number: '1001', net: '1149.97', gross: '1387.47' });
	expect(document).toMatchObject({
		kind: 'correction',
		reference: asked.reference,
		...{ net: '-100.00', vat: '-23.00', gross: '-123.00', paid: '0.00', cancelled: false },
	});
	expect(document.documentId).toMatch(/^credit-memo-\d+$/);
	expect(document.dueDate).toBeUndefined();
	const { input } = made.fake.books.documents[1]!;
	expect(input.Line).toMatchObject([{ Amount: 100, SalesItemLineDetail: { TaxInclusiveAmt: 123 } }]);
	expect(input.CustomerMemo?.value).toContain(
		'Korekta do dokumentu: 1001 z dnia 2026-11-30\nPrzyczyna korekty: Zmiana ceny',
	);
	// Sold as the same service: the revenue of the same account goes down.
	const [line] = made.fake.books.documents[0]!.input.Line;
	expect(input.Line[0]!.SalesItemLineDetail.ItemRef).toEqual(line!.SalesItemLineDetail.ItemRef);
	expect((await made.again().pdf(document.documentId)).subarray(0, 5).toString()).toBe('%PDF-');
	await made.again().sendByEmail(document.documentId, []);
	expect(made.fake.emails()).toMatchObject([{ entity: 'CreditMemo' }]);
	const payment = { reference: 'x', amount: '1.00', paidOn: '2026-12-01' };
	await expect(made.again().recordPayment(document.documentId, payment)).rejects.toMatchObject({ outcome: 'notDone' });
});

test('a lost deal: everything is taken back', async () => {
	const { original, document } = await corrected(bench(), {}, LOST);
	expect(new Big(original.gross).plus(document.gross).toFixed(2)).toBe('0.00');
});

test('done again it is found, not made; the requests of it', async () => {
	const made = bench();
	const { asked, document } = await corrected(made, {}, CHEAPER);
	const looks = ['GET invoice/104', 'GET query Customer', 'GET query CreditMemo'];
	expect(made.calls().slice(-5)).toEqual([...looks, 'GET query Item', 'POST creditmemo']);
	const before = made.calls().length;
	const again = await issuedFor(at(made), asked, CHEAPER);
	expect(again.document).toMatchObject({ documentId: document.documentId, adopted: true });
	expect(made.calls().slice(before)).toEqual(looks);
	expect(made.fake.invoices()).toHaveLength(2);
});

test.each([
	['a dearer deal', { lines: [sampleLine({ unitPrice: '1100.00' }), LINES[1]] }],
	['another name only', { lines: [sampleLine({ name: 'Strona firmowa' }), LINES[1]] }],
])('%s: a credit memo cannot say it; nothing is made', async (_name, after) => {
	const made = bench();
	const { document } = await issuedFor(at(made), INVOICE);
	const before = made.calls().length;
	await expect(playStage(at(made), confirmed(made, document.documentId, after), after)).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/document 1001 of deal 123 .* can only lower/),
		advice: expect.stringMatching(/invoice for the difference.*issue another/),
	});
	expect(
		made
			.calls()
			.slice(before)
			.filter((call) => call.startsWith('POST')),
	).toEqual([]);
});

const line = fc.record({
	quantity: fc.constantFrom('1', '3', '40'),
	unitPrice: fc.integer({ min: 1, max: 200_000 }).map((price) => (price / 100).toFixed(2)),
	priceBasis: fc.constantFrom('net' as const, 'gross' as const),
	vatRate: fc.constantFrom('23' as const, '8' as const, '5' as const, '0 KR' as const),
});
const order = fc.array(line, { minLength: 1, maxLength: 4 });
const ofLines = (lines: object[]) => ({
	lines: lines.map((each, index) => sampleLine({ ...each, id: String(index), name: `L${index}` })),
});

test('whatever the two: original + correction = corrected, as QuickBooks counts', async () => {
	let sent = 0;
	let played = 0;
	await fc.assert(
		fc.asyncProperty(order, order, async (was, is) => {
			const made = bench();
			const [before, after] = [ofLines(was), ofLines(is)];
			const goal = wanted(made, after).totals;
			const start = wanted(made, before);
			if (!new Big(goal.gross).lt(start.totals.gross)) return;
			const { original, document } = await corrected(made, before, after);
			for (const side of SIDES) expect(new Big(original[side]).plus(document[side]).toFixed(2)).toBe(goal[side]);
			played++;
			if (made.fake.books.documents[1]!.input.TxnTaxDetail) sent++;
		}),
		{ numRuns: 300 },
	);
	expect(played).toBeGreaterThan(50);
	expect(sent).toBeGreaterThan(0);
	expect(sent).toBeLessThan(played);
}, 60_000);

describe('the lines of the original', () => {
	const read = async (made: Bench, documentId: string) =>
		(await earlierDocuments(made.again(), confirmed(made, documentId, {}), undefined))[0]!;

	test('as they were asked for', async () => {
		const made = bench();
		const { document, invoice } = await issuedFor(at(made), INVOICE);
		const bare = ({ name, quantity, vatRate, net, vat, gross }: Invoice['lines'][number]) => ({
			...{ name, quantity, vatRate, net, vat, gross },
			unit: '',
		});
		expect((await read(made, document.documentId)).lines).toEqual(invoice.lines.map(bare));
	});

	test.each([
		['the rates in the memo are gone', (made: Bench) => (made.fake.books.documents[0]!.note = 'x')],
		[
			'a person gave a line another tax code',
			(made: Bench) => (made.fake.books.documents[0]!.input.Line[0]!.SalesItemLineDetail.TaxCodeRef = { value: '12' }),
		],
		[
			'a quantity is told in words only',
			(made: Bench) => delete made.fake.books.documents[0]!.input.Line[0]!.SalesItemLineDetail.Qty,
		],
	])('are not told where %s: a person corrects by hand', async (_name, spoil) => {
		const made = bench();
		const { document } = await issuedFor(at(made), INVOICE);
		spoil(made);
		expect((await read(made, document.documentId)).lines).toBeUndefined();
		const asked = confirmed(made, document.documentId, CHEAPER);
		await expect(playStage(at(made), asked, CHEAPER)).rejects.toThrow('correctionByHand');
	});
});
