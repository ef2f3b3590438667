import { FamilyDocument } from '../../../connect/fakturowniaFamily/schemas';
import { legalOf } from '../../../nodes/Fakturownia/ksef';
import { bench, invoice } from './support';

const document = (change: Record<string, unknown>) =>
	FamilyDocument.parse({
		id: 1,
		number: '1/11/2026',
		kind: 'vat',
		currency: 'PLN',
		price_net: '1.0',
		price_gross: '1.23',
		issue_date: '2026-11-30',
		...change,
	});

describe('legal states', () => {
	test.each([
		['processing', 'pending'],
		['send_error', 'rejected'],
		['server_error', 'retry'],
		['not_applicable', 'notRequired'],
		['not_connected', 'rejected'],
		['status_check_error', 'unclear'],
		['duplicate_error', 'unclear'],
		['offline', 'pending'],
		['offline_error', 'unclear'],
		['blocked_403_error', 'rejected'],
		['something_new', 'unclear'],
	])('%s is %s, in DEMO too', (status, state) => {
		expect(legalOf(document({ gov_status: status }), 'send').state).toBe(state);
		expect(legalOf(document({ gov_status: `demo_${status}` }), 'send').state).toBe(state);
	});

	test('accepted counts only together with its number', () => {
		expect(legalOf(document({ gov_status: 'ok', gov_id: null }), 'send').state).toBe('pending');
		const legal = legalOf(document({ gov_status: 'ok', gov_id: '5252445767-20260201-ABC123DEF456' }), 'send');
		expect(legal).toMatchObject({ state: 'legal', ksefNumber: '5252445767-20260201-ABC123DEF456' });
	});

	test('DEMO says that it has no legal effect', () => {
		const legal = legalOf(document({ gov_status: 'demo_ok', gov_id: 'x' }), 'send');
		expect(legal.messages.join(' ')).toMatch(/no legal effect/);
	});

	test('silence is notSent only where the answer carries the KSeF fields', () => {
		expect(legalOf(document({ gov_status: null }), 'send').state).toBe('notSent');
		expect(legalOf(document({}), 'send').state).toBe('unclear');
		expect(legalOf(document({}), 'send', 'toSend').state).toBe('pending');
		expect(legalOf(document({ gov_status: null }), 'off').state).toBe('notRequired');
		expect(legalOf(document({ gov_status: null, kind: 'proforma' }), 'send').state).toBe('notRequired');
	});

	test("the office's own words are passed on, without addresses", () => {
		const said = { gov_status: 'send_error', gov_error_messages: ['Telefon jan@firma.pl - pole jest za długie'] };
		const { messages } = legalOf(document(said), 'send');
		expect(messages.join(' ')).toMatch(/pole jest za długie/);
		expect(messages.join(' ')).not.toContain('jan@firma.pl');
	});
});

describe('sending', () => {
	const count = (http: { sent: { query?: Record<string, unknown> }[] }) =>
		http.sent.filter((request) => request.query?.send_to_ksef).length;

	test('asked for with the create, then read until it has its number', async () => {
		const { accounting, fake, world, http } = bench();
		fake.patchSettings({ delayMs: 5_000 });
		const issued = await accounting.issue(invoice());
		expect(issued.legal.state).toBe('pending');
		world.advance(6_000);
		const legal = await accounting.legalStatus(issued.documentId, { send: true });
		expect(legal.legal).toMatchObject({ state: 'legal', ksefNumber: fake.invoices()[0]?.ksefNumber });
		expect(count(http)).toBe(0);
	});

	test('not asked for where the gate or the credential says so', async () => {
		const foreign = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Jan Nowak' };
		const none = bench();
		await none.accounting.issue(invoice({ gate: 'none', buyer: foreign }));
		const off = bench({ ksef: 'off' });
		const issued = await off.accounting.issue(invoice({ buyer: foreign }));
		expect(none.fake.invoices()[0]?.legalStatus).toBe('');
		expect(off.fake.invoices()[0]?.legalStatus).toBe('');
		expect(issued.legal.state).toBe('notRequired');
	});

	test('a document that nobody sent is sent when asked to, once', async () => {
		const buyer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Jan Nowak' };
		const { accounting, http } = bench();
		const { documentId } = await accounting.issue(invoice({ gate: 'none', buyer }));
		expect((await accounting.legalStatus(documentId, { send: false })).legal.state).toBe('notSent');
		expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('legal');
		await accounting.legalStatus(documentId, { send: true });
		expect(count(http)).toBe(1);
	});

	test("after the office's own trouble it is sent again, a minute later at the earliest", async () => {
		const { accounting, fake, world, http } = bench();
		fake.patchSettings({ ksefAnswer: 'server_error' });
		const { documentId } = await accounting.issue(invoice());
		expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('retry');
		expect(count(http)).toBe(0);
		fake.patchSettings({ ksefAnswer: 'ok' });
		world.advance(61_000);
		expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('legal');
		expect(count(http)).toBe(1);
	});

	test('a lost answer to sending is read again, not sent again', async () => {
		const buyer = { ...invoice().buyer, kind: 'consumer' as const, taxId: undefined, name: 'Jan Nowak' };
		const { accounting, http } = bench({}, (request) => (request.query?.send_to_ksef ? 'lostAfter' : 'pass'));
		const { documentId } = await accounting.issue(invoice({ gate: 'none', buyer }));
		expect((await accounting.legalStatus(documentId, { send: true })).legal.state).toBe('legal');
		expect(count(http)).toBe(1);
	});
});
