import { setTimeout as pause } from 'node:timers/promises';
import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import { counts, FAST, ONE_OF_EACH, Scene } from '../../e2e/support/scene';
import type { RowResult } from '../row';

/** Each deal event has its own handler at Bitrix24: one subscription is one handler for each of the two. */
const ONE_SUBSCRIPTION = ['ONCRMDEALADD', 'ONCRMDEALUPDATE'];
const WORKFLOW = WORKFLOW_IDS.dealToInvoice;
const HELD_LIMIT_MS = 30_000;

/** Where n8n is killed while it subscribes: before the vendor has anything, with half of it, with all but no answer. */
const CUT_OFF = [
	{ name: 'before the first handler', fault: 'hold', skipped: 0 },
	{ name: 'between the two handlers', fault: 'hold', skipped: 1 },
	{ name: 'after the second handler, its answer withheld', fault: 'slow', skipped: 1 },
] as const;

export interface SubscriptionOptions {
	/** How often the workflow is switched off and on. */
	cycles: number;
	/** How many of the moments in CUT_OFF are played. */
	cutOff: number;
	log(line: string): void;
}

/**
 * Bitrix24 by a local application: the workflow is switched on and off again and again, killed in the middle of it,
 * and switched off while the vendor is down. The portal's own list of handlers says what is subscribed.
 */
export async function subscriptions(options: SubscriptionOptions): Promise<RowResult> {
	const scene = await Scene.open(FAST, undefined, () => false, { bitrix24SignIn: 'oAuth2' });
	try {
		return await new Subscriptions(scene, options).run();
	} finally {
		await scene.close();
	}
}

class Subscriptions {
	private readonly violations: string[] = [];
	private readonly bitrix24;
	private readonly n8n;
	private readonly faults;
	private checks = 0;
	/** Stands in a stage that asks for nothing: its events show whether the subscription is listened to. */
	private idle = '';

	constructor(
		private readonly scene: Scene,
		private readonly options: SubscriptionOptions,
	) {
		const { outside, n8n } = scene.sandbox;
		this.bitrix24 = scene.bitrix24;
		this.faults = outside.world.faults;
		this.n8n = n8n!;
	}

	async run(): Promise<RowResult> {
		this.idle = await this.scene.deal();
		await this.expectOne('after the first start');
		for (let cycle = 1; cycle <= this.options.cycles; cycle++) await this.cycle(cycle);
		const finished = await this.oneDeal();
		for (const moment of CUT_OFF.slice(0, this.options.cutOff)) await this.cutOff(moment);
		await this.vendorDown();
		await this.n8n.unpublish(WORKFLOW);
		await this.expectNone('after the last deactivation');
		const renewals = this.bitrix24.auth.renewals;
		if (renewals < 1) this.violations.push('No token was renewed although all had expired.');
		return {
			figures: {
				'times switched off and on': this.options.cycles,
				'activations cut off by SIGKILL': this.options.cutOff,
				'looks at the vendor’s handlers': this.checks,
				'tokens renewed': renewals,
				'handlers at the end': this.bitrix24.handlers().length,
				'a deal by OAuth, s': finished,
			},
			violations: this.violations,
		};
	}

	private async cycle(cycle: number): Promise<void> {
		// An hour passes in between: the token that n8n holds is refused from now on, and has to be renewed.
		if (cycle % 4 === 2) this.bitrix24.auth.expireAll();
		await this.n8n.unpublish(WORKFLOW);
		await this.expectNone(`after deactivation ${cycle}`);
		if (cycle % 4 === 3) this.bitrix24.auth.expireAll();
		await this.n8n.republish(WORKFLOW);
		await this.expectOne(`after activation ${cycle}`);
		if (cycle % 10 === 0) this.options.log(`switched off and on ${cycle} times`);
	}

	private async oneDeal(): Promise<number> {
		this.bitrix24.auth.expireAll();
		const began = Date.now();
		const id = await this.scene.deal();
		await this.scene.move(id, 'invoice');
		const effects = counts(await this.scene.finished(id, 60_000));
		if (JSON.stringify(effects) !== JSON.stringify(ONE_OF_EACH))
			this.violations.push(`The deal by OAuth left ${JSON.stringify(effects)}.`);
		return Math.round((Date.now() - began) / 100) / 10;
	}

	private async cutOff({ name, fault, skipped }: (typeof CUT_OFF)[number]): Promise<void> {
		await this.n8n.unpublish(WORKFLOW);
		await this.expectNone(`before it is cut off ${name}`);
		// The first faults let as many calls pass as are not meant.
		const order = { vendor: 'bitrix24', path: 'event.bind' };
		if (skipped > 0) this.faults.add({ ...order, fault: 'slow', times: skipped, delayMs: 1 });
		this.faults.add({ ...order, fault, delayMs: 600_000 });
		const since = new Date().toISOString();
		await this.n8n.api.publish(WORKFLOW);
		await this.until(
			`event.bind is reached (${name})`,
			() => this.bindings(since) > skipped && this.faults.list().length === 0,
		);
		// The fault `slow` has its effect first: a moment for it.
		await pause(300);
		await this.n8n.kill();
		this.faults.clear();
		const left = this.bitrix24.handlers().length;
		this.options.log(`cut off ${name}: ${left} handlers are left at the vendor`);
		for (const start of ['first', 'second']) {
			const problems = await this.n8n.start();
			this.violations.push(...problems.map((problem) => `Cut off ${name}: ${problem}`));
			await this.expectOne(`cut off ${name}, after the ${start} start`);
			if (start === 'first') await this.n8n.kill();
		}
		await this.n8n.api.signIn();
	}

	private async vendorDown(): Promise<void> {
		this.faults.add({ vendor: 'bitrix24', path: 'event.', fault: 'status:500', times: 1000 });
		await this.n8n.unpublish(WORKFLOW);
		const strays = this.bitrix24.handlers().length;
		const heard = await this.bitrix24.replay(this.idle);
		this.faults.clear();
		if (strays === 0) this.violations.push('The vendor was down, and still the handlers are gone: nothing was shown.');
		if (heard === 200) this.violations.push('A workflow that is switched off still takes events.');
		await this.n8n.republish(WORKFLOW);
		await this.expectOne('after an activation that found strays');
	}

	private bindings(since: string): number {
		const calls = this.scene.sandbox.outside.world.calls.list({ vendor: 'bitrix24', since });
		return calls.filter(({ path }) => path.includes('event.bind')).length;
	}

	private async expectOne(when: string): Promise<void> {
		const handlers = this.bitrix24.handlers();
		this.checks += 1;
		const events = handlers.map(({ event }) => event).sort();
		const addresses = new Set(handlers.map(({ handler }) => handler)).size;
		if (JSON.stringify(events) !== JSON.stringify(ONE_SUBSCRIPTION) || addresses !== 1)
			this.violations.push(`${when}: ${events.join(', ') || 'no handler'} at ${addresses} addresses`);
		const status = await this.bitrix24.replay(this.idle);
		if (status !== 200) this.violations.push(`${when}: an event is answered with ${status}`);
	}

	private async expectNone(when: string): Promise<void> {
		const handlers = this.bitrix24.handlers();
		this.checks += 1;
		if (handlers.length > 0) this.violations.push(`${when}: ${handlers.length} handlers are left`);
	}

	private async until(what: string, holds: () => boolean): Promise<void> {
		const end = Date.now() + HELD_LIMIT_MS;
		while (!holds()) {
			if (Date.now() > end) throw new Error(`Not within ${HELD_LIMIT_MS} ms: ${what}`);
			await pause(50);
		}
	}
}
