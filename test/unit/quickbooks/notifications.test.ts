import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Hints } from '../../../nodes/QuickBooks/hints';
import { notificationsIn, type Notification } from '../../../nodes/QuickBooks/notifications';
import { isSigned } from '../../../nodes/QuickBooks/signature';
import { verifierToken } from '../../../nodes/QuickBooks/verifierToken';

const REALM = '9341450000000001';
const AT = '2026-11-30T10:00:00Z';

const cloudEvent = (type: string, changes: Record<string, unknown> = {}) => ({
	...{ specversion: '1.0', id: `u-${type}`, source: 'intuit.x', type, time: AT },
	...{ intuitentityid: '145', intuitaccountid: REALM, ...changes },
});
const older = (name: string, operation: string, changes: Record<string, unknown> = {}) => ({
	eventNotifications: [
		{ realmId: REALM, dataChangeEvent: { entities: [{ name, id: '145', operation, lastUpdated: AT, ...changes }] } },
	],
});
const told = (body: unknown) => notificationsIn(body).map(({ change }) => `${change.entity} ${change.operation}`);

describe('the signature of a notification', () => {
	// By hand, with OpenSSL: printf '[{"id":"1"}]' | openssl dgst -sha256 -hmac demo-token -binary | base64
	const body = Buffer.from('[{"id":"1"}]');
	const right = 'H/Bie6NfFL/07wX/Gwzpt7UNqToD/NJbziajHeYT0Fc=';

	it('is the HMAC-SHA256 of the bytes, in base64', () => {
		expect(isSigned(body, right, 'demo-token')).toBe(true);
	});

	it.each([
		['another token', body, right, 'demo-tokem'],
		['another body', Buffer.from('[{"id":"2"}]'), right, 'demo-token'],
		['the same JSON in other bytes', Buffer.from('[{"id": "1"}]'), right, 'demo-token'],
		['no header', body, undefined, 'demo-token'],
		['an empty header', body, '', 'demo-token'],
		['two headers', body, [right, right], 'demo-token'],
		['the digest in hex', body, createHmac('sha256', 'demo-token').update(body).digest('hex'), 'demo-token'],
		['the signature cut', body, right.slice(0, -1), 'demo-token'],
		['no token entered', body, createHmac('sha256', '').update(body).digest('base64'), ''],
	])('is not: %s', (_, bytes, signature, token) => {
		expect(isSigned(bytes, signature, token)).toBe(false);
	});
});

describe('what a notification says', () => {
	it('is read from both forms alike', () => {
		const change = { entity: 'Payment', id: '145', operation: 'created', at: AT };
		const expected = { realm: REALM, change };
		expect(notificationsIn([cloudEvent('qbo.payment.created.v1')])).toEqual([
			{ id: 'u-qbo.payment.created.v1', ...expected },
		]);
		expect(notificationsIn(older('Payment', 'Create'))).toEqual([
			{ id: `${REALM} Payment 145 created ${AT}`, ...expected },
		]);
	});

	it.each([
		['payment', 'Payment', ['created', 'updated', 'deleted', 'voided']],
		['invoice', 'Invoice', ['updated', 'deleted', 'voided']],
		['creditmemo', 'CreditMemo', ['updated', 'deleted', 'voided']],
		['estimate', 'Estimate', []],
		['customer', 'Customer', []],
		['__proto__', '__proto__', []],
	])('counts of %s only what changes a document or its payments', (type, name, counted) => {
		const words = ['created', 'updated', 'deleted', 'voided', 'emailed', 'merged', 'constructor'];
		expect(words.filter((word) => told([cloudEvent(`qbo.${type}.${word}.v1`)]).length > 0)).toEqual(counted);
		const olderWords = ['Create', 'Update', 'Delete', 'Void', 'Emailed', 'Merge'];
		expect(olderWords.flatMap((word) => told(older(name, word)))).toEqual(counted.map((each) => `${name} ${each}`));
	});

	it('is taken from among events that are unknown or broken, in any version and spelling', () => {
		const body = [
			...[null, 7, 'x', [], {}, cloudEvent('qbo.payment.created'), cloudEvent('payment.created.v1')],
			...[cloudEvent('qbo.payment.created.v1', { intuitentityid: '../x' })],
			...[cloudEvent('qbo.payment.created.v1', { intuitaccountid: 9341450000000001 })],
			...[cloudEvent('qbo.payment.created.v1', { id: undefined })],
			...[cloudEvent('qbo.invoice.voided.v1'), cloudEvent('QBO.Credit-Memo.Updated.v2', { time: undefined })],
		];
		expect(told(body)).toEqual(['Invoice voided', 'CreditMemo updated']);
		const { eventNotifications } = older('Invoice', 'Void');
		const broken = [
			null,
			{},
			{ realmId: REALM },
			{ realmId: REALM, dataChangeEvent: { entities: [null, { name: 1 }] } },
		];
		expect(told({ eventNotifications: [...broken, ...eventNotifications] })).toEqual(['Invoice voided']);
	});

	it('is bounded', () => {
		const many = Array.from({ length: 5_000 }, (_, at) => cloudEvent('qbo.payment.created.v1', { id: String(at) }));
		expect(notificationsIn(many)).toHaveLength(2_000);
	});

	it('is nothing for anything else, and never an error', () => {
		fc.assert(
			fc.property(fc.anything(), (body) => {
				expect(notificationsIn(body)).toEqual([]);
			}),
		);
		fc.assert(
			fc.property(fc.array(fc.record({ eventNotifications: fc.anything() })), (body) => {
				expect([...notificationsIn(body), ...body.flatMap(notificationsIn)]).toEqual([]);
			}),
		);
	});
});

