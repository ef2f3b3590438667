import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { VendorError } from '../../connect/http';
import { isSameAddress, type Subscribed, type Subscriptions } from '../../connect/trigger/listening';
import { refusal, VENDOR } from './apiErrors';
import { read, type CallOptions, type MondayClient } from './client';
import { CREATE_WEBHOOK, DELETE_WEBHOOK, WEBHOOKS } from './queries';
import { id, listOf, Webhook } from './schemas';
import type { StagePlace } from './stageId';

/** A webhook of ours: one for each watched label, so that monday tells of nothing else. */
export interface OwnWebhook extends StagePlace {
	id: string;
}

export interface Subscription extends Subscribed {
	/** In the query of the address that monday calls. */
	secret: string;
	hooks: OwnWebhook[];
}

/** monday takes no longer address. */
const LONGEST_URL = 255;
const Rows = listOf(Webhook);
const Created = z.object({ create_webhook: z.object({ id }) });

/** The address that monday calls: the trigger's, with the secret in its query. */
export function addressOf({ url, secret }: Pick<Subscription, 'url' | 'secret'>): string {
	const address = new URL(url);
	address.searchParams.set('secret', secret);
	return address.toString();
}

/**
 * The webhooks of one trigger. monday tells no webhook's address, so they can be recognised by their ids alone: those
 * that the trigger remembers. One that it forgot (n8n was cut off between making it and storing it) stays on the board
 * until somebody removes it there; its events carry an old secret and are refused.
 */
export class BoardWebhooks implements Subscriptions<Subscription> {
	constructor(
		private readonly client: MondayClient,
		/** Stages that the trigger watches. */
		private readonly wanted: readonly StagePlace[],
		/** What the trigger remembered when this was made: what is to be removed, too. */
		private readonly known: Subscription | undefined,
		/** Webhooks by board that a search told just now: they are not asked for again. */
		private readonly told: ReadonlyMap<string, readonly Webhook[]> = new Map(),
	) {}

	async isSubscribed(url: string, remembered: Subscription | undefined): Promise<boolean> {
		if (!remembered || !isSameAddress(remembered.url, url)) return false;
		if (remembered.hooks.length !== this.wanted.length) return false;
		if (!this.wanted.every((place) => remembered.hooks.some((hook) => isAt(hook, place)))) return false;
		return (await this.present(remembered.hooks, this.told)).length === remembered.hooks.length;
	}

	/** New ones first, then the old ones go: at no moment is nobody listening. What fails half way is taken back. */
	async subscribe(url: string, remembered?: Subscription): Promise<Subscription> {
		const secret = remembered?.secret ?? randomBytes(24).toString('hex');
		const kept = remembered ? await this.present(remembered.hooks, new Map()) : [];
		const stays = kept.filter((hook) => this.wanted.some((place) => isAt(hook, place)));
		const hooks: OwnWebhook[] = [];
		try {
			for (const place of this.wanted) {
				const there = stays.find((hook) => isAt(hook, place));
				hooks.push(there ?? { ...place, id: await this.create(place, addressOf({ url, secret })) });
			}
		} catch (error) {
			for (const hook of hooks.filter((each) => !stays.includes(each))) await this.remove(hook).catch(() => undefined);
			return Promise.reject(error);
		}
		const ours = this.known && isSameAddress(this.known.url, url) ? this.known.hooks : [];
		for (const old of [...kept, ...ours]) if (!hooks.some((hook) => hook.id === old.id)) await this.remove(old);
		return { url, secret, hooks };
	}

	async unsubscribe(url: string, only?: Subscription): Promise<void> {
		const subscription = only ?? this.known;
		if (!subscription || !isSameAddress(subscription.url, url)) return;
		for (const hook of subscription.hooks) await this.remove(hook);
	}

	/** Those of the webhooks that are still on their boards. */
	private async present(
		hooks: readonly OwnWebhook[],
		told: ReadonlyMap<string, readonly Webhook[]>,
	): Promise<OwnWebhook[]> {
		const found = new Set<string>();
		for (const boardId of new Set(hooks.map((hook) => hook.boardId))) {
			const rows = told.get(boardId) ?? (await this.onBoard(boardId));
			for (const row of rows) found.add(row.id);
		}
		return hooks.filter((hook) => found.has(hook.id));
	}

	private async onBoard(boardId: string): Promise<Webhook[]> {
		const call: CallOptions = { kind: 'read', purpose: 'read the webhooks of the board' };
		const { webhooks } = await this.client.query(WEBHOOKS, { board: boardId }, call);
		return read(Rows, webhooks, call.purpose);
	}

	private async create({ boardId, columnId, labelId }: StagePlace, url: string): Promise<string> {
		if (url.length > LONGEST_URL)
			throw refusal(
				'The web address of this trigger is too long for monday.com.',
				'Give this n8n a shorter address (N8N_WEBHOOK_URL), or choose "Search Only".',
			);
		const config = JSON.stringify({ columnId, columnValue: { index: Number(labelId) } });
		const call: CallOptions = { kind: 'create', purpose: 'create the webhook on the board' };
		try {
			const answer = await this.client.query(CREATE_WEBHOOK, { board: boardId, url, config }, call);
			return read(Created, answer, call.purpose).create_webhook.id;
		} catch (error) {
			return Promise.reject(isTrouble(error) ? notReached(error) : error);
		}
	}

	private async remove(hook: OwnWebhook): Promise<void> {
		const call: CallOptions = { kind: 'update', purpose: 'remove the webhook from the board' };
		try {
			await this.client.query(DELETE_WEBHOOK, { id: hook.id }, call);
		} catch (error) {
			// Somebody removed it by hand: that was the aim. monday may say so in other words than "not found".
			const isGone = error instanceof VendorError && (error.cause_ === 'notFound' || error.cause_ === 'rejected');
			if (!isGone) return Promise.reject(error);
		}
	}
}

function isAt(one: StagePlace, other: StagePlace): boolean {
	return one.boardId === other.boardId && one.columnId === other.columnId && one.labelId === other.labelId;
}

const isTrouble = (error: unknown): error is VendorError =>
	error instanceof VendorError && error.cause_ === 'unavailable' && error.status !== undefined;

/** monday calls the address before it makes the webhook, and tells a failure as an error of its own server. */
function notReached(error: VendorError): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unavailable',
		outcome: error.outcome,
		status: error.status,
		message: 'monday.com could not reach the web address of this trigger, or is in trouble itself.',
		advice:
			'This n8n has to be reachable from the internet by https (set N8N_WEBHOOK_URL to that address). Behind a firewall choose "Search Only".',
	});
}
