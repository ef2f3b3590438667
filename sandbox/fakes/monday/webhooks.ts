import { createHmac, randomBytes } from 'node:crypto';
import { breath, timeOf } from '../time';
import type { World } from '../types';
import type { Account } from './account';
import type { WebhookRow } from './books';

/** A webhook that is refused comes again once a minute, for half an hour. */
const MOST_TRIES = 30;
const PAUSE_MS = 60_000;
const JSON_HEADERS = { 'content-type': 'application/json' };

/** Whether somebody at the address answers the challenge with the challenge. */
export async function answersChallenge(world: World, url: string): Promise<boolean> {
	const body = JSON.stringify({ challenge: randomBytes(20).toString('hex') });
	if (!world.ask) return (await world.deliver(url, { headers: JSON_HEADERS, body })) === 200;
	const answer = await world.ask(url, { headers: JSON_HEADERS, body });
	return answer.status === 200 && sameJson(answer.body, body);
}

function sameJson(one: string, other: string): boolean {
	try {
		return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
	} catch {
		return false;
	}
}

/** Sends events to the webhooks that asked for them; those of an app are signed. */
export class Deliveries {
	constructor(
		private readonly account: Account,
		private readonly signingSecret: string,
	) {}

	/** Later and without waiting, again and again while it fails. */
	later(event: Record<string, unknown>): void {
		for (const webhook of this.listeners(event)) void this.untilTaken(webhook, event);
	}

	/** Once, now; answers the last HTTP status, 0 when nobody listens. */
	async again(event: Record<string, unknown>): Promise<number> {
		let status = 0;
		for (const webhook of this.listeners(event)) status = await this.send(webhook, event);
		return status;
	}

	private listeners(event: Record<string, unknown>): WebhookRow[] {
		return this.account.webhooks.filter((row) => row.boardId === String(event.boardId) && wants(row, event));
	}

	private async untilTaken(webhook: WebhookRow, event: Record<string, unknown>): Promise<void> {
		const { world } = this.account;
		await breath(world);
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			if (tries > 0) await timeOf(world).pause(PAUSE_MS);
			if (!this.account.webhooks.includes(webhook)) return;
			const status = await this.send(webhook, event);
			if (status >= 200 && status < 300) return;
		}
	}

	private async send(webhook: WebhookRow, event: Record<string, unknown>): Promise<number> {
		const body = JSON.stringify({ event: { ...event, subscriptionId: Number(webhook.id) } });
		const headers: Record<string, string> = { ...JSON_HEADERS };
		if (webhook.isSigned) headers.authorization = this.token(webhook.url);
		return this.account.world.deliver(webhook.url, { headers, body });
	}

	private token(aud: string): string {
		const iat = Math.floor(this.account.world.now().getTime() / 1000);
		const claims = { accountId: Number(this.account.id), userId: 5501, aud, exp: iat + 300, iat };
		return signed(claims, this.signingSecret);
	}
}

/** A JSON web token, HS256. */
export function signed(claims: Record<string, unknown>, secret: string, alg = 'HS256'): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
	return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function wants({ event: kind, config }: WebhookRow, event: Record<string, unknown>): boolean {
	if (kind === 'change_column_value') return true;
	const { columnId, columnValue: value } = JSON.parse(config ?? '{}') as {
		columnId?: string;
		columnValue?: { index?: number; $any$?: boolean };
	};
	if (columnId !== event.columnId) return false;
	if (kind === 'change_specific_column_value') return true;
	const { label } = (event.value ?? {}) as { label?: { index: number } };
	return kind === 'change_status_column_value' && (value?.$any$ === true || value?.index === label?.index);
}
