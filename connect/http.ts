/**
 * The HTTP port: what an adapter needs of the network, and nothing of n8n.
 * `n8nHttp.ts` fills it with n8n's request helpers; tests fill it with a loopback client.
 */

/**
 * What a request may do at the vendor; it decides about repeating.
 * `read` is retried with pauses. `update` (same result when sent twice) is retried only when it surely did nothing.
 * `create` is never retried here: issueOnce alone decides.
 */
export type RequestKind = 'read' | 'update' | 'create';

export interface HttpRequest {
	kind: RequestKind;
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Absolute, https, built from a credential or a constant. Never from an event, a deal or an answer. */
	url: string;
	query?: Record<string, string | number | boolean | undefined>;
	headers?: Record<string, string>;
	/** An object is sent as JSON; a Buffer or string as it is (set the content-type header). */
	body?: unknown;
	responseType?: 'json' | 'binary';
	/** Milliseconds; default 20,000. */
	timeoutMs?: number;
	/** In the vendor's words, for errors: "read the deal", "create the invoice". */
	purpose: string;
}

export interface HttpResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON, or text where it is no JSON, or a Buffer for `binary`. */
	body: unknown;
}

export interface Http {
	send(request: HttpRequest): Promise<HttpResponse>;
}

/**
 * What is known of a request that did not end well.
 * `notDone`: the vendor surely did nothing (definite refusal, connection never opened). `unclear`: it may have.
 */
export type Outcome = 'notDone' | 'unclear';

export type FailureCause =
	| 'credential' // sign-in refused or lapsed
	| 'permission' // signed in, not allowed
	| 'rateLimit'
	| 'unavailable' // vendor down, time-out, 5xx
	| 'rejected' // the vendor refuses this input
	| 'notFound'
	| 'unreadable' // an answer that cannot be understood
	| 'conflict'; // our reference is taken

/** The one error class that adapters throw. Its message is a sentence for a bookkeeper; it holds no secret and no URL. */
export class VendorError extends Error {
	readonly vendor: string;
	readonly cause_: FailureCause;
	readonly outcome: Outcome;
	readonly status?: number;
	/** What the user can do. */
	readonly advice: string;
	readonly retryAfterMs?: number;

	constructor(input: {
		vendor: string;
		cause: FailureCause;
		outcome: Outcome;
		message: string;
		advice: string;
		status?: number;
		retryAfterMs?: number;
	}) {
		super(input.message);
		this.name = 'VendorError';
		this.vendor = input.vendor;
		this.cause_ = input.cause;
		this.outcome = input.outcome;
		this.advice = input.advice;
		this.status = input.status;
		this.retryAfterMs = input.retryAfterMs;
	}
}
