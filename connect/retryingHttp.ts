import { VendorError, type Http, type HttpRequest, type HttpResponse } from './http';
import { failureOfStatus, retryAfter } from './vendorFailures';

export interface RetryOptions {
	vendor: string;
	/** Answers that the adapter itself waits out: never repeated here, and returned as they are. */
	leaves?: (response: HttpResponse) => boolean;
	sleep: (ms: number) => Promise<void>;
	now: () => Date;
}

/** Pauses between the three tries. */
const PAUSES_MS = [1_000, 4_000];
/** A longer Retry-After is the workflow's to wait for, not this run's. */
const LONGEST_PAUSE_MS = 30_000;
const TROUBLE = new Set([429, 502, 503, 504]);

/**
 * Adds the house's retry rule to a port that sends once. Reads: three tries on 429, 502, 503, 504 and network failures.
 * Updates: only when they surely did nothing (429, connection never opened). Creates: never; issueOnce decides.
 * A read that stays in trouble throws VendorError; every other answer is returned for the adapter to decode.
 */
export function retryingHttp(once: Http, options: RetryOptions): Http {
	return {
		async send(request) {
			for (let attempt = 0; ; attempt++) {
				const result = await attemptOnce(once, request);
				if ('response' in result && options.leaves?.(result.response)) return result.response;
				const pause = attempt < PAUSES_MS.length ? pauseBeforeNext(request, result, attempt, options.now()) : undefined;
				if (pause === undefined) return settle(request, result, options);
				await options.sleep(pause);
			}
		},
	};
}

type Attempt = { response: HttpResponse } | { failure: VendorError };

async function attemptOnce(once: Http, request: HttpRequest): Promise<Attempt> {
	try {
		return { response: await once.send(request) };
	} catch (error) {
		if (error instanceof VendorError) return { failure: error };
		return Promise.reject(error);
	}
}

/** Milliseconds to wait before the next try; undefined: no further try. */
function pauseBeforeNext(request: HttpRequest, result: Attempt, attempt: number, now: Date): number | undefined {
	if (!mayRepeat(request, result)) return undefined;
	const asked = 'response' in result ? retryAfter(result.response.headers, now) : result.failure.retryAfterMs;
	const pause = Math.max(asked ?? 0, PAUSES_MS[attempt] ?? 0);
	return pause <= LONGEST_PAUSE_MS ? pause : undefined;
}

function mayRepeat(request: HttpRequest, result: Attempt): boolean {
	if (request.kind === 'create') return false;
	if ('failure' in result) {
		// Only trouble on the way passes; a refused credential or a blocked address does not.
		if (result.failure.cause_ !== 'unavailable') return false;
		return request.kind === 'read' || result.failure.outcome === 'notDone';
	}
	return request.kind === 'read' ? TROUBLE.has(result.response.status) : result.response.status === 429;
}

function settle(request: HttpRequest, result: Attempt, options: RetryOptions): HttpResponse {
	if ('failure' in result) throw result.failure;
	const { response } = result;
	if (request.kind === 'read' && (response.status === 429 || response.status >= 500)) {
		const failure = failureOfStatus(response, {
			...options,
			purpose: request.purpose,
			reads: true,
			now: options.now(),
		});
		if (failure) throw failure;
	}
	return response;
}
