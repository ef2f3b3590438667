import Big from 'big.js';
import { issueOnce } from '../../../connect/issueOnce';
import { earlierDocuments } from '../../../connect/accounting/operations/earlier';
import { compareIssued } from '../../../invoicing/compare';
import { sampleLine } from '../invoicing/samples';
import { issuedFor, LINES, playStage } from '../issuing/chain';
import { at, CHEAPER, confirmed, corrected, correction, DEARER, INVOICE, LOST, wanted } from './corrected';
import { bench, invoice, withLines, type Bench } from './support';

const SIDES = ['net', 'vat', 'gross'] as const;
const posts = (made: Bench) => made.calls().filter((call) => call.startsWith('POST'));

test('a cheaper deal: the difference, found again by its reference; number, PDF, standing', async () => {
	const made = bench();
	const { original, asked, document } = await corrected(made, {}, CHEAPER);
	expect(document).toMatchObject({
		...{ kind: 'correction', number: 'K1/11/2026', documentId: 'fakturakrajkorekta-1244513' },
		...{ net: '-100.00', vat: '-23.00', gross: '-123.00', paid: '0.00', currency: 'PLN' },
		reference: asked.reference,
		legal: { state: 'notRequired' },
	});
	expect(made.fake.invoices()).toMatchObject([
		{ id: original.documentId.replace('fakturakraj-', ''), kind: 'invoice' },
		{ kind: 'correction', gross: '-123.00', corrects: { id: '1244512', reason: 'POMYLKI' } },
	]);
	const again = await issuedFor(at(made), asked, CHEAPER);
	expect(again.document).toMatchObject({ documentId: document.documentId, adopted: true, gross: '-123.00' });
	expect(await made.accounting.read(document.documentId)).toMatchObject({ net: '-100.00', gross: '-123.00' });
	expect((await made.accounting.pdf(document.documentId)).subarray(0, 5).toString()).toBe('%PDF-');
	expect(posts(made)).toEqual(['POST /fakturakraj.json', 'POST /fakturakraj/korekta/1244512.json']);
});

test('the requests of a correction', async () => {
	const made = bench();
	await corrected(made, {}, CHEAPER);
	expect(made.calls().slice(-7)).toEqual([
		'GET /fakturakraj/1244512.json',
		'GET /faktury.json',
		'GET /faktury.json',
		'GET /fakturakraj/1244512.json',
		'POST /fakturakraj/korekta/1244512.json',
		'GET /fakturakraj/korekta/1244513.json',
		'GET /faktury.json',
	]);
});

test('a dearer deal, a lost one, other lines, another rate, a line less in front', async () => {
	const more = { lines: [...LINES, sampleLine({ id: '3', name: 'Hosting', quantity: '7', unitPrice: '10.01' })] };
	const other = { lines: [sampleLine({ vatRate: '8' }), LINES[1]] };
	for (const after of [DEARER, LOST, more, other, { lines: [LINES[1]] }]) {
		const { original, document } = await corrected(bench(), {}, after);
		const goal = after === LOST ? { net: '0.00', vat: '0.00', gross: '0.00' } : wanted(bench(), after).totals;
		for (const side of SIDES) expect(new Big(original[side]).plus(document[side]).toFixed(2)).toBe(goal[side]);
	}
});

test('the lines of an invoice are told as they were asked for, with their rates', async () => {
	const made = bench();
	const odd = { lines: [sampleLine({ quantity: '3', unit: 'h', unitPrice: '33.333' }), LINES[1]] };
	const { document, invoice: asked } = await issuedFor(at(made), INVOICE, odd);
	const [read] = await earlierDocuments(made.accounting, confirmed(made, document.documentId, odd), undefined);
	const bare = ({ name, quantity, unit, vatRate, net, vat, gross }: (typeof asked.lines)[number]) => ({
		...{ name, quantity, unit, vatRate },
		...{ net, vat, gross },
	});
	expect(read?.lines).toEqual(asked.lines.map(bare));
	expect(read?.byRate).toEqual(asked.totals.byRate);
});

test('of documents for abroad no lines are told: a person corrects them by hand', async () => {
	const made = bench();
	for (const abroad of [
		withLines([{ vatRate: '0 WDT' }]),
		withLines([{}], 'perRateFromNet', { currency: 'EUR', reference: 'r:2' }),
	]) {
		const { documentId } = await made.accounting.issue(
			abroad.lines[0]!.vatRate === '0 WDT'
				? { ...abroad, buyer: { ...abroad.buyer, taxId: { country: 'DE', number: '136695976', kind: 'euVat' } } }
				: abroad,
		);
		expect((await made.accounting.readWithLines(documentId)).lines).toBeUndefined();
		await expect(made.accounting.issue(correction(documentId))).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringMatching(/domestic invoices only.*1\/11\/2026.*deal 42/),
		});
	}
	expect(posts(made)).toHaveLength(2);
});

