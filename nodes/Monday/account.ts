import { createHash } from 'node:crypto';
import { z } from 'zod';
import { read, type CallOptions, type MondayClient } from './client';
import { WHO_AM_I } from './queries';

const Me = z.object({ me: z.object({ account_id: z.union([z.string(), z.number()]).transform(String) }) });

/** Accounts by credential, for the life of the process: a token belongs to one account for ever, and calls are few. */
const known = new Map<string, string>();
const MOST = 1_000;

/** A key that tells nothing of the secret. */
export const accountKey = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

/** The id of the account: a number that stays, while its name and address may change. Asked once. */
export class AccountId {
	private own: string | undefined;

	constructor(
		private readonly client: MondayClient,
		/** Left out: remembered here only. */
		private readonly key?: string,
	) {}

	async get(): Promise<string> {
		const remembered = this.own ?? (this.key === undefined ? undefined : known.get(this.key));
		if (remembered !== undefined) return remembered;
		const call: CallOptions = { kind: 'read', purpose: 'read the account of the credential' };
		const { me } = read(Me, await this.client.query(WHO_AM_I, {}, call), call.purpose);
		this.note(me.account_id);
		return me.account_id;
	}

	note(accountId: string): void {
		this.own = accountId;
		if (this.key === undefined) return;
		if (known.size >= MOST) known.clear();
		known.set(this.key, accountId);
	}
}
