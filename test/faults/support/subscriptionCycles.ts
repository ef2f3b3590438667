import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import type { Scene } from '../../e2e/support/scene';
import type { RowResult } from '../row';
import { traitsOf } from './crmTraits';

/**
 * The workflow is switched off and on again and again; the CRM's own list says what is subscribed. Where a user pastes
 * the trigger's address in by hand there is nothing to subscribe: then an event is heard exactly while it is on.
 */
export async function cycleSubscription(scene: Scene, cycles: number): Promise<RowResult> {
	const { crm } = scene.sandbox.outside;
	const n8n = scene.sandbox.n8n!;
	const { subscriptions: wanted, tellsOnlyRules } = traitsOf(scene.crm);
	const violations: string[] = [];
	// Moved to a stage that asks for nothing: its event only shows whether anybody listens.
	const idle = await scene.deal();
	await scene.move(idle, 'lost');
	const expectThere = async (count: number, when: string) => {
		const found = crm.subscriptions?.() ?? [];
		const addresses = new Set(found.map(({ url }) => new URL(url).pathname)).size;
		if (found.length !== count || (count > 0 && addresses !== 1))
			violations.push(`${when}: ${found.length} subscriptions at ${addresses} addresses, ${count} expected.`);
		if (tellsOnlyRules) return;
		const heard = (await crm.replay(idle)) === 200;
		if (heard !== (when !== OFF)) violations.push(`${when}: an event is ${heard ? '' : 'not '}taken.`);
	};
	await expectThere(wanted, ON);
	for (let cycle = 0; cycle < cycles; cycle++) {
		await n8n.unpublish(WORKFLOW_IDS.dealToInvoice);
		await expectThere(0, OFF);
		await n8n.republish(WORKFLOW_IDS.dealToInvoice);
		await expectThere(wanted, ON);
	}
	return { figures: { 'times switched off and on': cycles, 'subscriptions each time': wanted }, violations };
}

const ON = 'switched on';
const OFF = 'switched off';
