import { readExact, writeExact } from '../../connect/exactJson';
import type { Http, HttpRequest, HttpResponse } from '../../connect/http';
import { addressOf, type BaseAddress } from './address';
import type { Answers } from './description/answers';
import type { Call, Requests } from './description/requests';
import { failureOf, unreadable, type CallContext } from './failures';
import { Filler, type Values } from './placeholders';

export interface Sending extends Pick<HttpRequest, 'kind' | 'purpose' | 'timeoutMs'> {
	values: Values;
	/** Sent as it is: it holds texts of a deal, in which braces are braces. */
	bodyText?: string;
	/** Beside those of the description. */
	headers?: Record<string, string>;
}

/** Sends described requests to the one base address. Signing is the HTTP port's. */
export class HttpClient {
	constructor(
		private readonly http: Http,
		private readonly base: BaseAddress,
		readonly vendor: string,
		readonly answers: Answers,
		private readonly common: Requests['common'],
		readonly mask: (text: string) => string,
	) {}

	/** The answer as exact JSON (numbers are their digits); undefined where it is empty. Throws VendorError. */
	async json(call: Call, sending: Sending): Promise<unknown> {
		return this.checked(await this.send(call, sending, 'application/json'), sending);
	}

	/** A download, not judged: the bytes, and what they say where they are JSON. */
	async bytes(call: Call, sending: Sending): Promise<HttpResponse & { body: Buffer }> {
		return this.send(call, sending, '*/*');
	}

	/** @throws VendorError where the answer is a failure or no JSON */
	checked(response: HttpResponse & { body: Buffer }, sending: Sending): unknown {
		const body = decoded(response.body);
		const context = this.contextOf(sending);
		const failure = failureOf({ ...response, body: body.read }, context);
		if (failure) throw failure;
		if (!body.isJson) throw unreadable(response, context, body.isPage ? 'a web page instead of data' : 'no JSON');
		return body.read;
	}

	contextOf({ kind, purpose }: Pick<Sending, 'kind' | 'purpose'>): CallContext {
		return { vendor: this.vendor, purpose, kind, answers: this.answers, mask: this.mask };
	}

	private async send(call: Call, sending: Sending, accept: string): Promise<HttpResponse & { body: Buffer }> {
		const { values, headers, bodyText, ...rest } = sending;
		const filler = new Filler(values, this.vendor);
		const body = bodyText ?? (call.body === undefined ? undefined : writeExact(filler.body(call.body)));
		const response = await this.http.send({
			...rest,
			method: call.method,
			url: addressOf(this.base, filler.path(call.path), this.vendor),
			query: filler.all({ ...this.common.query, ...call.query }),
			headers: named({
				Accept: accept,
				...(body !== undefined && { 'Content-Type': 'application/json' }),
				...filler.headers({ ...this.common.headers, ...call.headers }),
				...headers,
			}),
			body,
			// Bytes: what they mean as JSON is read here, where numbers keep their digits.
			responseType: 'binary',
		});
		const bytes = Buffer.isBuffer(response.body) ? response.body : Buffer.from(asText(response.body));
		return { ...response, body: bytes };
	}
}

/** One spelling a name: the later one counts. */
function named(headers: Record<string, string>): Record<string, string> {
	const spelled = new Map<string, [string, string]>();
	for (const [name, value] of Object.entries(headers)) {
		const known = spelled.get(name.toLowerCase())?.[0] ?? name;
		spelled.set(name.toLowerCase(), [known, value]);
	}
	return Object.fromEntries(spelled.values());
}

function decoded(bytes: Buffer): { read: unknown; isJson: boolean; isPage: boolean } {
	const text = bytes.toString('utf8').replace(/^\ufeff/, '');
	if (text.trim() === '') return { read: undefined, isJson: true, isPage: false };
	try {
		return { read: readExact(text), isJson: true, isPage: false };
	} catch {
		return { read: text, isJson: false, isPage: /^\s*</.test(text) };
	}
}

/** A refused sign-in of OAuth2 arrives decoded (n8nHttp.ts). */
function asText(body: unknown): string {
	if (body === undefined || body === null) return '';
	return typeof body === 'string' ? body : JSON.stringify(body);
}
