import { DOMESTIC, PROFORMA } from '../../../nodes/Ifirma/documentTypes';
import { legalOf } from '../../../nodes/Ifirma/ksef';
import { IfirmaDocument } from '../../../nodes/Ifirma/schemas';
import { bench, invoice } from './support';

const document = (change: Record<string, unknown>) =>
	IfirmaDocument.parse({
		PelnyNumer: '1/11/2026',
		DataWystawienia: '2026-11-30',
		Pozycje: [{ Ilosc: '1', CenaJednostkowa: '1.00' }],
		...change,
	});
const context = { type: DOMESTIC, choice: 'send' as const };
const stateOf = (Status: string | null, more = {}) =>
	legalOf(document({ NumerKSEF: null, StatusKSEF: Status === null ? null : { Status, Opis: 'Opis' } }), {
		...context,
		...more,
	}).state;

describe('legal states', () => {
	test.each([
		['PRZYJETA_W_KSEF', 'pending'],
		['WYSLANA_DO_KSEF', 'pending'],
		['OCZEKUJE_NA_WYSLANIE', 'pending'],
		['ODRZUCONA_PRZEZ_KSEF', 'rejected'],
		['BŁĄD_WYSYŁKI', 'rejected'],
		['BLAD', 'rejected'],
		['NIEWYSLANA', 'notSent'],
		['NIE_WYSLANO', 'notSent'],
		['COS_NOWEGO', 'unclear'],
	])('%s is %s without a number', (status, state) => expect(stateOf(status)).toBe(state));

	test('only a number is legal', () => {
		const number = '5213500025-20260520-560CCC000005-68';
		const legal = legalOf(
			document({ NumerKSEF: number, StatusKSEF: { Status: 'PRZYJETA_W_KSEF', Opis: 'Sukces' } }),
			context,
		);
		expect(legal).toEqual({ state: 'legal', ksefNumber: number, vendorState: 'PRZYJETA_W_KSEF', messages: [] });
	});

	test('silence: to be sent, unless nobody wants that; on its way once it was sent', () => {
		expect(stateOf(null)).toBe('notSent');
		expect(legalOf(document({}), context).state).toBe('notSent');
		expect(stateOf(null, { choice: 'off' })).toBe('notRequired');
		expect(stateOf(null, { notNeeded: true })).toBe('notRequired');
		expect(stateOf(null, { type: PROFORMA })).toBe('notRequired');
		expect(stateOf(null, { sent: true })).toBe('pending');
	});

	test("the office's own words are passed on, without addresses", () => {
		const said = { StatusKSEF: { Status: 'ODRZUCONA', Opis: 'NIP jan@firma.pl nie istnieje' } };
		const { messages } = legalOf(document(said), context);
		expect(messages.join(' ')).toMatch(/nie istnieje.*iFirma/);
		expect(messages.join(' ')).not.toContain('jan@firma.pl');
	});
});

describe('sending', () => {
	const asked = invoice({ gate: 'ksefNumber' });
	const sends = (calls: string[]) => calls.filter((call) => call.includes('/ksef/send/')).length;

	test('after the document is made, once, then read until it has its number', async () => {
		const { accounting, fake, world, calls } = bench();
		fake.patchSettings({ delayMs: 5_000 });
		const issued = await accounting.issue(asked);
		expect([issued.legal.state, sends(calls())]).toEqual(['notSent', 0]);
		expect((await accounting.legalStatus(issued.documentId, { send: false })).legal.state).toBe('notSent');
		expect((await accounting.legalStatus(issued.documentId, { send: true })).legal.state).toBe('pending');
		expect((await accounting.legalStatus(issued.documentId, { send: true })).legal.state).toBe('pending');
		world.advance(6_000);
		const legal = await accounting.legalStatus(issued.documentId, { send: true });
		expect(legal.legal).toMatchObject({ state: 'legal', ksefNumber: fake.invoices()[0]?.ksefNumber });
		expect(sends(calls())).toBe(1);
	});

	test('never asked for where the credential says so, or the document needs none', async () => {
		const off = bench({ ksef: 'off' });
		const { documentId } = await off.accounting.issue(asked);
		expect((await off.accounting.legalStatus(documentId, { send: true })).legal.state).toBe('notRequired');
		expect(sends(off.calls())).toBe(0);
		expect((await bench().accounting.issue(invoice({ gate: 'none' }))).legal.state).toBe('notRequired');
		const proforma = bench();
		const made = await proforma.accounting.issue(invoice({ kind: 'proforma' }));
		expect((await proforma.accounting.legalStatus(made.documentId, { send: true })).legal.state).toBe('notRequired');
		expect(sends(proforma.calls())).toBe(0);
	});

	test('a lost answer to sending is read again, not sent again', async () => {
		const { accounting, calls } = bench({}, ({ url }) => (url.includes('/ksef/send/') ? 'lostAfter' : 'pass'));
		const { documentId } = await accounting.issue(asked);
		expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('legal');
		expect(sends(calls())).toBe(1);
	});

	test('an account that is not authorised at KSeF: a person has to look, with the reason', async () => {
		const { accounting, fake } = bench();
		fake.patchSettings({ ksef: 'off' });
		const { documentId } = await accounting.issue(asked);
		const { legal } = await accounting.legalStatus(documentId, { send: true });
		expect(legal).toMatchObject({ state: 'rejected', messages: [expect.stringMatching(/nie jest uwierzytelnione/)] });
	});

	test('a key that lapsed is a failure, not a verdict of KSeF', async () => {
		const { accounting } = bench({}, ({ url }) =>
			url.includes('/ksef/send/') ? { body: { response: { Kod: 403, Informacja: 'x' } } } : 'pass',
		);
		const { documentId } = await accounting.issue(asked);
		await expect(accounting.legalStatus(documentId, { send: true })).rejects.toMatchObject({ cause_: 'credential' });
	});

	test("refused by KSeF: a person, with KSeF's words", async () => {
		const { accounting, fake } = bench();
		fake.patchSettings({ ksefAnswer: 'send_error' });
		const { documentId } = await accounting.issue(asked);
		const { legal } = await accounting.legalStatus(documentId, { send: true });
		expect(legal).toMatchObject({
			state: 'rejected',
			messages: expect.arrayContaining([expect.stringMatching(/NIP/)]),
		});
	});

	test('an account that sends by itself: nothing is sent from here', async () => {
		const { accounting, fake, calls } = bench();
		fake.patchSettings({ ksef: 'auto' });
		const { documentId, legal } = await accounting.issue(asked);
		expect(legal.state).toBe('legal');
		await accounting.legalStatus(documentId, { send: true });
		expect(sends(calls())).toBe(0);
	});
});
