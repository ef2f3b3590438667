import { z } from 'zod';
import type { HttpResponse } from '../../connect/http';
import { retryAfter } from '../../connect/vendorFailures';
import { isDailyLimit, type ApiError } from './apiErrors';

const Extensions = z
	.object({
		code: z.string().nullish(),
		status_code: z.number().nullish(),
		retry_in_seconds: z.number().nullish(),
	})
	.passthrough();

/** Errors as they are today; messages alone; and, from old versions of the API, a code at the top of the body. */
const ErrorEntry = z.union([
	z.string(),
	z
		.object({
			message: z.string().nullish(),
			path: z.array(z.union([z.string(), z.number()])).nullish(),
			extensions: Extensions.nullish(),
		})
		.passthrough(),
]);
const Body = z
	.object({
		data: z.record(z.string(), z.unknown()).nullish().catch(undefined),
		errors: z.array(ErrorEntry).nullish(),
		error_code: z.string().nullish(),
		error_message: z.string().nullish(),
		status_code: z.number().nullish(),
	})
	.passthrough();

export interface Answer {
	/** By the names at the top of the document; empty where nothing was answered. */
	data: Record<string, unknown>;
	errors: ApiError[];
	/** No GraphQL answer at all. */
	isForeign: boolean;
}

/** Reads the body of an answer. Errors stand beside data, instead of it, or come with a status of 400 and more. */
export function answerIn(response: HttpResponse, now: Date = new Date()): Answer {
	const parsed = Body.safeParse(response.body);
	const waits = retryAfter(response.headers, now);
	if (!parsed.success) return { data: {}, errors: statusError(response, waits), isForeign: true };
	const { data, errors, error_code: code, error_message: text, status_code: meant } = parsed.data;
	const told = (errors ?? []).map((entry) => asApiError(entry, waits));
	if (code) told.push({ code, text: text ?? '', status: meant ?? undefined, retryAfterMs: waits });
	return {
		data: data ?? {},
		errors: told.length > 0 ? told : statusError(response, waits),
		isForeign: data === undefined || data === null,
	};
}

/** Calls of the day are used up: asking again is in vain, and counts. */
export function saysDailyLimit(response: HttpResponse): boolean {
	return response.status !== 200 && answerIn(response).errors.some(isDailyLimit);
}

function statusError({ status }: HttpResponse, retryAfterMs: number | undefined): ApiError[] {
	return status >= 300 ? [{ code: '', text: `HTTP ${status}`, status, retryAfterMs }] : [];
}

function asApiError(entry: z.infer<typeof ErrorEntry>, waits: number | undefined): ApiError {
	if (typeof entry === 'string') return { code: entry, text: entry, retryAfterMs: waits };
	const { message, path, extensions } = entry;
	const seconds = extensions?.retry_in_seconds;
	const [top] = path ?? [];
	return {
		// Some refusals have no code but their sentence: "Not Authenticated", "Rate Limit Exceeded".
		code: extensions?.code ?? message ?? '',
		text: message ?? '',
		status: extensions?.status_code ?? undefined,
		path: typeof top === 'string' ? top : undefined,
		retryAfterMs: typeof seconds === 'number' ? Math.ceil(seconds * 1000) : waits,
	};
}
