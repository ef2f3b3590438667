import { CUT, createDispatcher } from '../../../sandbox/dispatcher';
import type { FakeRequest } from '../../../sandbox/fakes/types';
import type { FaultOrder } from '../../../sandbox/faults';
import { createWorld } from '../../../sandbox/world';
import { echoFake } from './dummies';

const request = (host = 'echo.example'): FakeRequest => {
	const query = new URLSearchParams();
	return { method: 'POST', host, path: '/things', query, headers: {}, raw: Buffer.from('{}') };
};
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = new AbortController().signal;

function play(order?: Omit<FaultOrder, 'vendor'>, gone: AbortSignal = never) {
	const world = createWorld();
	const fake = echoFake();
	const dispatch = createDispatcher(world, [fake]);
	if (order) world.faults.add({ vendor: 'echo', ...order });
	return { world, fake, answer: dispatch(request(), gone) };
}

describe('the dispatcher', () => {
	it('gives a request to the fake of its host and logs it', async () => {
		const { world, fake, answer } = play();
		await expect(answer).resolves.toEqual({ status: 200, body: { ok: true } });
		expect(fake.seen).toHaveLength(1);
		expect(world.calls.list()).toMatchObject([{ vendor: 'echo', method: 'POST', path: '/things', status: 200 }]);
	});

	it('knows hosts by name and by suffix, and answers 421 for others', async () => {
		const fake = echoFake('wild', ['exact.example', '*.wild.example']);
		const dispatch = createDispatcher(createWorld(), [fake]);
		const status = async (host: string) => ((await dispatch(request(host), never)) as { status: number }).status;
		expect(await status('a.b.wild.example')).toBe(200);
		expect(await status('wild.example')).toBe(421);
		expect(await status('notexact.example')).toBe(421);
	});

	it('reset-before: nothing is done', async () => {
		const { world, fake, answer } = play({ fault: 'reset-before' });
		expect(await answer).toBe(CUT);
		expect(fake.seen).toHaveLength(0);
		expect(world.calls.list()).toMatchObject([{ status: 0, fault: 'reset-before' }]);
	});

	it('reset-after: done, and the answer is lost', async () => {
		const { fake, answer } = play({ fault: 'reset-after' });
		expect(await answer).toBe(CUT);
		expect(fake.seen).toHaveLength(1);
	});

	it('late-after: the answer is lost now, the effect appears later', async () => {
		const { fake, answer } = play({ fault: 'late-after', delayMs: 60 });
		expect(await answer).toBe(CUT);
		expect(fake.seen).toHaveLength(0);
		await wait(150);
		expect(fake.seen).toHaveLength(1);
	});

	it('timeout: nothing is done and nothing is said until the caller has gone', async () => {
		const caller = new AbortController();
		const { fake, answer } = play({ fault: 'timeout' }, caller.signal);
		expect(await Promise.race([answer, wait(60)])).toBeUndefined();
		caller.abort();
		expect(await answer).toBe(CUT);
		expect(fake.seen).toHaveLength(0);
	});

	it('hold: done once released', async () => {
		const { world, fake, answer } = play({ fault: 'hold' });
		await wait(20);
		expect(fake.seen).toHaveLength(0);
		expect(world.faults.release()).toBe(1);
		expect(await answer).toMatchObject({ status: 200 });
		expect(fake.seen).toHaveLength(1);
	});

	it('hold: a caller that was killed meanwhile never reached the vendor', async () => {
		const caller = new AbortController();
		const { world, fake, answer } = play({ fault: 'hold' }, caller.signal);
		caller.abort();
		expect(await answer).toBe(CUT);
		expect(world.faults.release()).toBe(0);
		expect(fake.seen).toHaveLength(0);
	});

	it('slow: done at once, told late', async () => {
		const { fake, answer } = play({ fault: 'slow', delayMs: 120 });
		expect(await Promise.race([answer, wait(40)])).toBeUndefined();
		expect(fake.seen).toHaveLength(1);
		expect(await answer).toMatchObject({ status: 200 });
	});

	it.each([
		[500, 'text/html'],
		[429, undefined],
		[403, undefined],
	])('status:%d: refused, nothing done', async (status, type) => {
		const { fake, answer } = play({ fault: `status:${status}` });
		const got = (await answer) as { status: number; headers?: Record<string, string> };
		expect(got.status).toBe(status);
		expect(got.headers?.['content-type']).toBe(type);
		expect(got.headers?.['retry-after']).toBe(status === 429 ? '1' : undefined);
		expect(fake.seen).toHaveLength(0);
	});

	it('malformed: done, and the answer cannot be read', async () => {
		const { fake, answer } = play({ fault: 'malformed' });
		const { status, body } = (await answer) as { status: number; body: Buffer };
		expect(status).toBe(200);
		expect(() => JSON.parse(body.toString())).toThrow();
		expect(fake.seen).toHaveLength(1);
	});

	it('strikes only once when told once', async () => {
		const world = createWorld();
		const fake = echoFake();
		const dispatch = createDispatcher(world, [fake]);
		world.faults.add({ vendor: 'echo', fault: 'status:503' });
		expect(await dispatch(request(), never)).toMatchObject({ status: 503 });
		expect(await dispatch(request(), never)).toMatchObject({ status: 200 });
	});

	it('goes on when a fake has a defect, and says whose it is', async () => {
		const fake = { ...echoFake(), handle: () => Promise.reject(new Error('no such book')) };
		const dispatch = createDispatcher(createWorld(), [fake]);
		const answer = await dispatch(request(), never);
		expect(answer).toMatchObject({ status: 500, body: { error: "The sandbox's echo failed: no such book" } });
	});
});
