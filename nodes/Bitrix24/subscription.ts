import { randomBytes } from 'node:crypto';
import { isSameAddress, type Subscribed, type Subscriptions } from '../../connect/trigger/listening';
import type { Bitrix24Client, CallOptions } from './client';
import { read } from './client';
import { EventHandlerRows } from './schemas';

/** There is no event "stage changed": these two tell of every new deal and every edit. */
export const DEAL_EVENTS = ['ONCRMDEALADD', 'ONCRMDEALUPDATE'] as const;

export interface Subscription extends Subscribed {
	/** In the query of the handler's address. */
	secret: string;
}

/** The handler's address: the trigger's, with the secret in its query. */
export function handlerOf({ url, secret }: Subscription): string {
	const handler = new URL(url);
	handler.searchParams.set('secret', secret);
	return handler.toString();
}

/** The two deal events bound to one address of a portal. Asked anew each time: updating the application drops handlers. */
export class EventHandlers implements Subscriptions<Subscription> {
	constructor(private readonly client: Bitrix24Client) {}

	async isSubscribed(url: string, remembered: Subscription | undefined): Promise<boolean> {
		if (!remembered || !isSameAddress(remembered.url, url)) return false;
		const bound = await this.ours(url);
		const handler = handlerOf(remembered);
		return (
			bound.length === DEAL_EVENTS.length &&
			DEAL_EVENTS.every((event) => bound.some((row) => row.event === event && row.handler === handler))
		);
	}

	async subscribe(url: string, remembered?: Subscription): Promise<Subscription> {
		const wanted = remembered ?? { url, secret: randomBytes(24).toString('hex') };
		const handler = handlerOf(wanted);
		const bound = await this.ours(url);
		await this.unbind(bound.filter((row) => row.handler !== handler));
		for (const event of DEAL_EVENTS) {
			if (bound.some((row) => row.event === event && row.handler === handler)) continue;
			const options: CallOptions = { kind: 'create', purpose: `subscribe to ${event}` };
			await this.client.call('event.bind', { event, handler }, options);
		}
		return wanted;
	}

	async unsubscribe(url: string, only?: Subscription): Promise<void> {
		const bound = await this.ours(url);
		await this.unbind(bound.filter(({ handler }) => only === undefined || handler === handlerOf(only)));
	}

	private async unbind(rows: { event: string; handler: string }[]): Promise<void> {
		for (const { event, handler } of rows) {
			// Always with the handler: without it Bitrix24 removes every handler of the event, also those of others.
			const options: CallOptions = { kind: 'update', purpose: `unsubscribe from ${event}` };
			await this.client.call('event.unbind', { event, handler }, options);
		}
	}

	private async ours(url: string) {
		const purpose = 'read the event subscriptions';
		const rows = read(EventHandlerRows, await this.client.call('event.get', {}, { kind: 'read', purpose }), purpose);
		return rows
			.map((row) => ({ ...row, event: row.event.toUpperCase() }))
			.filter((row) => DEAL_EVENTS.some((event) => event === row.event) && isSameAddress(row.handler, url));
	}
}
