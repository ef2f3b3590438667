import { earlierDocuments } from '../../../connect/accounting/operations/earlier';
import {
	entry,
	FINAL,
	FIRST,
	issuedFor as issued,
	LINES,
	playStage as play,
	reference,
	SECOND,
} from '../issuing/chain';
import { sampleDeal } from '../invoicing/samples';
import { bench, type Bench, type Wire } from './support';
import type { IssuedInvoice } from '../../../invoicing/invoice';

const inBooks = ({ fake }: Bench) =>
	fake.invoices().map(({ kind, reference: own, net, vat, gross }) => ({ kind, reference: own, net, vat, gross }));

test('order, two advances and the final stand in the books, and make the order to the grosz', async () => {
	const made = bench();
	const { document: first } = await issued(made, FIRST);
	const { document: second } = await issued(made, SECOND);
	const { invoice, document: final } = await issued(made, FINAL);
	expect(inBooks(made)).toEqual([
		{ kind: 'estimate', reference: reference('order', 1), net: '1149.97', vat: '237.50', gross: '1387.47' },
		{ kind: 'advance', reference: reference('advance', 1), net: '344.99', vat: '71.25', gross: '416.24' },
		{ kind: 'advance', reference: reference('advance', 2), net: '574.99', vat: '118.75', gross: '693.74' },
		{ kind: 'final', reference: reference('final', 1), net: '229.99', vat: '47.50', gross: '277.49' },
	]);
	const ksef = (document: IssuedInvoice) => document.legal.ksefNumber;
	expect(ksef(first)).toMatch(/^\d{10}-/);
	expect(invoice.settles).toMatchObject([
		{ number: first.number, ksefNumber: ksef(first) },
		{ number: second.number, ksefNumber: ksef(second) },
	]);
	expect(final).toMatchObject({ kind: 'final', legal: { state: 'legal' } });
});

test('dates are those of the document, and not of the order', async () => {
	const made = bench();
	const received = { amount: '400.00', day: '2026-11-18' };
	await issued(made, entry('advance', 1, { received }));
	made.world.advance(5 * 24 * 3600_000);
	await issued(made, FINAL);
	const [, advance, final] = made.fake.invoices();
	expect(advance).toMatchObject({ issueDate: '2026-11-30', saleDate: '2026-11-18', gross: '400.00' });
	expect(final).toMatchObject({ issueDate: '2026-12-05', saleDate: '2026-11-20', gross: '987.47' });
});

test('a plain invoice and a proforma ask for nothing earlier; a cancelled advance is left out', async () => {
	const made = bench();
	for (const kind of ['invoice', 'proforma'])
		expect(await earlierDocuments(made.accounting, entry(kind, 1), undefined)).toEqual([]);
	expect(made.http.sent).toEqual([]);
	const { document } = await issued(made, FIRST);
	await issued(made, SECOND);
	made.fake.cancel(document.documentId);
	expect((await earlierDocuments(made.accounting, FINAL, undefined)).map(({ reference: own }) => own)).toEqual([
		reference('advance', 2),
	]);
});

test('a part that was left out hides no later one', async () => {
	const made = bench();
	await issued(made, SECOND);
	expect(await earlierDocuments(made.accounting, FINAL, undefined)).toHaveLength(1);
});

test('an order that is no longer what the deal says is refused before anything is issued', async () => {
	const made = bench();
	await issued(made, FIRST);
	const dearer = { lines: [LINES[0], { ...LINES[1], unitPrice: '60.00' }] };
	await expect(play(made, SECOND, dearer)).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/deal 123 .* other lines than the deal now/),
	});
	expect(made.fake.invoices()).toHaveLength(2);
});

test('a cancelled order is not entered a second time', async () => {
	const made = bench();
	await issued(made, FIRST);
	made.fake.cancel(made.fake.invoices()[0]!.id);
	await expect(play(made, SECOND)).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringContaining('was cancelled'),
	});
	expect(made.fake.invoices()).toHaveLength(2);
});

test('nothing lost on the wire makes a second order or a second advance', async () => {
	for (const lost of [0, 1]) {
		for (const how of ['lostBefore', 'lostAfter'] as const) {
			let posts = 0;
			const wire: Wire = ({ method }) => (method === 'POST' && posts++ === lost ? how : 'pass');
			const made = bench({}, wire);
			await play(made, FIRST).catch(() => undefined);
			made.world.advance(600_000);
			const { outcome } = await play(made, FIRST);
			expect(outcome).toMatchObject({ outcome: 'issued' });
			expect(inBooks(made).map(({ kind }) => kind)).toEqual(['estimate', 'advance']);
		}
	}
});

test('export and intra-EU supply are kinds of document of their own there: no advance', async () => {
	const buyers = [
		{
			...sampleDeal().buyers[0],
			taxId: 'DE811569869',
			address: { street: 'Am Weg 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
		},
	];
	const made = bench();
	const lines = [{ ...LINES[0], vatRate: '0 WDT' }];
	await expect(play(made, FIRST, { lines, buyers })).rejects.toMatchObject({
		outcome: 'notDone',
		message: expect.stringContaining('0 WDT'),
	});
	expect(made.fake.invoices()).toEqual([]);
});
