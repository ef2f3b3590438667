import { timeOf } from '../time';
import type { World } from '../types';
import { ApiError } from './apiError';

export interface WebhookRow {
	id: number;
	url: string;
	action: string;
	object: string;
	name: string;
	version: string;
	user: string | null;
	password: string | null;
	addTime: string;
	/** First tries that failed since the last ban. */
	failures: number;
	/** Machine time, milliseconds. */
	bannedUntil: number;
	lastStatus: number | null;
	lastDelivery: string | null;
}

/** Docs: guide-for-webhooks-v2. */
const MOST = 40;
const RETRY_AFTER_MS = [3_000, 30_000, 150_000];
const BAN_AT = 10;
const BAN_MS = 30 * 60_000;

export class Webhooks {
	rows: WebhookRow[] = [];

	constructor(
		private readonly world: World,
		private readonly nextId: () => number,
	) {}

	create(input: Pick<WebhookRow, 'url' | 'action' | 'object' | 'name' | 'version' | 'user' | 'password'>): WebhookRow {
		if (this.rows.length >= MOST) throw new ApiError(422, 'Webhook limit reached');
		const row = {
			...input,
			id: this.nextId(),
			addTime: this.world.now().toISOString(),
			failures: 0,
			bannedUntil: 0,
			lastStatus: null,
			lastDelivery: null,
		};
		this.rows.push(row);
		return row;
	}

	isBanned(row: WebhookRow): boolean {
		return timeOf(this.world).now() < row.bannedUntil;
	}

	/** Delivers an event to everyone who listens; answers the status of the last first try, 0 when nobody did. */
	async deliver(event: Record<string, unknown>): Promise<number> {
		const { action } = event.meta as { action: string };
		let status = 0;
		for (const row of this.rows.filter((each) => listens(each, action) && !this.isBanned(each))) {
			status = await this.send(row, event, 1);
			if (isGood(status)) continue;
			this.count(row);
			void this.retry(row, event);
		}
		return status;
	}

	/** Only a failed first try counts towards the ban; what happens during a ban is lost. */
	private count(row: WebhookRow): void {
		row.failures += 1;
		if (row.failures < BAN_AT) return;
		row.failures = 0;
		row.bannedUntil = timeOf(this.world).now() + BAN_MS;
	}

	private async retry(row: WebhookRow, event: Record<string, unknown>): Promise<void> {
		for (const [at, pause] of RETRY_AFTER_MS.entries()) {
			await timeOf(this.world).pause(pause);
			if (!this.rows.includes(row) || isGood(await this.send(row, event, at + 2))) return;
		}
	}

	private async send(row: WebhookRow, event: Record<string, unknown>, attempt: number): Promise<number> {
		const meta = { ...(event.meta as object), webhook_id: String(row.id), webhook_owner_id: '77', attempt };
		const headers: Record<string, string> = { 'content-type': 'application/json', 'user-agent': 'Pipedrive Webhooks' };
		if (row.user !== null)
			headers.authorization = `Basic ${Buffer.from(`${row.user}:${row.password ?? ''}`).toString('base64')}`;
		row.lastStatus = await this.world.deliver(row.url, { headers, body: JSON.stringify({ ...event, meta }) });
		row.lastDelivery = this.world.now().toISOString();
		return row.lastStatus;
	}
}

const listens = ({ action, object }: WebhookRow, happened: string): boolean =>
	(action === '*' || action === happened) && (object === '*' || object === 'deal');

const isGood = (status: number): boolean => status >= 200 && status < 300;
