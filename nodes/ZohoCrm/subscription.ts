import { randomBytes, randomInt } from 'node:crypto';
import { VendorError } from '../../connect/http';
import { isSameAddress, type Subscribed, type Subscriptions } from '../../connect/trigger/listening';
import { VENDOR } from './apiErrors';
import { read, type ZohoClient } from './client';
import { fieldsOf } from './dealFields';
import { Channels, Modules, type Channel } from './schemas';

export interface WatchChannel extends Subscribed {
	/** Chosen by us; Zoho knows the channel by it. */
	channelId: string;
	/** Comes back with every event: the only proof of where it comes from. */
	token: string;
}

/** Longer than a week is silently cut to one hour, therefore a little less. */
const LIFE_MS = (7 * 24 * 60 - 10) * 60_000;
/** A channel that ends within this time is renewed. Searches that were away for a weekend find it alive. */
const RENEW_BEFORE_MS = 3 * 24 * 60 * 60_000;
const EVENTS = ['Deals.create', 'Deals.edit'];
const LONGEST_URL = 255;

/**
 * Zoho's notification channels ("watch") for one address: told of new deals and of changes of the stage, nothing else
 * (docs: api/v8/notifications/overview.html). They end after a week at most.
 */
export class WatchChannels implements Subscriptions<WatchChannel> {
	constructor(
		private readonly client: ZohoClient,
		private readonly now: () => number = Date.now,
	) {}

	async isSubscribed(url: string, remembered: WatchChannel | undefined): Promise<boolean> {
		if (!remembered || !isSameAddress(remembered.url, url)) return false;
		const [channel, ...strays] = await this.ours(url);
		if (!channel || strays.length > 0 || channel.channel_id !== remembered.channelId) return false;
		const left = Date.parse(channel.channel_expiry) - this.now();
		// Zoho tells the token in the list; where it does not, the id has to do.
		return left > RENEW_BEFORE_MS && (channel.token === '' || channel.token === remembered.token);
	}

	async subscribe(url: string, remembered?: WatchChannel): Promise<WatchChannel> {
		if (url.length > LONGEST_URL) throw addressTooLong();
		const wanted = remembered ?? {
			url,
			channelId: String(randomInt(1e11, 9e11)) + String(randomInt(100, 999)),
			// 48 characters: more than 50 are refused.
			token: randomBytes(24).toString('hex'),
		};
		const there = await this.ours(url);
		await this.remove(there.filter(({ channel_id: id }) => id !== wanted.channelId));
		const body = { watch: [await this.details(wanted)] };
		if (!there.some(({ channel_id: id }) => id === wanted.channelId) || !(await this.renew(body)))
			await this.send('POST', body);
		return wanted;
	}

	async unsubscribe(url: string, only?: WatchChannel): Promise<void> {
		const there = await this.ours(url);
		await this.remove(there.filter(({ channel_id: id }) => only === undefined || id === only.channelId));
	}

	/** False when the channel has ended meanwhile: Zoho forgets it then. */
	private async renew(body: object): Promise<boolean> {
		try {
			await this.send('PUT', body);
			return true;
		} catch (error) {
			if (error instanceof VendorError && error.cause_ === 'notFound') return false;
			return Promise.reject(error);
		}
	}

	private async send(method: 'POST' | 'PUT', body: object): Promise<void> {
		// A new channel has an id of ours: the same request twice leaves one channel.
		await this.client.call(
			{ method, path: 'actions/watch', body },
			{ kind: 'update', purpose: 'subscribe to changes of deals' },
		);
	}

	private async remove(channels: Channel[]): Promise<void> {
		if (channels.length === 0) return;
		const query = { channel_ids: channels.map((channel) => channel.channel_id).join(',') };
		await this.client.call(
			{ method: 'DELETE', path: 'actions/watch', query },
			{ kind: 'update', purpose: 'unsubscribe from changes of deals' },
		);
	}

	/** Channels of this address, whatever their ids. */
	private async ours(url: string): Promise<Channel[]> {
		const purpose = 'read the subscriptions';
		const found: Channel[] = [];
		for (let page = 1; ; page++) {
			const body = await this.client.get('actions/watch', { module: 'Deals', page, per_page: 200 }, { purpose });
			if (body === undefined) break;
			const { watch, info } = read(Channels, body, purpose);
			found.push(...watch);
			if (!info?.more_records || watch.length === 0) break;
		}
		return found.filter((channel) => isSameAddress(channel.notify_url, url));
	}

	private async details(wanted: WatchChannel): Promise<object> {
		const purpose = 'read the module of deals';
		const [module] = read(
			Modules,
			await this.client.get('settings/modules/Deals', undefined, { purpose }),
			purpose,
		).modules;
		const stage = (await fieldsOf(this.client, 'Deals')).find((field) => field.api_name === 'Stage');
		const group = [{ field: { api_name: 'Stage', id: stage?.id ?? '' } }];
		return {
			channel_id: wanted.channelId,
			events: EVENTS,
			notify_url: wanted.url,
			token: wanted.token,
			channel_expiry: `${new Date(this.now() + LIFE_MS).toISOString().slice(0, 19)}+00:00`,
			// Without it the deal's account and contact would tell of themselves too.
			notify_on_related_action: false,
			return_affected_field_values: false,
			notification_condition: [
				{
					type: 'field_selection',
					module: { api_name: 'Deals', id: module?.id ?? '' },
					field_selection: { group_operator: 'or', group },
				},
			],
		};
	}
}

function addressTooLong(): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The web address of this trigger is longer than the ${LONGEST_URL} characters that Zoho CRM takes.`,
		advice: 'Give n8n a shorter address (N8N_WEBHOOK_URL), or choose "Search Only".',
	});
}
