import type { z } from 'zod';
import { readExact, writeExact } from '../../connect/exactJson';
import type { Http, HttpRequest, HttpResponse } from '../../connect/http';
import { failureOf, unreadable } from './failures';
import { Envelope } from './schemas';

/** The only host; iFirma has no test system (api.ifirma.pl). */
const BASE = 'https://www.ifirma.pl/iapi';

export interface IfirmaCall extends Pick<HttpRequest, 'kind' | 'query' | 'timeoutMs' | 'purpose'> {
	method: 'GET' | 'POST' | 'PUT';
	/** Begins with a slash. */
	path: string;
	/** Big values become JSON numbers. */
	body?: Record<string, unknown>;
}

/** Sends calls to iFirma and answers checked data; `Kod` is read on every answer. Signing is the HTTP port's. */
export class IfirmaClient {
	constructor(private readonly http: Http) {}

	async json<S extends z.ZodTypeAny>(call: IfirmaCall, schema: S): Promise<z.output<S>> {
		const response = await this.send(call, 'application/json');
		const answer = inside(parsed(response.body));
		const failure = failureOf(response, answer, call);
		if (failure) throw failure;
		const result = schema.safeParse(answer);
		if (!result.success) throw unreadable(response.status, call);
		return result.data as z.output<S>;
	}

	/** The bytes of a download, unless the answer tells a failure; the caller judges them. */
	async bytes(path: string, purpose: string): Promise<Buffer> {
		const call = { kind: 'read' as const, method: 'GET' as const, path, purpose };
		const response = await this.send(call, 'application/pdf');
		// A failure comes as JSON although a PDF was asked for.
		const failure = failureOf(response, inside(parsed(response.body)), call);
		if (failure) throw failure;
		return response.body;
	}

	private async send(call: IfirmaCall, accept: string): Promise<HttpResponse & { body: Buffer }> {
		const { path, body, ...request } = call;
		const type = body && { 'Content-Type': 'application/json; charset=UTF-8' };
		const response = await this.http.send({
			...request,
			url: BASE + path,
			headers: { Accept: accept, ...type },
			...(body && { body: writeExact(body) }),
			// Raw, so that numbers are read digit by digit.
			responseType: 'binary',
		});
		return { ...response, body: asBytes(response.body) };
	}
}

/** Undefined for anything that is no JSON object. */
function parsed(bytes: Buffer): unknown {
	if (!/^\s*\{/.test(bytes.subarray(0, 64).toString('latin1'))) return undefined;
	try {
		return readExact(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** A document that is read stands alone, all else in an envelope; vendor code of 2019 shows documents in one, too. */
function inside(body: unknown): unknown {
	const envelope = Envelope.safeParse(body);
	return envelope.success ? envelope.data.response : body;
}

function asBytes(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
}