describe('what waits for a run', () => {
	const MINUTE = 60_000;
	const START = Date.parse('2026-11-30T10:00:00Z');
	let next = 0;
	const note = (
		id: string,
		changes: Partial<Notification['change']> = {},
		event = `event-${++next}`,
	): Notification => ({
		...{ id: event, realm: REALM },
		change: { entity: 'Payment', id, operation: 'created', at: AT, ...changes },
	});
	const idsOf = (hints: Hints, now: number) => hints.take(now)?.documents.map(({ id }) => id);

	it('starts at once, then at most once a minute, with all that came meanwhile', () => {
		const hints = new Hints();
		hints.add(REALM, [note('1')]);
		expect(hints.take(START)).toEqual({
			realm: REALM,
			documents: [{ entity: 'Payment', id: '1', operation: 'created', at: AT }],
		});
		expect(idsOf(hints, START + 2 * MINUTE)).toBeUndefined();
		hints.add(REALM, [note('2')]);
		expect(idsOf(hints, START + 2 * MINUTE)).toEqual(['2']);
		for (const id of ['3', '4', '5']) {
			hints.add(REALM, [note(id)]);
			expect(idsOf(hints, START + 2 * MINUTE + 30_000)).toBeUndefined();
		}
		expect(idsOf(hints, START + 3 * MINUTE)).toEqual(['3', '4', '5']);
		expect(idsOf(hints, START + 4 * MINUTE)).toBeUndefined();
	});

	it('does not wait for a clock that was set back', () => {
		const hints = new Hints();
		hints.add(REALM, [note('1')]);
		hints.take(START);
		hints.add(REALM, [note('2')]);
		expect(idsOf(hints, START - 60 * MINUTE)).toEqual(['2']);
	});

	it('is added once, however often it is told, also after its run', () => {
		const hints = new Hints();
		const repeated = note('1', {}, 'the same');
		hints.add(REALM, [repeated, repeated]);
		expect(idsOf(hints, START)).toEqual(['1']);
		hints.add(REALM, [repeated]);
		expect(idsOf(hints, START + 2 * MINUTE)).toBeUndefined();
	});

	it('names a document once for each way in which it changed, by the last time', () => {
		const hints = new Hints();
		const invoice = { entity: 'Invoice' as const, operation: 'updated' as const };
		hints.add(REALM, [note('1', { ...invoice, at: 'first' }), note('1', { ...invoice, operation: 'voided' })]);
		hints.add(REALM, [note('1', { ...invoice, at: 'second' })]);
		expect(hints.take(START)?.documents.map(({ operation, at }) => [operation, at])).toEqual([
			['voided', AT],
			['updated', 'second'],
		]);
	});

	it('is bounded: of a flood the newest', () => {
		const hints = new Hints();
		hints.add(
			REALM,
			Array.from({ length: 1_000 }, (_, at) => note(String(at))),
		);
		const ids = idsOf(hints, START);
		expect([ids?.length, ids?.at(-1)]).toEqual([200, '999']);
	});

	it('of a company that the node no longer belongs to is dropped', () => {
		const hints = new Hints();
		hints.add(REALM, [note('1')]);
		hints.take(START);
		hints.add(REALM, [note('2')]);
		hints.add('1', [note('3')]);
		expect(hints.take(START + MINUTE)).toMatchObject({ realm: '1', documents: [{ id: '3' }] });
	});
});

describe('the test of the credential', () => {
	it.each(['', '  ', 'two words', 'https://developer.intuit.com/x'])('refuses what can be no token: "%s"', (token) => {
		const { status, message } = verifierToken.test({ verifierToken: token });
		expect(status).toBe('Error');
		expect(message).toMatch(/"Verifier Token".*developer\.intuit\.com/s);
		if (token.trim() !== '') expect(message).not.toContain(token);
	});

	it('claims of another no more than it knows', () => {
		expect(verifierToken.test({ verifierToken: ' a1b2-c3 ' })).toEqual({
			status: 'OK',
			message: expect.stringContaining('the first notification shows'),
		});
		expect(verifierToken.test(undefined).status).toBe('Error');
	});
});
