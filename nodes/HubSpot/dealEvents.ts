import { z } from 'zod';
import type { DealHint } from '../../connect/trigger/event';

/** What one body tells: events of an app, with their time, or a deal that a workflow sent. */
export interface Told {
	events: (DealHint & { portalId: string })[];
	/** Deals without a time: the workflow says when it fires, not when the deal moved. */
	deals: string[];
}

const MOST_EVENTS = 100;
const DEAL_OBJECT = '0-3';
const NOTHING: Told = { events: [], deals: [] };

const dealId = z
	.union([z.number().int().positive(), z.string()])
	.transform(String)
	.refine((text) => /^[1-9]\d{0,19}$/.test(text));

/** docs: add-features/configure-webhooks. One table of the docs calls the type `eventType`. */
const AppEvent = z.object({
	subscriptionType: z.string().optional(),
	eventType: z.string().optional(),
	objectTypeId: z.string().optional(),
	portalId: dealId,
	objectId: dealId,
	occurredAt: z.number().int().positive(),
	propertyName: z.string().optional(),
	propertyValue: z.unknown(),
});

/**
 * What a delivered body says about deals. Events name the deal, the new stage and the time; those of other stages than
 * the watched ones are dropped at once. Anything else is nothing; nothing throws.
 */
export function toldIn(body: unknown, watched: readonly string[]): Told {
	if (Array.isArray(body) || isAppEvent(body)) {
		const events = (Array.isArray(body) ? body : [body]).slice(0, MOST_EVENTS);
		return { events: events.flatMap((event) => hintOf(event, watched)), deals: [] };
	}
	const id = workflowDeal(body);
	return id === undefined ? NOTHING : { events: [], deals: [id] };
}

function isAppEvent(body: unknown): boolean {
	return typeof body === 'object' && body !== null && ('subscriptionType' in body || 'eventType' in body);
}

function hintOf(event: unknown, watched: readonly string[]): Told['events'] {
	const parsed = AppEvent.safeParse(event);
	if (!parsed.success) return [];
	const { portalId, objectId, occurredAt, propertyName, propertyValue } = parsed.data;
	const kind = kindOf(parsed.data);
	const isMove = kind === 'propertyChange' && propertyName === 'dealstage' && watched.includes(String(propertyValue));
	// A new deal may stand in a watched stage at once; its event does not tell the stage.
	return isMove || kind === 'creation' ? [{ dealId: objectId, happenedAt: occurredAt, portalId }] : [];
}

/** `propertyChange` and `creation` of deals, in the names of both kinds of subscription. */
function kindOf(event: z.output<typeof AppEvent>): string | undefined {
	const [object, kind] = (event.subscriptionType ?? event.eventType ?? '').split('.');
	const isDeal = object === 'deal' || (object === 'object' && event.objectTypeId === DEAL_OBJECT);
	return isDeal ? kind : undefined;
}

/**
 * The deal in the body of a workflow's "Send a webhook". Which keys it has depends on how the action was set up, and a
 * value may stand in `{value: …}`.
 */
function workflowDeal(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { properties } = body as { properties?: unknown };
	for (const holder of [body, properties]) {
		if (typeof holder !== 'object' || holder === null) continue;
		for (const key of ['objectId', 'hs_object_id', 'dealId', 'id']) {
			const held = (holder as Record<string, unknown>)[key];
			const value = typeof held === 'object' && held !== null ? (held as { value?: unknown }).value : held;
			const id = dealId.safeParse(value);
			if (id.success) return id.data;
		}
	}
	return undefined;
}
