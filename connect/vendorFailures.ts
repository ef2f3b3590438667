import { VendorError, type HttpResponse, type Outcome } from './http';

/**
 * The failures that are told in the same words for every vendor.
 * `purpose` completes "could not …": "read the deal", "create the invoice".
 */
export interface FailureContext {
	/** The vendor's name as people know it: "Fakturownia". */
	vendor: string;
	purpose: string;
	status?: number;
	retryAfterMs?: number;
	outcome: Outcome;
}

export function signInRefused(context: FailureContext): VendorError {
	return new VendorError({
		...context,
		cause: 'credential',
		message: `${context.vendor} did not accept the sign-in, so it was not possible to ${context.purpose}.`,
		advice: `Open the ${context.vendor} credential in n8n, enter or connect it again, and run this step once more.`,
	});
}

export function notAllowed(context: FailureContext): VendorError {
	return new VendorError({
		...context,
		cause: 'permission',
		message: `${context.vendor} does not allow the user of this credential to ${context.purpose}.`,
		advice: `Give that user the right in ${context.vendor}, or use the credential of another user.`,
	});
}

export function tooManyRequests(context: FailureContext): VendorError {
	return new VendorError({
		...context,
		cause: 'rateLimit',
		message: `${context.vendor} is receiving too many requests at the moment and refused to ${context.purpose}.`,
		advice: 'Wait a few minutes and run this step again; nothing has to be changed.',
	});
}

export function vendorDown(context: FailureContext & { detail: string }): VendorError {
	const { detail, ...rest } = context;
	return new VendorError({
		...rest,
		cause: 'unavailable',
		message: `${context.vendor} could not be reached or did not answer in time when asked to ${context.purpose} (${detail}).`,
		advice:
			context.outcome === 'notDone'
				? `Nothing was done. Check that ${context.vendor} works and that its address in the credential is right, then run this step again.`
				: `It is not known whether ${context.vendor} did it. Run this step again: it looks before it repeats anything.`,
	});
}

export function notUnderstood(context: FailureContext & { detail: string }): VendorError {
	const { detail, ...rest } = context;
	return new VendorError({
		...rest,
		cause: 'unreadable',
		message: `${context.vendor} answered something that cannot be understood when asked to ${context.purpose} (${detail}).`,
		advice: `Check that the address in the ${context.vendor} credential is right and that the plan includes the API, then run this step again.`,
	});
}

/**
 * What a status of 401, 403, 429 or 5xx means; undefined for all others, which only the adapter can tell.
 * A definite refusal did nothing; a 5xx to anything but a read may have.
 */
export function failureOfStatus(
	response: Pick<HttpResponse, 'status' | 'headers'>,
	context: { vendor: string; purpose: string; reads: boolean; now?: Date },
): VendorError | undefined {
	const { vendor, purpose } = context;
	const { status } = response;
	const retryAfterMs = retryAfter(response.headers, context.now ?? new Date());
	const refused = { vendor, purpose, status, retryAfterMs, outcome: 'notDone' as const };
	if (status === 401) return signInRefused(refused);
	if (status === 403) return notAllowed(refused);
	if (status === 429) return tooManyRequests(refused);
	if (status >= 500)
		return vendorDown({ ...refused, outcome: context.reads ? 'notDone' : 'unclear', detail: `HTTP ${status}` });
	return undefined;
}

/** Milliseconds that a Retry-After header asks for: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(headers: Record<string, string>, now: Date): number | undefined {
	const value = headers['retry-after']?.trim();
	if (!value) return undefined;
	if (/^\d{1,6}$/.test(value)) return Number(value) * 1000;
	const at = Date.parse(value);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
