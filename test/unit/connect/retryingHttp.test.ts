import type { Http, HttpRequest, HttpResponse, RequestKind } from '../../../connect/http';
import { VendorError } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';
import { retryingHttp } from '../../../connect/retryingHttp';
import { retryAfter } from '../../../connect/vendorFailures';

type Step = number | [number, Record<string, string>] | 'lost' | 'neverOpened' | 'signIn';

function play(steps: Step[]) {
	const pauses: number[] = [];
	let sent = 0;
	const once: Http = {
		send: async (request) => {
			sent += 1;
			return answer(steps.shift() ?? 200, request);
		},
	};
	const http = retryingHttp(once, {
		vendor: 'Acme',
		sleep: async (ms) => void pauses.push(ms),
		now: () => new Date('2026-11-30T10:00:00Z'),
	});
	return { http, pauses, count: () => sent };
}

function answer(step: Step, request: HttpRequest): HttpResponse {
	if (step === 'lost') throw networkFailure({ code: 'ECONNRESET' }, request, 'Acme');
	if (step === 'neverOpened') throw networkFailure({ code: 'ECONNREFUSED' }, request, 'Acme');
	if (step === 'signIn') throw networkFailure({ failure: { cause: 'credential-invalid' } }, request, 'Acme');
	const [status, headers] = Array.isArray(step) ? step : [step, {}];
	return { status, headers, body: {} };
}

const request = (kind: RequestKind): HttpRequest => ({
	kind,
	method: 'GET',
	url: 'https://acme.example/x?token=s3cret',
	purpose: 'read the thing',
});

test.each<[RequestKind, Step[], number, number | string]>([
	['read', [503, 502, 200], 3, 200],
	['read', ['lost', 'neverOpened', 200], 3, 200],
	['read', [429, 429, 429, 200], 3, 'rateLimit'],
	['read', [504, 504, 504, 200], 3, 'unavailable'],
	['read', [500, 200], 1, 'unavailable'],
	['read', [404, 200], 1, 404],
	['read', [401, 200], 1, 401],
	['read', ['signIn', 200], 1, 'credential'],
	['update', [429, 200], 2, 200],
	['update', ['neverOpened', 200], 2, 200],
	['update', ['lost', 200], 1, 'unavailable'],
	['update', [503, 200], 1, 503],
	['create', [429, 200], 1, 429],
	['create', ['neverOpened', 200], 1, 'unavailable'],
	['create', ['lost', 200], 1, 'unavailable'],
	['create', [503, 200], 1, 503],
])('%s with %j is sent %i times and ends as %s', async (kind, steps, times, end) => {
	const { http, count } = play(steps);
	const result = await http.send(request(kind)).catch((error: unknown) => error);
	expect(result instanceof VendorError ? result.cause_ : (result as HttpResponse).status).toBe(end);
	expect(count()).toBe(times);
});

test('pauses grow, and Retry-After makes them longer, up to half a minute', async () => {
	const growing = play([503, 503]);
	await growing.http.send(request('read'));
	expect(growing.pauses).toEqual([1_000, 4_000]);
	const asked = play([[429, { 'retry-after': '20' }]]);
	await asked.http.send(request('read'));
	expect(asked.pauses).toEqual([20_000]);
	const tooLong = play([[429, { 'retry-after': '60' }], 200]);
	await expect(tooLong.http.send(request('read'))).rejects.toMatchObject({ retryAfterMs: 60_000 });
	expect(tooLong.count()).toBe(1);
});

test.each([
	['7', 7_000],
	['Mon, 30 Nov 2026 10:00:05 GMT', 5_000],
	['Mon, 30 Nov 2026 09:00:00 GMT', 0],
	['soon', undefined],
	['', undefined],
])('Retry-After %j is %s ms', (value, expected) => {
	expect(retryAfter({ 'retry-after': value }, new Date('2026-11-30T10:00:00Z'))).toBe(expected);
});

test.each([
	[{ code: 'ECONNREFUSED' }, 'notDone'],
	[{ code: 'ENOTFOUND' }, 'notDone'],
	[{ code: 'EAI_AGAIN' }, 'notDone'],
	[{ code: 'CERT_HAS_EXPIRED' }, 'notDone'],
	[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notDone'],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, 'notDone'],
	[{ code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }, 'notDone'],
	[{ message: 'wrapped', cause: { cause: { code: 'ECONNREFUSED' } } }, 'notDone'],
	[{ code: 'ETIMEDOUT' }, 'unclear'],
	[{ code: 'ECONNABORTED' }, 'unclear'],
	[{ code: 'ECONNRESET' }, 'unclear'],
	[{ code: 'EPROTO' }, 'unclear'],
	[new Error('https://acme.example/x?token=s3cret'), 'unclear'],
	['text', 'unclear'],
])('network failure %j is %s and tells no address', (error, outcome) => {
	const failure = networkFailure(error, request('create'), 'Acme');
	expect(failure.outcome).toBe(outcome);
	expect(`${failure.message} ${failure.advice} ${failure.stack}`).not.toMatch(/s3cret|acme\.example/);
});

test('an answer that the adapter waits out itself is returned at once, also to a read', async () => {
	const pauses: number[] = [];
	const full = { status: 503, headers: {}, body: { error: 'QUERY_LIMIT_EXCEEDED' } };
	const http = retryingHttp(
		{ send: async () => full },
		{
			vendor: 'Acme',
			leaves: ({ body }) => body === full.body,
			sleep: async (ms) => void pauses.push(ms),
			now: () => new Date(),
		},
	);
	expect(await http.send(request('read'))).toBe(full);
	expect(pauses).toEqual([]);
});
