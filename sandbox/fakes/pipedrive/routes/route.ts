import type { z } from 'zod';
import { ApiError, badRequest } from '../apiError';
import type { Company } from '../company';

export type QueryType = 'integer' | 'text' | 'boolean' | 'integers' | 'moment';

export interface Call {
	company: Company;
	/** What stands in the path where the pattern has a name in braces. */
	ids: readonly string[];
	query: Record<string, string>;
	body: unknown;
	/** For forms. */
	raw: Buffer;
	contentType: string;
}

export interface Answer {
	status?: number;
	data?: unknown;
	additional_data?: unknown;
	/** Webhooks have it beside `success`. */
	isWebhook?: boolean;
}

/** One published endpoint: what it takes, what it costs (`x-token-cost`), what it does. */
export interface Route {
	version: 'v1' | 'v2';
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	tokens: number;
	query?: Record<string, QueryType>;
	handle: (call: Call) => Answer | Promise<Answer>;
}

/** Reads a body as strictly as v2 does: no unknown field, and a number is no text. */
export function bodyOf<S extends z.ZodTypeAny>(schema: S, body: unknown): z.output<S> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw badRequest(`Validation failed: ${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`);
}

export function idIn(call: Call, at = 0): number {
	const text = call.ids[at] ?? '';
	if (!/^\d+$/.test(text)) throw badRequest('Validation failed: id: expected integer');
	return Number(text);
}

export function dealOf({ company }: Call, id: number) {
	const deal = company.books.deals.get(id);
	if (!deal || deal.isDeleted) throw new ApiError(404, 'Deal not found');
	return deal;
}

/** A page of v2: at most 500 rows, the place of the next one in an opaque cursor. */
export function pageV2<T>(rows: readonly T[], { query }: Call): Answer {
	const limit = Math.min(Number(query.limit ?? 100), 500);
	const start = query.cursor === undefined ? 0 : Number(Buffer.from(query.cursor, 'base64url').toString('utf8'));
	if (!Number.isInteger(start)) throw badRequest('Validation failed: cursor: invalid');
	const isMore = start + limit < rows.length;
	const next = isMore ? Buffer.from(String(start + limit)).toString('base64url') : null;
	return { data: rows.slice(start, start + limit), additional_data: { next_cursor: next } };
}

/** A page of v1: `null` instead of an empty list. */
export function pageV1<T>(rows: readonly T[], { query }: Call): Answer & { paging: Record<string, unknown> } {
	const limit = Math.min(Number(query.limit ?? 100), 500);
	const start = Number(query.start ?? 0);
	const isMore = start + limit < rows.length;
	const paging = {
		start,
		limit,
		more_items_in_collection: isMore,
		...(isMore && { next_start: start + limit }),
	};
	const page = rows.slice(start, start + limit);
	return { data: page.length > 0 ? page : null, paging };
}

export const newestFirst = <T>(rows: readonly T[], { query }: Call): T[] =>
	/^id DESC$/i.test(query.sort ?? '') ? [...rows].reverse() : [...rows];
