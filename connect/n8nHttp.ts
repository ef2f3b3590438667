import {
	sleep,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { decodeJson, headersOf, readBinary } from './httpBody';
import { VendorError, type Http, type HttpRequest, type HttpResponse } from './http';
import { chainOf, networkFailure } from './networkFailure';
import { retryingHttp } from './retryingHttp';

export type N8nContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions | IPollFunctions;

export interface N8nHttpOptions {
	/** The vendor's name as people know it; it stands in errors. */
	vendor: string;
	/** Credential that signs the requests; without it they are sent unsigned. */
	credentialType?: string;
	/** Answers that the adapter itself waits out: they are returned as they are, also to a read. */
	leaves?: (response: HttpResponse) => boolean;
}

const DEFAULT_TIMEOUT_MS = 20_000;

interface FullResponse {
	statusCode: number;
	headers?: Record<string, unknown>;
	body?: unknown;
}

/**
 * The HTTP port on n8n's request helpers: its credentials, proxy and SSRF guard.
 * https only, no redirects, time and size limits. HTTP statuses are returned, not thrown, but for a read that stays
 * in trouble (retryingHttp.ts). Throws VendorError and nothing else.
 */
export function n8nHttp(context: N8nContext, options: N8nHttpOptions): Http {
	const once: Http = { send: async (request) => sendOnce(context, options, request) };
	const { vendor, leaves } = options;
	return retryingHttp(once, { vendor, leaves, sleep: async (ms) => sleep(ms), now: () => new Date() });
}

async function sendOnce(context: N8nContext, options: N8nHttpOptions, request: HttpRequest): Promise<HttpResponse> {
	assertHttps(request, options.vendor);
	const deadline = Date.now() + (request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
	const requestOptions = toN8nOptions(request, options.credentialType);
	try {
		const full = await call(context, options.credentialType, requestOptions);
		return await toResponse(full, request, options.vendor, deadline);
	} catch (error) {
		const refused = refusedSignIn(error);
		if (refused) return { status: 401, headers: headersOf(refused.headers), body: await decodeJson(refused.data) };
		return Promise.reject(error instanceof VendorError ? error : networkFailure(error, request, options.vendor));
	}
}

function toN8nOptions(request: HttpRequest, credentialType: string | undefined): IHttpRequestOptions {
	const headers = { Accept: request.responseType === 'binary' ? '*/*' : 'application/json', ...request.headers };
	return {
		method: request.method,
		url: request.url,
		qs: Object.fromEntries(Object.entries(request.query ?? {}).filter(([, value]) => value !== undefined)),
		headers: isJsonBody(request.body) ? { 'Content-Type': 'application/json', ...headers } : headers,
		body: isJsonBody(request.body) ? JSON.stringify(request.body) : (request.body as IHttpRequestOptions['body']),
		// A stream, so that the size limit holds while the bytes come in; text, so that we alone decide what is JSON.
		encoding: request.responseType === 'binary' ? 'stream' : 'text',
		timeout: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		returnFullResponse: true,
		disableFollowRedirect: true,
		// n8n renews an OAuth2 token only when the helper throws on 401; every other status comes back as an answer.
		ignoreHttpStatusErrors: credentialType?.includes('OAuth2') ? { ignore: true, except: [401] } : true,
	};
}

function isJsonBody(body: unknown): boolean {
	return typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !(body instanceof URLSearchParams);
}

async function call(
	context: N8nContext,
	credentialType: string | undefined,
	options: IHttpRequestOptions,
): Promise<FullResponse> {
	const helpers = context.helpers;
	const answer: unknown = credentialType
		? await helpers.httpRequestWithAuthentication.call(context as IExecuteFunctions, credentialType, options)
		: await helpers.httpRequest(options);
	return answer as FullResponse;
}

async function toResponse(
	full: FullResponse,
	request: HttpRequest,
	vendor: string,
	deadline: number,
): Promise<HttpResponse> {
	const headers = headersOf(full.headers);
	const body =
		request.responseType === 'binary'
			? await readBinary(full.body, headers, { vendor, purpose: request.purpose, deadline })
			: await decodeJson(full.body);
	return { status: full.statusCode, headers, body };
}

/** The answer inside a 401 that n8n's helper threw. */
function refusedSignIn(error: unknown): { headers?: Record<string, unknown>; data?: unknown } | undefined {
	for (const link of chainOf(error)) {
		const response = link.response as
			{ status?: number; headers?: Record<string, unknown>; data?: unknown } | undefined;
		if (response?.status === 401) return response;
	}
	return undefined;
}

function assertHttps(request: HttpRequest, vendor: string): void {
	if (URL.canParse(request.url)) {
		const url = new URL(request.url);
		if (url.protocol === 'https:' && url.username === '' && url.password === '') return;
	}
	throw new VendorError({
		vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The address of ${vendor} is no https address, so it was not possible to ${request.purpose}.`,
		advice: `Correct the address in the ${vendor} credential: it has to start with https and hold no user name.`,
	});
}
