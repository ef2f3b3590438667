import type { z } from 'zod';
import type { Http, HttpRequest, HttpResponse } from '../../connect/http';
import { sendInLine, type Line } from '../../connect/line';
import { retryAfter } from '../../connect/vendorFailures';
import { failureOf, faultOf, isThrottled, unreadable } from './failures';

/** Environments of Intuit and their hosts: development keys reach sandbox companies only, production keys the others. */
const HOSTS = {
	production: 'quickbooks.api.intuit.com',
	sandbox: 'sandbox-quickbooks.api.intuit.com',
} as const;
export type Environment = keyof typeof HOSTS;

/** Since August 2025 Intuit answers every older one as 75; named, so that a later one changes nothing here. */
const MINOR_VERSION = 75;

export interface QuickBooksCall extends Pick<
	HttpRequest,
	'kind' | 'query' | 'headers' | 'body' | 'timeoutMs' | 'purpose'
> {
	method: 'GET' | 'POST';
	/** Under `/v3/company/{realm}/`, without a slash in front; ids in it are digits. */
	path: string;
}

export interface Clock {
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

export interface CompanyAddress {
	environment: Environment;
	/** Intuit's "realm id" of the company, digits. */
	realm: string;
}

/** Sends calls to one company and answers checked data. Signing is the HTTP port's. */
export class QuickBooksClient {
	readonly realm: string;
	private readonly base: string;

	constructor(
		private readonly http: Http,
		{ environment, realm }: CompanyAddress,
		private readonly line: Line,
		private readonly clock: Clock,
	) {
		this.realm = realm;
		this.base = `https://${HOSTS[environment]}/v3/company/${realm}/`;
	}

	/** Throws VendorError for a Fault too, which comes under HTTP 200 as well. */
	async json<S extends z.ZodTypeAny>(call: QuickBooksCall, schema: S): Promise<z.output<S>> {
		return (await this.answer(call, schema)).data;
	}

	/** With the time of the answer by the server's clock, Unix milliseconds; undefined where it does not say. */
	async answer<S extends z.ZodTypeAny>(
		call: QuickBooksCall,
		schema: S,
	): Promise<{ data: z.output<S>; answeredAt?: number }> {
		const response = await this.send(call);
		if (response.status < 200 || response.status > 299 || faultOf(response.body)) throw failureOf(response, call);
		const parsed = schema.safeParse(response.body);
		if (!parsed.success) throw unreadable(response, call);
		const answeredAt = Date.parse(response.headers.date ?? '');
		return { data: parsed.data as z.output<S>, answeredAt: Number.isNaN(answeredAt) ? undefined : answeredAt };
	}

	/** A select statement; every one is a metered read of Intuit's. */
	async query<S extends z.ZodTypeAny>(statement: string, purpose: string, schema: S): Promise<z.output<S>> {
		return this.json({ kind: 'read', method: 'GET', path: 'query', query: { query: statement }, purpose }, schema);
	}

	/** The raw bytes of a download. */
	async bytes(path: string, purpose: string, accept: string): Promise<Buffer> {
		const call: QuickBooksCall = { kind: 'read', method: 'GET', path, headers: { Accept: accept }, purpose };
		const response = await this.send(call, 'binary');
		const body = Buffer.isBuffer(response.body) ? response.body : Buffer.from(String(response.body ?? ''));
		if (response.status === 200) return body;
		throw failureOf({ ...response, body: asJson(body) }, call);
	}

	/**
	 * Intuit takes 10 requests a second of one app for one company, a few deals at once need more. That refusal comes
	 * before any work: whoever meets it waits up to 20 s for its turn, with a create as well.
	 */
	private async send(call: QuickBooksCall, responseType?: 'binary'): Promise<HttpResponse> {
		const { path, query, ...rest } = call;
		const request: HttpRequest = {
			...rest,
			url: this.base + path,
			query: { ...query, minorversion: MINOR_VERSION },
			...(responseType && { responseType }),
		};
		const { line, clock } = this;
		const askedMs = ({ headers }: HttpResponse) => retryAfter(headers, clock.now());
		return sendInLine({ line, sleep: clock.sleep }, async () => this.http.send(request), isThrottled, askedMs);
	}
}

function asJson(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
