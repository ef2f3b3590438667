import type { Bitrix24Client, CallOptions } from './client';
import { read } from './client';
import { EventHandlers } from './schemas';

/** There is no event "stage changed": these two tell of every new deal and every edit. */
export const DEAL_EVENTS = ['ONCRMDEALADD', 'ONCRMDEALUPDATE'] as const;

/** What the trigger keeps in its static data about its subscription. */
export interface Subscription {
	/** The handler's address with the secret in its query. */
	handler: string;
	secret: string;
}

export function subscriptionFor(webhookUrl: string, secret: string): Subscription {
	const handler = new URL(webhookUrl);
	handler.searchParams.set('secret', secret);
	return { handler: handler.toString(), secret };
}

/** True when exactly this handler is bound once to each event, and nothing else of ours. Asked anew each time: updating the application in Bitrix24 drops handlers. */
export async function isSubscribed(
	client: Bitrix24Client,
	webhookUrl: string,
	known: Subscription | undefined,
): Promise<boolean> {
	if (!known || !isAt(known.handler, webhookUrl)) return false;
	const bound = await ourHandlers(client, webhookUrl);
	return (
		bound.length === DEAL_EVENTS.length &&
		DEAL_EVENTS.every((event) => bound.some((row) => row.event === event && row.handler === known.handler))
	);
}

/** Leaves exactly one handler per event for this address: strays of earlier activations go, what is missing comes. */
export async function subscribe(client: Bitrix24Client, webhookUrl: string, wanted: Subscription): Promise<void> {
	const bound = await ourHandlers(client, webhookUrl);
	const isWanted = (row: { handler: string }) => row.handler === wanted.handler;
	await unbind(
		client,
		bound.filter((row) => !isWanted(row)),
	);
	for (const event of DEAL_EVENTS) {
		if (bound.some((row) => row.event === event && isWanted(row))) continue;
		const options: CallOptions = { kind: 'create', purpose: `subscribe to ${event}` };
		await client.call('event.bind', { event, handler: wanted.handler }, options);
	}
}

/** @param only one handler of this address, secret included; left out: all */
export async function unsubscribe(client: Bitrix24Client, webhookUrl: string, only?: string): Promise<void> {
	const bound = await ourHandlers(client, webhookUrl);
	await unbind(
		client,
		bound.filter(({ handler }) => only === undefined || handler === only),
	);
}

async function unbind(client: Bitrix24Client, rows: { event: string; handler: string }[]): Promise<void> {
	for (const { event, handler } of rows) {
		// Always with the handler: without it Bitrix24 removes every handler of the event, also those of others.
		await client.call('event.unbind', { event, handler }, { kind: 'update', purpose: `unsubscribe from ${event}` });
	}
}

async function ourHandlers(client: Bitrix24Client, webhookUrl: string) {
	const purpose = 'read the event subscriptions';
	const rows = read(EventHandlers, await client.call('event.get', {}, { kind: 'read', purpose }), purpose);
	return rows
		.map((row) => ({ ...row, event: row.event.toUpperCase() }))
		.filter((row) => DEAL_EVENTS.some((event) => event === row.event) && isAt(row.handler, webhookUrl));
}

/** Same address, whatever secret is in the query: a test in the editor has another path and stays alone. */
function isAt(handler: string, webhookUrl: string): boolean {
	if (!URL.canParse(handler) || !URL.canParse(webhookUrl)) return false;
	const one = new URL(handler);
	const other = new URL(webhookUrl);
	return one.origin === other.origin && one.pathname === other.pathname;
}
