import { z } from 'zod';
import { VendorError, type Http, type HttpRequest, type HttpResponse, type RequestKind } from '../../connect/http';
import { errorIn, toVendorError, unreadable } from './apiErrors';
import { Turns } from './turns';

export interface CallOptions {
	kind: RequestKind;
	/** Completes "could not …", names the deal: "read deal 4711". */
	purpose: string;
	timeoutMs?: number;
}

type Query = HttpRequest['query'];

export interface Request {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Behind `/crm/v8/`; made of constants and ids. */
	path: string;
	query?: Query;
	headers?: Record<string, string>;
	/** An object is sent as JSON. */
	body?: unknown;
}

const Info = z.object({ more_records: z.boolean().nullish(), next_page_token: z.string().nullish() });
const Page = z.object({ data: z.array(z.unknown()), info: Info.nullish() });

/** The most rows of one list answer. */
export const PAGE = 200;

/** The REST API v8 of one organisation. Every failure is a VendorError, also that of a single record inside a 2xx. */
export class ZohoClient {
	constructor(
		private readonly http: Http,
		/** Host of the API, of Zoho's own. */
		private readonly apiHost: string,
		private readonly turns: Turns = new Turns(),
	) {}

	/** Answers the body; undefined where there is nothing: HTTP 204. */
	async call(request: Request, options: CallOptions): Promise<unknown> {
		const { method, path, query, headers, body } = request;
		const { kind, purpose, timeoutMs } = options;
		const url = `https://${this.apiHost}/crm/v8/${path}`;
		const response = await this.turns.take(async () =>
			this.http.send({ kind, method, url, query, headers, body, timeoutMs, purpose }),
		);
		return bodyOf(response, options);
	}

	async get(path: string, query: Query, options: Omit<CallOptions, 'kind'>): Promise<unknown> {
		return this.call({ method: 'GET', path, query }, { ...options, kind: 'read' });
	}

	/** One record by its id; undefined when it is gone. Zoho answers 204 or names the id invalid. */
	async record<S extends z.ZodTypeAny>(
		path: string,
		schema: S,
		options: Omit<CallOptions, 'kind'>,
		query?: Query,
	): Promise<z.output<S> | undefined> {
		try {
			const body = await this.get(path, query, options);
			if (body === undefined) return undefined;
			return read(z.object({ data: z.tuple([schema]).rest(z.unknown()) }), body, options.purpose)
				.data[0] as z.output<S>;
		} catch (error) {
			if (error instanceof VendorError && error.cause_ === 'notFound') return undefined;
			return Promise.reject(error);
		}
	}

	/**
	 * Rows of a list, page by page until `enough` says so of a page. Pages go by number up to 2,000 rows and by a token
	 * beyond; where an answer holds a token it is used.
	 */
	async list<S extends z.ZodTypeAny>(
		path: string,
		query: Query,
		schema: S,
		options: Omit<CallOptions, 'kind'>,
		enough: (rows: z.output<S>[]) => boolean = () => false,
	): Promise<z.output<S>[]> {
		const rows: z.output<S>[] = [];
		for (let page = 1, token: string | undefined; ; page++) {
			const place: Query = token === undefined ? { page } : { page_token: token };
			const body = await this.get(path, { ...query, per_page: PAGE, ...place }, options);
			if (body === undefined) return rows;
			const { data, info } = read(Page, body, options.purpose);
			const found = read(z.array(schema), data, options.purpose) as z.output<S>[];
			rows.push(...found);
			if (!info?.more_records || found.length === 0 || enough(found)) return rows;
			token = info.next_page_token ?? undefined;
		}
	}
}

function bodyOf(response: HttpResponse, options: CallOptions): unknown {
	const { status, body } = response;
	const error = errorIn(body);
	if (error) throw toVendorError(error, { ...options, status });
	if (status === 204) return undefined;
	if (status >= 400) throw toVendorError({ code: '', text: `HTTP ${status}` }, { ...options, status });
	if (status >= 300) throw unreadable(options.purpose, `HTTP ${status}`);
	if (typeof body !== 'object' || body === null) throw unreadable(options.purpose, 'no JSON');
	return body;
}

/** Reads an answer by its schema. Throws VendorError `unreadable` that names the first field which does not fit. */
export function read<S extends z.ZodTypeAny>(schema: S, value: unknown, purpose: string): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw unreadable(purpose, `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'not as expected'}`);
}
