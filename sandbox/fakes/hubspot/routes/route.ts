import { invalid } from '../apiError';
import type { Hub } from '../hub';
import type { FakeRequest, FakeResponse } from '../../types';

export interface Call {
	hub: Hub;
	request: FakeRequest;
	/** Parts of the path that are no fixed words, decoded. */
	at: string[];
}

export interface Route {
	method: string;
	/** With groups for the parts that vary. */
	path: RegExp;
	/** Any one of them is enough. Left out: a signed-in caller. */
	scopes?: (call: Call) => readonly string[];
	/** A developer's key instead of an account's token. */
	developer?: true;
	/** Names that may stand in the query. */
	query?: readonly string[];
	handle: (call: Call) => FakeResponse | Promise<FakeResponse>;
}

export const ok = (body: unknown): FakeResponse => ({ status: 200, body });

/** The body's JSON. HubSpot takes none without its type. */
export function jsonOf({ headers, raw }: FakeRequest): unknown {
	if (!(headers['content-type'] ?? '').includes('application/json')) throw invalid('Unsupported media type');
	try {
		return JSON.parse(raw.toString('utf8')) as unknown;
	} catch {
		throw invalid('Invalid input JSON on line 1, column 1');
	}
}

/** `a,b,c` of a query; empty for none. */
export function namesIn(query: URLSearchParams, name: string): string[] {
	return (query.get(name) ?? '').split(',').filter((one) => one !== '');
}

/** `limit` and `after` of a list, checked. */
export function pageOf<T>(rows: readonly T[], query: URLSearchParams, most = 100): { results: T[]; paging?: object } {
	const limit = wholeOf(query.get('limit') ?? String(Math.min(10, most)), 'limit');
	const after = wholeOf(query.get('after') ?? '0', 'after');
	if (limit < 1 || limit > most) throw invalid(`limit has to be between 1 and ${most}`);
	const results = rows.slice(after, after + limit);
	const rest = after + limit < rows.length;
	return { results, ...(rest && { paging: { next: { after: String(after + limit), link: '?after=' } } }) };
}

export function wholeOf(text: unknown, name: string): number {
	if (/^\d{1,15}$/.test(String(text))) return Number(text);
	throw invalid(`${name} has to be a whole number`);
}
