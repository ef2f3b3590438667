import { VendorError, type FailureCause, type HttpResponse, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';
import { retryAfter } from '../../connect/vendorFailures';

export const VENDOR = 'Pipedrive';

export interface ErrorContext {
	/** Completes "could not …": "read deal 4711". */
	purpose: string;
	kind: RequestKind;
}

interface Meaning {
	cause: FailureCause;
	advice: string;
}

const WAIT_ADVICE = 'Wait a few minutes and run this step again; nothing has to be changed.';

/** By HTTP status (docs: core-api-concepts-http-status-codes). */
const MEANINGS: Record<number, Meaning> = {
	401: {
		cause: 'credential',
		advice:
			'Check the Pipedrive credential: the API token was renewed by its user, or the application has to be connected again.',
	},
	402: { cause: 'permission', advice: 'Pipedrive says that the account has no paid plan. Renew it in Pipedrive.' },
	403: {
		cause: 'permission',
		advice:
			'Use the credential of a user who may see and edit all deals. For a connected application, tick the scopes that the documentation names and connect it again.',
	},
	404: {
		cause: 'notFound',
		advice: 'Check in Pipedrive that it still exists and that the user of the credential may see it.',
	},
	410: { cause: 'rejected', advice: 'Pipedrive has removed this part of its API. Update this package.' },
	415: { cause: 'permission', advice: 'This feature is switched off in Pipedrive, or its plan does not include it.' },
	422: {
		cause: 'rejected',
		advice:
			'A Pipedrive user can have 40 webhooks. Delete those that nobody needs under Tools and apps → Webhooks, then run this step again.',
	},
	429: { cause: 'rateLimit', advice: WAIT_ADVICE },
};

const REFUSED_ADVICE =
	'Read what Pipedrive says, correct the deal or the setting that it names, and run this step again.';

/** True for an answer that Pipedrive gives to too many requests: it comes before any work. */
export const isTooMany = (response: HttpResponse): boolean => response.status === 429;

/**
 * Milliseconds that a refusal asks to wait: `x-ratelimit-reset` are the seconds left of the window of two seconds.
 * Undefined when waiting helps nobody: requests were left in the window, so it is the daily budget that is used up.
 */
export function burstPause({ headers }: HttpResponse): number | undefined {
	if (Number(headers['x-ratelimit-remaining'] ?? 0) > 0) return undefined;
	const seconds = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
	if (Number.isFinite(seconds) && seconds >= 0 && seconds <= 60) return seconds * 1000;
	return retryAfter(headers, new Date()) ?? 0;
}

/** What an answer other than success means, as the house tells it. */
export function failureOf(response: HttpResponse, context: ErrorContext): VendorError {
	const { status, body } = response;
	if (isBlockPage(response)) return blocked(context, status);
	const meaning = MEANINGS[status] ?? {
		cause: status >= 500 || status < 300 ? 'unavailable' : 'rejected',
		advice: status >= 500 || status < 300 ? WAIT_ADVICE : REFUSED_ADVICE,
	};
	const spent = status === 429 && burstPause(response) === undefined;
	const detail = redact(textOf(body)) || (spent ? 'the daily budget of the API is used up' : '');
	return new VendorError({
		vendor: VENDOR,
		cause: meaning.cause,
		outcome: outcomeOf(status, context),
		status,
		message: `Pipedrive did not ${context.purpose}${detail ? `: ${detail}` : ''}`.replace(/([^.!?])$/, '$1.'),
		advice: spent
			? 'All integrations of the company share one daily budget, which is filled again at midnight. Nothing is lost until then; a larger plan or a top-up raises it.'
			: meaning.advice,
	});
}

/** A sentence about the deal itself, where Pipedrive's answer was fine but cannot become what was asked for. */
export function refused(message: string, advice: string, cause: FailureCause = 'rejected'): VendorError {
	return new VendorError({ vendor: VENDOR, cause, outcome: 'notDone', message, advice });
}

export function unreadable(context: ErrorContext, detail: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: context.kind === 'read' ? 'notDone' : 'unclear',
		message: `Pipedrive answered something that cannot be understood when asked to ${context.purpose} (${detail}).`,
		advice: 'Check that "Company Domain" in the Pipedrive credential is right, then run this step again.',
	});
}

/** After long traffic against a 429, an API token meets Cloudflare's page: HTML with status 403 (docs: rate limiting). */
function isBlockPage({ status, headers, body }: HttpResponse): boolean {
	const isHtml = (headers['content-type'] ?? '').includes('text/html') || typeof body === 'string';
	return status === 403 && isHtml;
}

function blocked({ purpose }: ErrorContext, status: number): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rateLimit',
		outcome: 'notDone',
		status,
		message: `Pipedrive has blocked this API token for a while, because too many requests came, and did not ${purpose}.`,
		advice:
			'Wait an hour. Look which integration sends so many requests (Pipedrive: Company settings → API usage), and make its searches rarer.',
	});
}

/** A refusal did nothing; trouble of the server, and a "no" inside a 200, may have done it. */
function outcomeOf(status: number, { kind }: ErrorContext): Outcome {
	return kind !== 'read' && (status >= 500 || status < 300) ? 'unclear' : 'notDone';
}

/** Pipedrive's own words: `error` and `error_info`, of webhooks `errors` by field or `message`. */
function textOf(body: unknown): string {
	if (typeof body !== 'object' || body === null) return '';
	const { error, error_info: info, message, errors } = body as Record<string, unknown>;
	const byField = Object.entries((errors as Record<string, unknown>) ?? {}).map(
		([field, words]) => `${field} ${String(words)}`,
	);
	const words = [error, info, message, ...byField].filter((one): one is string => typeof one === 'string');
	return words
		.map((one) => one.replace(/<[^>]{0,200}>/g, ' ').trim())
		.filter((one) => one !== '' && !one.startsWith('Please check developers.pipedrive.com'))
		.join('; ')
		.replace(/\s+/g, ' ')
		.slice(0, 300);
}
