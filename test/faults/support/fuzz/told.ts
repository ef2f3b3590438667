import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { RowResult } from '../../row';
import { toldContextOf, type Delivery, type TriggerWorld } from '../../../node/toldContext';
import { Dice } from './dice';
import { Heap } from './heap';
import { KINDS } from './kinds';

const AT_ONCE = 50;

/** What may come of a request; 413 may take the place of either, where the body is long. */
export interface Expected {
	sent: Delivery;
	status: 200 | 401;
}

/** A trigger that hears of changes, and what is sent to it. */
export interface ToldFuzz {
	/** In figures and violations. */
	name: string;
	node: { webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> };
	world: TriggerWorld;
	/** None of them may start a run. */
	kinds: Record<string, (dice: Dice) => Expected>;
	/** What starts one. */
	truth(): Delivery;
	requests: number;
	seed: number;
}

/** Whatever the bodies of an event's fuzzing hold, with `token` where theirs is; here they are no more than bytes. */
export function bytes(dice: Dice, token: string): string | Buffer {
	const { body } = KINDS[dice.pick(Object.keys(KINDS))]!(dice, '145', { token }).sent;
	return typeof body === 'function' ? '' : (body ?? '');
}

/** The trigger's own `webhook()`, called as n8n calls it. At the end a true notification starts its run. */
export async function fuzzTold(fuzz: ToldFuzz): Promise<RowResult> {
	const { name, kinds, requests, seed } = fuzz;
	const dice = new Dice(seed);
	const heap = new Heap();
	const sentKinds = new Set<string>();
	const violations: string[] = [];
	const one = async (at: number) => {
		const kind = dice.pick(Object.keys(kinds));
		sentKinds.add(kind);
		const { sent, status } = kinds[kind]!(dice);
		const { answers, started, thrown } = await call(fuzz, sent);
		const told = `${name}, notification ${at} of seed ${seed}, ${kind}`;
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
	const { started } = await call(fuzz, fuzz.truth());
	if (started !== 1) violations.push(`${name}: a true notification started ${started} runs.`);
	if (({} as { polluted?: unknown }).polluted !== undefined) violations.push(`${name}: a prototype is polluted.`);
	const missing = Object.keys(kinds).filter((kind) => !sentKinds.has(kind));
	if (missing.length > 0) violations.push(`${name}: kinds that were never sent: ${missing.join(', ')}`);
	return {
		figures: {
			[`notifications of ${name} in process`]: requests,
			[`heap at the middle and at the end of those of ${name}, MB`]: heap.figure(),
		},
		violations,
	};
}

async function call({ name, node, world }: ToldFuzz, sent: Delivery) {
	const { context, answers } = toldContextOf(name, world, sent);
	try {
		const { workflowData } = await node.webhook.call(context);
		return { answers, started: workflowData?.[0]?.length ?? 0, thrown: '' };
	} catch (error) {
		return { answers, started: 0, thrown: String(error) };
	}
}
