import type { FakeRequest } from '../types';
import { ApiError, invalidData, missingParam } from './apiError';
import { USER, type RecordRow } from './books';

/** Pages go by number up to here, and by a token beyond (get-records.html). */
const LAST_BY_NUMBER = 2_000;
const MOST_FIELDS = 50;

export function jsonOf(request: FakeRequest): Record<string, unknown> {
	if (!(request.headers['content-type'] ?? '').includes('application/json'))
		throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Content type is not supported');
	try {
		const parsed: unknown = JSON.parse(request.raw.toString('utf8'));
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
			return parsed as Record<string, unknown>;
	} catch {
		// Told below.
	}
	throw invalidData('body', { expected_data_type: 'jsonobject' });
}

/** The list of a body that holds exactly one record: more are not sent here. */
export function onlyOne(body: Record<string, unknown>, list: string): Record<string, unknown> {
	const rows = body[list];
	if (!Array.isArray(rows) || rows.length !== 1 || typeof rows[0] !== 'object' || rows[0] === null)
		throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
			api_name: list,
			json_path: `$.${list}`,
		});
	return rows[0] as Record<string, unknown>;
}

export function allowOnly(body: Record<string, unknown>, names: string[]): void {
	for (const name of Object.keys(body))
		if (!names.includes(name)) throw invalidData('invalid data', { api_name: name, json_path: `$.${name}` });
}

/** The mandatory parameter `fields` of lists. */
export function fieldsIn(request: FakeRequest): string[] {
	const names = (request.query.get('fields') ?? '').split(',').filter(Boolean);
	if (names.length === 0) throw missingParam('fields');
	if (names.length > MOST_FIELDS) throw invalidData('too many fields', { param_name: 'fields', limit: MOST_FIELDS });
	return names;
}

export interface Page<T> {
	rows: T[];
	info: Record<string, unknown>;
}

export function pageOf<T>(all: T[], request: FakeRequest): Page<T> {
	const number = (name: string, fallback: number) => {
		const text = request.query.get(name) ?? String(fallback);
		if (!/^[1-9]\d{0,5}$/.test(text)) throw invalidData('invalid data', { param_name: name });
		return Number(text);
	};
	const size = number('per_page', 200);
	if (size > 200) throw invalidData('invalid data', { param_name: 'per_page', limit: 200 });
	const token = request.query.get('page_token');
	const page = token === null ? number('page', 1) : Number(/^token-(\d+)$/.exec(token)?.[1] ?? Number.NaN);
	if (Number.isNaN(page)) throw new ApiError(400, 'INVALID_TOKEN_PAGE', 'the page token is not valid');
	if (token === null && page * size > LAST_BY_NUMBER)
		throw new ApiError(400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', 'page_token is needed beyond 2000 records');
	const rows = all.slice((page - 1) * size, page * size);
	const more = page * size < all.length;
	return {
		rows,
		info: {
			per_page: size,
			count: rows.length,
			page,
			more_records: more,
			...(more ? { next_page_token: `token-${page + 1}` } : {}),
		},
	};
}

/** The parts of a record that every success names. */
export function success(row: { id: string; createdTime: string; modifiedTime: string }, message: string): object {
	return {
		code: 'SUCCESS',
		details: {
			Modified_Time: row.modifiedTime,
			Modified_By: { name: USER.name, id: USER.id },
			Created_Time: row.createdTime,
			id: row.id,
			Created_By: { name: USER.name, id: USER.id },
		},
		message,
		status: 'success',
	};
}

/** A record with the fields that were asked for; all of them when none were. */
export function shown(row: RecordRow, names: string[] | undefined): Record<string, unknown> {
	const whole: Record<string, unknown> = {
		...row.values,
		Created_Time: row.createdTime,
		Modified_Time: row.modifiedTime,
		Created_By: { name: USER.name, id: USER.id, email: USER.email },
		Modified_By: { name: USER.name, id: USER.id, email: USER.email },
		id: row.id,
		$editable: true,
		$currency_symbol: 'zł',
	};
	if (names === undefined) return whole;
	return {
		id: row.id,
		...Object.fromEntries(names.filter((name) => name in whole).map((name) => [name, whole[name]])),
	};
}
