import { createHmac } from 'node:crypto';
import { demoCredential, DEMO_REALM, DEMO_VERIFIER_TOKEN } from '../../../sandbox/fakes/quickbooks/demo';
import { toldContextOf, worldWith, type Delivery, type TriggerWorld } from '../toldContext';

export { HOOK, type TriggerWorld } from '../toldContext';

export const triggerWorld = (): TriggerWorld =>
	worldWith({
		dealToInvoiceQuickBooksOAuth2Api: demoCredential(),
		dealToInvoiceQuickBooksWebhookApi: { verifierToken: DEMO_VERIFIER_TOKEN },
	});

/** n8n's context of the trigger; `delivery` is what came to its address. */
export const triggerContext = (world: TriggerWorld, delivery?: Delivery) =>
	toldContextOf('QuickBooks Online Trigger', world, delivery);

/** Signed as Intuit does it, whatever stands in it. */
export function signed(body: string | Buffer, token = DEMO_VERIFIER_TOKEN) {
	const signature = createHmac('sha256', token).update(body).digest('base64');
	return { headers: { 'content-type': 'application/json', 'intuit-signature': signature }, body };
}

let events = 0;

/** A CloudEvent; each has an id of its own. */
export const cloudEvent = (type: string, changes: Record<string, unknown> = {}) => ({
	...{ specversion: '1.0', id: `event-${++events}`, source: 'intuit.x', type: `qbo.${type}.v1` },
	...{ time: '2026-11-30T10:00:00Z', intuitentityid: '145', intuitaccountid: DEMO_REALM },
	...changes,
});
