import { VendorError } from '../../connect/http';
import type { IfirmaClient } from './client';
import type { AccountMemory } from './accountMemory';
import { VENDOR } from './refused';
import { Limit } from './schemas';

/** Requests that a document still needs once it is begun: create, read, list, PDF, and looks after a lost answer. */
export const CALLS_OF_A_DOCUMENT = 20;

/** When the counter starts anew is not documented: a day or a month. An hour is the pace of asking again. */
export const ASK_AGAIN_MS = 3_600_000;
export const GOES_ON =
	'It goes on by itself when iFirma counts anew. If this happens often, ask iFirma for a higher limit.';
const TIMEOUT_MS = 10_000;

export interface Remembered {
	memory: AccountMemory;
	now: Date;
}

export interface ApiLimit {
	used: number;
	granted: number;
}

/** What the account has used of its API limit (api.ifirma.pl, "Sprawdzanie limitu API"). */
export async function apiLimit(client: IfirmaClient): Promise<ApiLimit> {
	const purpose = 'read the limit of requests';
	const answer = await client.json(
		{ kind: 'read', method: 'GET', path: '/abonent/limit.json', timeoutMs: TIMEOUT_MS, purpose },
		Limit,
	);
	return { used: Number(answer.LimitWykorzystany), granted: Number(answer.LimitPrzyznany) };
}

/** Throws VendorError `rateLimit`, outcome `notDone`, when fewer than `calls` are left: what is begun has to be finished. */
export async function assertLeft(
	client: IfirmaClient,
	calls: number,
	purpose: string,
	remembered?: Remembered,
): Promise<void> {
	if (remembered?.memory.spend(calls, remembered.now)) return;
	const { used, granted } = await apiLimit(client);
	remembered?.memory.keepLeft(granted - used, calls, remembered.now);
	if (granted - used >= calls) return;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rateLimit',
		outcome: 'notDone',
		retryAfterMs: ASK_AGAIN_MS,
		message: `iFirma's API limit is almost used up (${used} of ${granted}), too little is left to ${purpose}.`,
		advice: GOES_ON,
	});
}
