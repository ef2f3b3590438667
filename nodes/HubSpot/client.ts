import { sleep as n8nSleep } from 'n8n-workflow';
import type { z } from 'zod';
import type { Http, HttpRequest, HttpResponse } from '../../connect/http';
import { Line, sendInLine } from '../../connect/line';
import { API } from './api';
import { isBusy, isError, toVendorError, unreadable } from './apiErrors';

export type ApiRequest = Pick<
	HttpRequest,
	'kind' | 'method' | 'query' | 'body' | 'headers' | 'timeoutMs' | 'purpose'
> & {
	/** From api.ts. */
	path: string;
};

/** HubSpot's REST of one account. Every failure is a VendorError. */
export class HubSpotClient {
	constructor(
		private readonly http: Http,
		private readonly sleep: (ms: number) => Promise<void> = n8nSleep,
		private readonly line: Line = new Line(),
	) {}

	/**
	 * Answers the body of a request that was done. Refused because too many came, it waits for its turn: that refusal
	 * comes before any work, so a create may be sent again too. The limits roll over 10 seconds, those of the search
	 * over one (docs: usage guidelines).
	 */
	async call(request: ApiRequest): Promise<unknown> {
		const { path, ...rest } = request;
		const send = async () => this.http.send({ ...rest, url: `${API}${path}` });
		const response = await sendInLine({ line: this.line, sleep: this.sleep }, send, isBusy);
		if (isError(response)) throw toVendorError(response, request);
		return bodyOf(response, request.purpose);
	}

	async read<S extends z.ZodTypeAny>(schema: S, request: Omit<ApiRequest, 'kind'>): Promise<z.output<S>> {
		return understood(schema, await this.call({ ...request, kind: 'read' }), request.purpose);
	}
}

/** An answer that is no JSON (a page of a proxy, one that broke off) proves nothing, also where nobody reads on. */
function bodyOf({ status, body }: HttpResponse, purpose: string): unknown {
	if (status === 204 || (typeof body === 'object' && body !== null)) return body;
	throw unreadable(purpose, 'no JSON');
}

/** Reads a body by its schema. Throws VendorError `unreadable` that names the first field which does not fit. */
export function understood<S extends z.ZodTypeAny>(schema: S, body: unknown, purpose: string): z.output<S> {
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw unreadable(purpose, `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'not as expected'}`);
}
