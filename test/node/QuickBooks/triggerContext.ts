import { createHmac } from 'node:crypto';
import { demoCredential, DEMO_REALM, DEMO_VERIFIER_TOKEN } from '../../../sandbox/fakes/quickbooks/demo';
import { triggerContextOf } from '../crmContext';

export const HOOK = 'https://n8n.example/webhook/abc/webhook';

/** The trigger in one process of n8n. */
export interface TriggerWorld {
	credentials: Record<string, Record<string, unknown>>;
	/** The trigger remembers per node: tests must not see each other's memory. */
	id: string;
	mode: string;
}

let worlds = 0;

export function triggerWorld(): TriggerWorld {
	return {
		...{ id: `quickbooks-node-${++worlds}`, mode: 'trigger' },
		credentials: {
			dealToInvoiceQuickBooksOAuth2Api: demoCredential(),
			dealToInvoiceQuickBooksWebhookApi: { verifierToken: DEMO_VERIFIER_TOKEN },
		},
	};
}

/** n8n's context of the trigger; `delivery` is what came to its address. */
export function triggerContext(world: TriggerWorld, delivery?: { headers: object; body: string | Buffer }) {
	const incoming = { method: 'POST', headers: delivery?.headers ?? {}, rawBody: Buffer.from(delivery?.body ?? '') };
	const node = {
		...{ helpers: {}, id: world.id, name: 'QuickBooks Online Trigger', parameters: {} },
		// What webhook() wrote into static data would be lost in n8n, or would overwrite what poll() keeps.
		data: () => Object.freeze({}) as Record<string, unknown>,
		getCredentials: async (type: string) => {
			const found = world.credentials[type];
			if (!found) throw new Error(`The node has no credential ${type}.`);
			return found;
		},
	};
	return triggerContextOf(node, { url: HOOK }, { getRequestObject: () => incoming, getMode: () => world.mode });
}

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
