import { randomBytes } from 'node:crypto';
import { isSameAddress, type Subscribed, type Subscriptions } from '../../connect/trigger/listening';
import { z } from 'zod';
import type { PipedriveClient } from './client';
import { WebhookRow } from './schemas';

export interface Subscription extends Subscribed {
	/** Pipedrive's own id of the webhook. */
	id: string;
	/** Made at random; Pipedrive sends both with each event, by HTTP Basic. There is no signature. */
	user: string;
	password: string;
}

/** What the header `Authorization` of an event has to say. */
export function authorizationOf({ user, password }: Pick<Subscription, 'user' | 'password'>): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** One webhook for everything that happens to deals: "created in the stage" and "moved into it" are two actions. */
const WANTED = { event_action: '*', event_object: 'deal', version: '2.0' } as const;

/**
 * The webhook of one address. Asked anew each time (10 tokens): Pipedrive deletes a webhook that took no event on three
 * days in a row, and people delete them by hand.
 */
export class DealWebhooks implements Subscriptions<Subscription> {
	constructor(private readonly client: PipedriveClient) {}

	async isSubscribed(url: string, remembered: Subscription | undefined): Promise<boolean> {
		if (!remembered || !isSameAddress(remembered.url, url)) return false;
		const ours = await this.ours(url);
		return ours.length === 1 && ours.every((row) => isWanted(row, remembered));
	}

	async subscribe(url: string, remembered?: Subscription): Promise<Subscription> {
		const ours = await this.ours(url);
		const kept = remembered && ours.find((row) => isWanted(row, remembered));
		await this.remove(ours.filter((row) => row !== kept));
		if (kept) return remembered;
		const { user, password } = remembered ?? { user: secret(), password: secret() };
		const id = await this.create(url, user, password);
		return { url, id, user, password };
	}

	async unsubscribe(url: string, only?: Subscription): Promise<void> {
		const ours = await this.ours(url);
		await this.remove(ours.filter((row) => only === undefined || row.id === only.id));
	}

	private async create(url: string, user: string, password: string): Promise<string> {
		const body = {
			subscription_url: url,
			...WANTED,
			name: 'Deal to Invoice',
			http_auth_user: user,
			http_auth_password: password,
		};
		const purpose = 'subscribe to the events of deals';
		const call = { version: 'v1', kind: 'create', method: 'POST', path: '/webhooks' } as const;
		return (await this.client.data({ ...call, body, purpose }, WebhookRow.pick({ id: true }))).id;
	}

	private async remove(rows: readonly WebhookRow[]): Promise<void> {
		const purpose = 'remove the subscription to the events of deals';
		for (const { id } of rows) {
			const call = { version: 'v1', kind: 'update', method: 'DELETE', path: `/webhooks/${id}` } as const;
			// Somebody else may have removed it meanwhile: that is what was wanted.
			await this.client.maybe({ ...call, purpose }, z.unknown());
		}
	}

	/** Every webhook that sends to this address, whatever it sends. */
	private async ours(url: string): Promise<WebhookRow[]> {
		const purpose = 'read the subscriptions';
		const rows = await this.client.data({ version: 'v1', path: '/webhooks', purpose }, WebhookRow.array().nullable());
		return (rows ?? []).filter((row) => !row.remove_time && isSameAddress(row.subscription_url, url));
	}
}

/** The one that was made, still in use. The answer may hide the password, so the id tells it from others. */
function isWanted(row: WebhookRow, { id }: Subscription): boolean {
	const isActive = row.is_active === undefined || row.is_active === null || Boolean(row.is_active);
	const isRight = row.event_action === WANTED.event_action && row.event_object === WANTED.event_object;
	return row.id === id && isActive && isRight && row.version === WANTED.version;
}

const secret = () => randomBytes(24).toString('hex');
