import type { IWebhookFunctions } from 'n8n-workflow';
import type { QuickBooksInvoicesTrigger } from '../../../../nodes/QuickBooks/QuickBooksInvoicesTrigger.node';
import { DEMO_VERIFIER_TOKEN } from '../../../../sandbox/fakes/quickbooks/demo';
import {
	cloudEvent,
	signed,
	triggerContext,
	triggerWorld,
	type TriggerWorld,
} from '../../../node/QuickBooks/triggerContext';
import type { RowResult } from '../../row';
import { Dice } from './dice';
import { Heap } from './heap';
import { KINDS, wrong } from './kinds';

const AT_ONCE = 50;

export interface NotificationFuzz {
	/** The trigger as it is shipped, or from its source. */
	node: QuickBooksInvoicesTrigger;
	requests: number;
	seed: number;
}

interface Sent {
	headers: object;
	body: string | Buffer;
}
/** What may come of a request; 413 may take the place of either, where the body is long. */
interface Expected {
	sent: Sent;
	status: 200 | 401;
}

/** Whatever the bodies of an event's fuzzing hold; here they are no more than bytes. */
function bytes(dice: Dice): string | Buffer {
	const { body } = KINDS[dice.pick(Object.keys(KINDS))]!(dice, '145', { token: DEMO_VERIFIER_TOKEN }).sent;
	return typeof body === 'function' ? '' : (body ?? '');
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
	'any bytes, not signed': (dice) => ({ sent: { headers: {}, body: bytes(dice) }, status: 401 }),
	'any bytes, signed': (dice) => ({ sent: signed(bytes(dice)), status: 200 }),
	'any bytes, signed with another token': (dice) => ({
		sent: signed(bytes(dice), anotherToken(dice)),
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

/** The trigger's own `webhook()`, called as n8n calls it. At the end a true notification starts its run. */
export async function fuzzNotifications({ node, requests, seed }: NotificationFuzz): Promise<RowResult> {
	const dice = new Dice(seed);
	const world = triggerWorld();
	const heap = new Heap();
	const kinds = new Set<string>();
	const violations: string[] = [];
	const one = async (at: number) => {
		const kind = dice.pick(Object.keys(NOTIFICATIONS));
		kinds.add(kind);
		const { sent, status } = NOTIFICATIONS[kind]!(dice);
		const { answers, started, thrown } = await call(node, world, sent);
		const told = `notification ${at} of seed ${seed}, ${kind}`;
		if (thrown) violations.push(`${told}: webhook() threw ${thrown}`);
		if (answers.length !== 1 || ![status, 413].includes(answers[0]!))
			violations.push(`${told}: answered with ${answers.join(', ')}`);
		if (started > 0) violations.push(`${told}: started a run`);
	};
	for (let at = 0; at < requests; at += AT_ONCE) {
		if (at % Math.ceil(requests / 10) < AT_ONCE) heap.measure();
		await Promise.all(Array.from({ length: Math.min(AT_ONCE, requests - at) }, async (_, more) => one(at + more)));
	}
	heap.measure();
	violations.push(...heap.violations());
	const { started } = await call(node, world, signed(JSON.stringify([cloudEvent('payment.created')])));
	if (started !== 1) violations.push(`A true notification started ${started} runs.`);
	if (({} as { polluted?: unknown }).polluted !== undefined) violations.push('A prototype is polluted.');
	const missing = Object.keys(NOTIFICATIONS).filter((kind) => !kinds.has(kind));
	if (missing.length > 0) violations.push(`Kinds that were never sent: ${missing.join(', ')}`);
	return {
		figures: {
			'notifications in process': requests,
			'heap at the middle and at the end of them, MB': heap.figure(),
		},
		violations,
	};
}

async function call(node: QuickBooksInvoicesTrigger, world: TriggerWorld, sent: Sent) {
	const { context, answers } = triggerContext(world, sent);
	try {
		const { workflowData } = await node.webhook.call(context as IWebhookFunctions);
		return { answers, started: workflowData?.[0]?.length ?? 0, thrown: '' };
	} catch (error) {
		return { answers, started: 0, thrown: String(error) };
	}
}
