import { createHmac, randomUUID } from 'node:crypto';
import type { World } from '../types';
import type { Settings } from './schemas';

/** What Intuit says happened; the older form has words of its own for it. */
const OPERATIONS = { created: 'Create', updated: 'Update', deleted: 'Delete', voided: 'Void', emailed: 'Emailed' };
export type Operation = keyof typeof OPERATIONS;

export interface Delivery {
	headers: Record<string, string>;
	body: string;
}

/** The webhooks of an app as its page in Intuit's portal holds them: one address, one verifier token. */
export class Webhooks {
	/** As a person enters it; empty: nothing is sent. */
	url = '';
	/** What was sent, the newest last. */
	readonly delivered: Delivery[] = [];

	constructor(
		private readonly world: World,
		private readonly verifierToken: string,
		private readonly realm: string,
		private readonly settings: () => Settings,
	) {}

	/** Of every change, whoever made it. Nobody waits for the listener. */
	tell(entity: string, id: string, operation: Operation): void {
		if (this.url === '') return;
		const told = { entity, id, operation, time: this.world.now().toISOString() };
		const form = this.settings().webhookForm === 'cloudEvents' ? this.cloudEvents(told) : this.older(told);
		const body = JSON.stringify(form);
		const signature = createHmac('sha256', this.verifierToken).update(body, 'utf8').digest('base64');
		this.delivered.push({ headers: { 'content-type': 'application/json', 'intuit-signature': signature }, body });
		void this.sendLast();
	}

	/** The last one once more, as Intuit does when it was not answered with 200. */
	async sendLast(): Promise<number> {
		const last = this.delivered.at(-1);
		return last === undefined || this.url === '' ? 0 : this.world.deliver(this.url, last);
	}

	private cloudEvents({ entity, id, operation, time }: Told): object {
		const event = {
			specversion: '1.0',
			id: `${randomUUID()}-${entity}-${id}`,
			source: 'intuit.c2FuZGJveA==',
			type: `qbo.${entity.toLowerCase()}.${operation}.v1`,
			time,
			intuitentityid: id,
			intuitaccountid: this.realm,
		};
		return [event];
	}

	private older({ entity, id, operation, time }: Told): object {
		const changed = { name: entity, id, operation: OPERATIONS[operation], lastUpdated: time };
		return { eventNotifications: [{ realmId: this.realm, dataChangeEvent: { entities: [changed] } }] };
	}
}

interface Told {
	entity: string;
	id: string;
	operation: Operation;
	time: string;
}