describe('what the vendor does not document', () => {
	test.each([
		[{ correctionsAt: 'fakturakraj' }],
		[{ correctionTyp: 'invoice' }],
		[{ correctionsAt: 'fakturakraj', correctionTyp: 'invoice' }],
		[{ correctionTyp: 'invoice', ksef: 'manual' }],
	])('%j: issued, found and listed as one', async (settings) => {
		const made = bench();
		made.fake.patchSettings(settings);
		const { asked, document } = await corrected(made, {}, CHEAPER);
		const again = await issuedFor(at(made), asked, CHEAPER);
		expect(again.document).toMatchObject({ documentId: document.documentId, adopted: true });
		expect((await made.accounting.pdf(document.documentId)).length).toBeGreaterThan(100);
		const listed = await made.accounting.list({ from: '2026-11-01', to: '2026-11-30' });
		expect(listed.map(({ documentId, gross }) => [documentId, gross])).toEqual([
			['fakturakraj-1244512', expect.any(String)],
			[document.documentId, '-123.00'],
		]);
	});

	test('a list that shows the state after: the difference is told before anything leaves, and nothing is made again', async () => {
		const made = bench();
		made.fake.patchSettings({ correctionRow: 'after' });
		const { document: original } = await issuedFor(at(made), INVOICE);
		const asked = confirmed(made, original.documentId, CHEAPER);
		const { outcome, invoice: built } = await playStage(at(made), asked, CHEAPER);
		if (outcome.outcome !== 'issued') throw new Error(outcome.outcome);
		expect(compareIssued(built, outcome.issued).map(({ field }) => field)).toContain('issued.gross');
		expect((await playStage(at(made), asked, CHEAPER)).outcome.outcome).toBe('conflict');
		expect(made.fake.invoices()).toHaveLength(2);
	});

	test('a list that does not show corrections: the positions tell; after a lost answer a person is asked', async () => {
		const made = bench();
		made.fake.patchSettings({ correctionRow: 'hidden' });
		const { document } = await corrected(made, {}, CHEAPER);
		expect(document.gross).toBe('-123.00');
		const lost = bench({}, ({ url, method }) =>
			method === 'POST' && url.includes('/korekta/') ? 'lostAfter' : 'pass',
		);
		lost.fake.patchSettings({ correctionRow: 'hidden' });
		const original = await lost.accounting.issue(invoice());
		const first = await issueOnce(lost.accounting, correction(original.documentId), lost.world);
		expect(first.outcome).toBe('parked');
		if (first.outcome !== 'parked') return;
		lost.world.advance(600_000);
		const options = { ...lost.world, inFlightSince: first.inFlightSince };
		expect(await issueOnce(lost.accounting, correction(original.documentId), options)).toMatchObject({
			outcome: 'unknown',
		});
		expect(lost.fake.invoices()).toHaveLength(2);
	});

	test('a correction that does not name its buyer is of the buyer of the invoice', async () => {
		const made = bench();
		const original = await made.accounting.issue(invoice());
		const send = made.http.send.bind(made.http);
		made.http.send = async (request) => {
			const answer = await send(request);
			if (!request.url.includes('/korekta/') || request.method !== 'GET') return answer;
			const body = JSON.parse(String(answer.body)) as Record<string, unknown>;
			return { ...answer, body: Buffer.from(JSON.stringify({ ...body, Kontrahent: null, NIPKontrahenta: null })) };
		};
		const asked = correction(original.documentId);
		expect(compareIssued(asked, await made.accounting.issue(asked))).toEqual([]);
	});
});

test('KSeF: sent at the address of corrections, and legal by its number only', async () => {
	const made = bench();
	const original = await made.accounting.issue(invoice({ gate: 'ksefNumber' }));
	await made.accounting.legalStatus(original.documentId, { send: true });
	const { documentId, legal } = await made.accounting.issue(correction(original.documentId, { gate: 'ksefNumber' }));
	expect(legal.state).toBe('notSent');
	const sent = await made.accounting.legalStatus(documentId, { send: true });
	expect(sent).toMatchObject({ legal: { state: 'legal', ksefNumber: expect.any(String) }, gross: '-123.00' });
	expect(made.calls()).toContain('POST /fakturakraj/korekta/ksef/send/1244513.json');
	await made.accounting.legalStatus(documentId, { send: true });
	expect(posts(made).filter((call) => call.includes('ksef/send/1244513'))).toHaveLength(1);
});

test('no e-mail and no payment of corrections: neither is documented', async () => {
	const made = bench();
	const { document } = await corrected(made, {}, CHEAPER);
	await expect(made.accounting.sendByEmail(document.documentId, ['a@b.example'])).rejects.toThrow(/no corrections/);
	const payment = { reference: 'x', amount: '1.00', paidOn: '2026-12-01' };
	await expect(made.accounting.recordPayment(document.documentId, payment)).rejects.toThrow(/payments of corrections/);
	expect(posts(made)).toHaveLength(2);
});
