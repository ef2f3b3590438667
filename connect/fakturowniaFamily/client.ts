import type { z } from 'zod';
import type { Http, HttpRequest } from '../http';
import { failureOf, unreadable } from './failures';

export interface FamilyCall extends Pick<HttpRequest, 'kind' | 'method' | 'query' | 'body' | 'timeoutMs' | 'purpose'> {
	/** Begins with a slash; ids in it are digits (see `idPath`). */
	path: string;
}

/** Sends calls to one account of the family and answers checked data. Signing is the HTTP port's. */
export class FamilyClient {
	constructor(
		private readonly http: Http,
		readonly host: string,
		readonly vendor: string,
	) {}

	async json<S extends z.ZodTypeAny>(call: FamilyCall, schema: S): Promise<z.output<S>> {
		const { path, ...request } = call;
		const response = await this.http.send({ ...request, url: `https://${this.host}${path}` });
		const context = { vendor: this.vendor, purpose: call.purpose, kind: call.kind };
		if (response.status < 200 || response.status > 299) throw failureOf(response, context);
		const parsed = schema.safeParse(response.body);
		if (!parsed.success) throw unreadable(response, context);
		return parsed.data as z.output<S>;
	}

	/** The raw answer of a download; the caller judges the bytes. */
	async bytes(
		path: string,
		purpose: string,
	): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
		const response = await this.http.send({
			kind: 'read',
			method: 'GET',
			url: `https://${this.host}${path}`,
			responseType: 'binary',
			purpose,
		});
		const body = Buffer.isBuffer(response.body) ? response.body : Buffer.from(String(response.body ?? ''));
		return { ...response, body };
	}
}
