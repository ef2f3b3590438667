import type { Sent } from '../../../e2e/support/forgedEvents';
import type { Dice } from './dice';

/** What opens the trigger: the application token, and with a subscription the secret in its address. */
export interface Keys {
	token: string;
	secret?: string;
}

export interface Fuzzed {
	kind: string;
	sent: Sent & { query?: string };
	/** It carries every key in its place, in a body that is a form: the only requests that may be answered with 200. */
	isValid: boolean;
}

export type Pairs = [string, string][];
export type Make = (dice: Dice, dealId: string, keys: Keys) => Omit<Fuzzed, 'kind'>;

export const FORM = 'application/x-www-form-urlencoded';
export const TOKEN = 'auth[application_token]';

export function event(dealId: string, { token }: Keys): Pairs {
	return [
		['event', 'ONCRMDEALUPDATE'],
		['event_handler_id', '1'],
		['data[FIELDS][ID]', dealId],
		['ts', String(Math.floor(Date.now() / 1000))],
		['auth[domain]', 'demo.bitrix24.pl'],
		[TOKEN, token],
	];
}

export const queryOf = ({ secret }: Keys) => (secret === undefined ? '' : new URLSearchParams({ secret }).toString());
export const body = (pairs: Pairs) => new URLSearchParams(pairs).toString();
export const post = (text: string | Buffer, type: string, keys: Keys, more: Record<string, string> = {}) => ({
	headers: { ...(type && { 'content-type': type }), ...more },
	body: text,
	query: queryOf(keys),
});
export const refused = (sent: Fuzzed['sent']) => ({ sent, isValid: false });
export const formOf = (pairs: Pairs, keys: Keys) => post(body(pairs), FORM, keys);

/** The event that the CRM itself would send for the deal. */
export const trueEvent = (dealId: string, keys: Keys): Fuzzed => ({
	kind: 'a true event',
	sent: formOf(event(dealId, keys), keys),
	isValid: true,
});
