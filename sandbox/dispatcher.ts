import type { Fake, FakeRequest, FakeResponse } from './fakes/types';
import { timeOf } from './fakes/time';
import type { FaultState } from './faults';
import type { SandboxWorld } from './world';

/** The connection is to be cut without an answer. */
export const CUT = Symbol('cut');

export type Answer = FakeResponse | typeof CUT;

/** How long a `timeout` fault keeps silent before it cuts the line: longer than any client waits. */
const SILENCE_MS = 10 * 60_000;

/**
 * Gives a request to its fake and plays the faults of the wire around it.
 * @param gone aborted when the caller's connection has ended
 */
export type Dispatch = (request: FakeRequest, gone: AbortSignal) => Promise<Answer>;

export function createDispatcher(world: SandboxWorld, fakes: readonly Fake[]): Dispatch & { fakeFor: FakeFinder } {
	const fakeFor: FakeFinder = (host) => fakes.find((fake) => fake.hosts.some((pattern) => hostMatches(pattern, host)));

	const dispatch: Dispatch = async (request, gone) => {
		const fake = fakeFor(request.host);
		const named = { ...request, path: fake?.callPath?.(request) ?? request.path };
		const record = world.calls.begin({ ...named, vendor: fake?.name ?? '' });
		world.changed();
		let answer: Answer = { status: 421, body: { error: `No fake answers for ${request.host}.` } };
		if (fake) {
			const fault = world.faults.takeTransport({ ...named, vendor: fake.name });
			if (fault) record.fault = fault.fault;
			answer = await play(world, fault, () => handle(fake, request), gone);
		}
		world.calls.end(record, answer === CUT ? 0 : answer.status);
		world.changed();
		return answer;
	};
	return Object.assign(dispatch, { fakeFor });
}

export type FakeFinder = (host: string) => Fake | undefined;

async function play(
	world: SandboxWorld,
	fault: FaultState | undefined,
	effect: () => Promise<FakeResponse>,
	gone: AbortSignal,
): Promise<Answer> {
	switch (fault?.fault) {
		case undefined:
			return effect();
		case 'timeout':
			await timeOf(world).pause(SILENCE_MS, gone);
			return CUT;
		case 'reset-before':
			return CUT;
		case 'reset-after':
			await effect();
			return CUT;
		case 'late-after':
			// The caller hears nothing now; what it asked for happens after it has given up.
			void timeOf(world).pause(fault.delayMs).then(effect).then(world.changed);
			return CUT;
		case 'hold':
			// A caller that went away while held never reached the vendor: nothing is done for it.
			return (await world.faults.hold(gone)) ? effect() : CUT;
		case 'slow': {
			// Done at once, told late: also the way to kill a caller between an effect and its answer.
			const answer = await effect();
			await timeOf(world).pause(fault.delayMs, gone);
			return answer;
		}
		case 'malformed':
			return garble(await effect());
		default:
			return refusal(Number(fault?.fault.replace('status:', '')));
	}
}

/** A fake that throws has a defect: the caller sees a 500 that says so, and the sandbox goes on. */
async function handle(fake: Fake, request: FakeRequest): Promise<FakeResponse> {
	try {
		return await fake.handle(request);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { status: 500, body: { error: `The sandbox's ${fake.name} failed: ${reason}` } };
	}
}

function refusal(status: number): FakeResponse {
	if (status === 429) return { status, headers: { 'retry-after': '1' }, body: { error: 'Too many requests' } };
	if (status >= 500)
		return { status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` };
	return { status, body: { error: `Refused with ${status}` } };
}

/** What was done stays done; the answer breaks off half way through. */
function garble(answer: FakeResponse): FakeResponse {
	const whole = bodyBytes(answer.body);
	const half = whole.length > 1 ? whole.subarray(0, Math.floor(whole.length / 2)) : Buffer.from('{"');
	const type = answer.headers?.['content-type'] ?? 'application/json; charset=utf-8';
	return { status: answer.status, headers: { ...answer.headers, 'content-type': type }, body: half };
}

export function bodyBytes(body: unknown): Buffer {
	if (body === undefined || body === null) return Buffer.alloc(0);
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function hostMatches(pattern: string, host: string): boolean {
	return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
