import { createHash } from 'node:crypto';
import type { ZohoClient } from './client';
import type { DataCentre } from './dataCentres';
import { KnownHistory } from './history';
import { KnownOrganisation } from './org';
import { Turns } from './turns';

/** What one process remembers of a connection. */
export interface Remembered {
	turns: Turns;
	organisation: KnownOrganisation;
	history: KnownHistory;
}

/** A signed-in organisation. */
export interface Access {
	client: ZohoClient;
	dataCentre: DataCentre;
	remembered: Remembered;
}

export function freshMemory(now: () => number = Date.now, sleep?: (ms: number) => Promise<void>): Remembered {
	return { turns: new Turns(sleep), organisation: new KnownOrganisation(now), history: new KnownHistory(now) };
}

const connections = new Map<string, Remembered>();

/**
 * The memory of a connection, by its refresh token: an account that is connected anew may be another organisation. Only
 * a digest of the token is kept.
 */
export function rememberedOf(token: { refresh_token?: unknown; access_token?: unknown } | undefined): Remembered {
	const secret = String(token?.refresh_token ?? token?.access_token ?? '');
	const key = createHash('sha256').update(secret, 'utf8').digest('hex');
	const known = connections.get(key);
	if (known) return known;
	const fresh = freshMemory();
	connections.set(key, fresh);
	return fresh;
}
