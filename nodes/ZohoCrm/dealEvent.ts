import type { DealHint } from '../../connect/trigger/event';

/** Ids of one event that are looked at: a mass update names many, and the search finds the others. */
const MOST_IDS = 10;

/** What is used of a delivered event; nothing else, least of all its addresses. */
interface DealEvent {
	token: unknown;
	channelId: string;
	hints: DealHint[];
}

/**
 * The event in a body: `module`, `ids`, `operation`, `server_time` (Unix milliseconds), `channel_id`, `token` (docs:
 * api/v8/notifications/overview.html). It holds no old value and need not hold the new one: which stage was entered, and
 * whether any was, the stage history tells. Anybody can send any body; nothing throws.
 * @param now when the event came; for bodies without a time
 */
export function dealEventIn(body: unknown, now: number): DealEvent {
	const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
	const { module, ids, operation, server_time: time } = given;
	const channelId = given.channel_id;
	const isDeal = module === 'Deals' && operation !== 'delete' && Array.isArray(ids);
	const happenedAt = typeof time === 'number' && Number.isSafeInteger(time) && time > 1e12 ? time : now;
	const known = isDeal ? ids.slice(0, MOST_IDS).filter(isDealId) : [];
	return {
		token: given.token,
		channelId: typeof channelId === 'string' || typeof channelId === 'number' ? String(channelId) : '',
		hints: [...new Set(known)].map((dealId) => ({ dealId, happenedAt })),
	};
}

function isDealId(id: unknown): id is string {
	return typeof id === 'string' && /^[1-9]\d{5,19}$/.test(id);
}
