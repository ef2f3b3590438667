import type { QuickBooksInvoicesTrigger } from '../../../../nodes/QuickBooks/QuickBooksInvoicesTrigger.node';
import { DEMO_VERIFIER_TOKEN } from '../../../../sandbox/fakes/quickbooks/demo';
import { cloudEvent, signed, triggerWorld } from '../../../node/QuickBooks/triggerContext';
import type { RowResult } from '../../row';
import type { Dice } from './dice';
import { wrong } from './kinds';
import { bytes, fuzzTold, type Expected } from './told';

export interface NotificationFuzz {
	/** The trigger as it is shipped, or from its source. */
	node: QuickBooksInvoicesTrigger;
	requests: number;
	seed: number;
}

/** Zeros at its end would make no other one: HMAC fills a key up with them. */
const anotherToken = (dice: Dice) => wrong(dice, DEMO_VERIFIER_TOKEN).replace(/\0+$/, 'x');

/** True but for what is told of: nobody's document, or nothing that counts. */
const idle = (dice: Dice) =>
	cloudEvent(dice.pick(['customer.updated', 'invoice.created', 'invoice.emailed', 'payment.created']), {
		intuitaccountid: dice.pick(['1', '', '__proto__']),
	});
const hostile = (dice: Dice): unknown =>
	dice.pick<() => unknown>([
		() => cloudEvent('payment.created', { intuitentityid: dice.text(8) }),
		() => cloudEvent(dice.text(10)),
		() => cloudEvent('__proto__.constructor'),
		() => ({ eventNotifications: dice.pick<unknown>([null, 'x', [null], [{ realmId: dice.text(5) }]]) }),
		() => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
	])();

const NOTIFICATIONS: Record<string, (dice: Dice) => Expected> = {
	'any bytes, not signed': (dice) => ({ sent: { headers: {}, body: bytes(dice, DEMO_VERIFIER_TOKEN) }, status: 401 }),
	'any bytes, signed': (dice) => ({ sent: signed(bytes(dice, DEMO_VERIFIER_TOKEN)), status: 200 }),
	'any bytes, signed with another token': (dice) => ({
		sent: signed(bytes(dice, DEMO_VERIFIER_TOKEN), anotherToken(dice)),
		status: 401,
	}),
	'a true notification, the signature changed': (dice) => {
		const { headers, body } = signed(JSON.stringify([cloudEvent('payment.created')]));
		return { sent: { headers: { 'intuit-signature': wrong(dice, headers['intuit-signature']) }, body }, status: 401 };
	},
	'a true notification, the body changed': (dice) => {
		const { headers, body } = signed(JSON.stringify([cloudEvent('payment.created')]));
		return { sent: { headers, body: `${String(body)}${dice.pick([' ', '\0', 'x'])}` }, status: 401 };
	},
	'signed events that count for nothing': (dice) => {
		const events = Array.from({ length: dice.between(0, 5) }, () => dice.pick([idle, hostile])(dice));
		return { sent: signed(JSON.stringify(dice.next() < 0.9 ? events : (events[0] ?? null))), status: 200 };
	},
	'signed, nested deeply': (dice) => {
		const deep = dice.between(1, 20_000);
		return { sent: signed(`${'['.repeat(deep)}${dice.pick(['', ']'.repeat(deep)])}`), status: 200 };
	},
};

export async function fuzzNotifications(fuzz: NotificationFuzz): Promise<RowResult> {
	const truth = () => signed(JSON.stringify([cloudEvent('payment.created')]));
	return fuzzTold({ ...fuzz, name: 'QuickBooks', world: triggerWorld(), kinds: NOTIFICATIONS, truth });
}
