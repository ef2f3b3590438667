import { decodeJson } from '../../../../connect/httpBody';
import type { Http, HttpRequest, HttpResponse } from '../../../../connect/http';
import { networkFailure } from '../../../../connect/networkFailure';
import { retryingHttp, type RetryOptions } from '../../../../connect/retryingHttp';
import { bodyBytes, CUT, type Answer } from '../../../../sandbox/dispatcher';
import type { FakeRequest } from '../../../../sandbox/fakes/types';
import type { VirtualOutside } from './outside';
import type { Life } from './process';

/** As connect/n8nHttp.ts sends where a request names no limit of its own. */
const DEFAULT_TIMEOUT_MS = 20_000;

type Wired = Pick<VirtualOutside, 'dispatch'>;

export interface Client {
	vendor: string;
	/** Name of the fake, for the names of points. */
	fake: string;
	leaves?: RetryOptions['leaves'];
	/** Signs; called anew for each request. */
	headers?: (request: HttpRequest) => Record<string, string>;
	/** Signs where headers are not enough: the whole request. */
	sign?: (request: FakeRequest) => Promise<FakeRequest>;
	/** Renews a refused sign-in, once a request; false when that was refused too. */
	renew?: (life: Life) => Promise<boolean>;
}

/** The HTTP port with the house's retry rule, over the virtual wire. */
export function virtualHttp(outside: Wired, life: Life, client: Client): Http {
	const once: Http = {
		async send(request) {
			const first = await sendOnce(outside, life, client, request);
			if (first.status !== 401 || !client.renew) return first;
			if (!(await client.renew(life)))
				return Promise.reject(networkFailure({ name: 'AuthError' }, request, client.vendor));
			return await sendOnce(outside, life, client, request);
		},
	};
	const { vendor, leaves } = client;
	return retryingHttp(once, { vendor, leaves, sleep: life.sleep, now: life.now });
}

async function sendOnce(outside: Wired, life: Life, client: Client, request: HttpRequest): Promise<HttpResponse> {
	const unsigned = toFake(request, client.headers?.(request) ?? {});
	const made = client.sign ? await client.sign(unsigned) : unsigned;
	const answer = await wire(outside, life, client.fake, made, request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
	if (answer === CUT) return Promise.reject(networkFailure({ code: 'ECONNRESET' }, request, client.vendor));
	if (answer === 'timeout') return Promise.reject(networkFailure({ code: 'ECONNABORTED' }, request, client.vendor));
	const bytes = bodyBytes(answer.body);
	const body = request.responseType === 'binary' ? bytes : await decodeJson(bytes);
	return { status: answer.status, headers: answer.headers ?? {}, body };
}

/** One request over the wire. The vendor goes on whatever becomes of the client; a client that gave up is gone. */
export async function wire(
	{ dispatch }: Wired,
	life: Life,
	fake: string,
	request: FakeRequest,
	timeoutMs: number,
): Promise<Answer | 'timeout'> {
	const { scheduler } = life.process;
	const name = `${fake} ${request.method} ${request.path.replace(/^\/rest\/\d+\/[^/]+/, '')}`;
	await life.point('call', name, 'before');
	const gone = new AbortController();
	const takeBack = life.atEnd(() => gone.abort());
	const limit = scheduler.now + timeoutMs;
	const answer = await new Promise<Answer | 'timeout'>((resolve) => {
		const stopClock = scheduler.after(timeoutMs, () => resolve('timeout'));
		const arrive = async () => {
			await scheduler.sleep(scheduler.between(5, 60));
			const answered = await dispatch(request, gone.signal);
			await scheduler.sleep(scheduler.between(5, 60));
			stopClock();
			resolve(answered);
		};
		void arrive();
	});
	await life.point('call', name, 'done');
	takeBack();
	// Thawed after its time limit, a client may see the clock before it sees the answer.
	const late = answer !== 'timeout' && scheduler.now > limit && scheduler.chance(0.5);
	if (answer === 'timeout' || late) gone.abort();
	return late ? 'timeout' : answer;
}

function toFake(request: HttpRequest, signed: Record<string, string>): FakeRequest {
	const url = new URL(request.url);
	for (const [name, value] of Object.entries(request.query ?? {}))
		if (value !== undefined) url.searchParams.set(name, String(value));
	const { body } = request;
	const isPlain = typeof body === 'string' || Buffer.isBuffer(body);
	const type: Record<string, string> = body === undefined || isPlain ? {} : { 'content-type': 'application/json' };
	const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		method: request.method,
		host: url.host,
		path: url.pathname,
		query: url.searchParams,
		headers: { ...type, ...signed, ...(Object.fromEntries(given) as Record<string, string>) },
		raw: body === undefined ? Buffer.alloc(0) : isPlain ? Buffer.from(body) : Buffer.from(JSON.stringify(body)),
	};
}
