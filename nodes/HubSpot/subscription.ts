import { VendorError } from '../../connect/http';
import { isSameAddress, type Subscribed, type Subscriptions } from '../../connect/trigger/listening';
import { paths } from './api';
import { VENDOR } from './apiErrors';
import type { HubSpotClient } from './client';
import { AppSettings, AppSubscriptions, type AppSubscription } from './schemas';

/** A deal that moves, and one that is made in a stage: whether HubSpot tells of the second as a move is not known. */
const WANTED = [
	{ eventType: 'deal.propertyChange', propertyName: 'dealstage' },
	{ eventType: 'deal.creation', propertyName: '' },
] as const;

/**
 * The events of a public app of the older kind. Such an app has one address for all its events and all accounts: it is
 * never taken from somebody else. Source: docs, webhooks; HubSpot keeps settings for up to five minutes.
 */
export class AppEvents implements Subscriptions<Subscribed> {
	constructor(
		private readonly client: HubSpotClient,
		private readonly appId: string,
	) {}

	async isSubscribed(url: string): Promise<boolean> {
		const target = await this.target();
		if (target === undefined || !isSameAddress(target, url)) return false;
		const present = await this.present();
		return WANTED.every((wanted) => present.some((row) => isWanted(row, wanted) && row.active));
	}

	async subscribe(url: string, remembered?: Subscribed): Promise<Subscribed> {
		const target = await this.target();
		const isOurs = target !== undefined && isSameAddress(target, url);
		if (target && !isOurs && (await this.present()).length > 0) throw addressTaken();
		if (!isOurs) await this.send('PUT', 'settings', { targetUrl: url, throttling: { maxConcurrentRequests: 10 } });
		const present = await this.present();
		for (const wanted of WANTED) {
			const row = present.find((one) => isWanted(one, wanted));
			if (row?.active) continue;
			if (row) await this.activate(row);
			else await this.send('POST', 'subscriptions', { ...withoutEmpty(wanted), active: true });
		}
		return remembered ?? { url };
	}

	/** Leaves the app alone when it sends to another address by now. */
	async unsubscribe(url: string): Promise<void> {
		const target = await this.target();
		if (target === undefined || !isSameAddress(target, url)) return;
		const present = await this.present();
		const ours = present.filter((row) => WANTED.some((wanted) => isWanted(row, wanted)));
		for (const { id } of ours) await this.remove(paths.appSubscription(this.appId, id));
		if (ours.length === present.length) await this.remove(paths.appWebhooks(this.appId, 'settings'));
	}

	/** Where the app sends its events; undefined when it has no address yet. */
	private async target(): Promise<string | undefined> {
		const path = paths.appWebhooks(this.appId, 'settings');
		try {
			const { targetUrl } = await this.client.read(AppSettings, {
				method: 'GET',
				path,
				purpose: 'read where the app sends its events',
			});
			return targetUrl || undefined;
		} catch (error) {
			if (error instanceof VendorError && error.cause_ === 'notFound') return undefined;
			return Promise.reject(error);
		}
	}

	private async present(): Promise<AppSubscription[]> {
		const path = paths.appWebhooks(this.appId, 'subscriptions');
		return (await this.client.read(AppSubscriptions, { method: 'GET', path, purpose: 'read the events of the app' }))
			.results;
	}

	private async send(method: 'PUT' | 'POST', rest: 'settings' | 'subscriptions', body: object): Promise<void> {
		const kind = method === 'PUT' ? 'update' : 'create';
		await this.client.call({
			kind,
			method,
			path: paths.appWebhooks(this.appId, rest),
			body,
			purpose: 'subscribe to the events of deals',
		});
	}

	private async activate({ id }: AppSubscription): Promise<void> {
		const path = paths.appSubscription(this.appId, id);
		await this.client.call({
			kind: 'update',
			method: 'PATCH',
			path,
			body: { active: true },
			purpose: 'switch on an event of the app',
		});
	}

	private async remove(path: string): Promise<void> {
		try {
			await this.client.call({
				kind: 'update',
				method: 'DELETE',
				path,
				purpose: 'unsubscribe from the events of deals',
			});
		} catch (error) {
			if (!(error instanceof VendorError && error.cause_ === 'notFound')) return Promise.reject(error);
		}
	}
}

type Wanted = (typeof WANTED)[number];

function isWanted(row: AppSubscription, wanted: Wanted): boolean {
	return row.eventType === wanted.eventType && row.propertyName === wanted.propertyName;
}

function withoutEmpty({ eventType, propertyName }: Wanted): object {
	return propertyName === '' ? { eventType } : { eventType, propertyName };
}

function addressTaken(): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: 'This HubSpot app already sends its events to another address, so it was not changed.',
		advice:
			'An app has one address for its events. Use an app of its own for this trigger, remove the address in the app, or choose "Search Only".',
	});
}
