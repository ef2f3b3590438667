import { Faults } from '../../../sandbox/faults';
import { createClock } from '../../../sandbox/clock';
import { createWorld } from '../../../sandbox/world';

const call = { vendor: 'fakturownia', method: 'POST', path: '/invoices.json' };
const never = new AbortController().signal;

describe('faults', () => {
	it('strike as often as they were told to, the first set first', () => {
		const faults = new Faults();
		faults.add({ vendor: 'fakturownia', fault: 'timeout', times: 2 });
		faults.add({ vendor: 'fakturownia', fault: 'status:500' });
		const struck = [1, 2, 3, 4].map(() => faults.takeTransport(call)?.fault);
		expect(struck).toEqual(['timeout', 'timeout', 'status:500', undefined]);
		expect(faults.list()).toEqual([]);
	});

	it.each([
		[{ method: 'post' }, true],
		[{ method: 'GET' }, false],
		[{ path: 'invoices' }, true],
		[{ path: '/inv*.json' }, true],
		[{ path: '*' }, true],
		[{ path: '^/invoices*$' }, true],
		[{ path: '^invoices' }, false],
		[{ path: '/invoices$' }, false],
		[{ path: '/invoicesXjson' }, false],
		[{ path: '/clients' }, false],
		[{ vendor: 'smtp' }, false],
	])('%j meets the call: %s', (order, expected) => {
		const faults = new Faults();
		faults.add({ vendor: 'fakturownia', fault: 'hold', ...order });
		expect(faults.takeTransport(call) !== undefined).toBe(expected);
	});

	it('let as many calls pass as they were told to, those of other deals not counted', () => {
		const faults = new Faults();
		faults.dealsOf = ({ path }) => new Set([`tinycrm/${path.split('/').at(-1)}`]);
		faults.add({ vendor: 'fakturownia', fault: 'status:500', deal: '7', skip: 1, times: 2 });
		const struck = ['7', '8', '7', '8', '7', '7'].map(
			(deal) => faults.takeTransport({ ...call, path: `/of/${deal}` }) !== undefined,
		);
		expect(struck).toEqual([false, false, true, false, true, false]);
	});

	it('strike a deal of the CRM that they name only', () => {
		const faults = new Faults();
		faults.dealsOf = () => new Set(['tinycrm/7']);
		faults.add({ vendor: 'fakturownia', fault: 'status:500', deal: '7', crm: 'othercrm' });
		expect(faults.takeTransport(call)).toBeUndefined();
		faults.add({ vendor: 'fakturownia', fault: 'status:502', deal: '7', crm: 'tinycrm' });
		expect(faults.takeTransport(call)?.fault).toBe('status:502');
	});

	it('mean the message itself where a mail’s moment is not named', () => {
		const faults = new Faults();
		faults.add({ vendor: 'smtp', fault: 'timeout' });
		const struck = ['CONNECT', 'RCPT', 'DATA'].map((method) =>
			faults.takeTransport({ vendor: 'smtp', method, path: '' }),
		);
		expect(struck.map((fault) => fault?.fault)).toEqual([undefined, undefined, 'timeout']);
	});

	it('leaves the faults that a fake plays to the fake', () => {
		const world = createWorld();
		world.faults.add({ vendor: 'fakturownia', fault: 'search-lag', delayMs: 700 });
		expect(world.faults.takeTransport(call)).toBeUndefined();
		expect(world.fault('fakturownia', 'racy-unique', call)).toBeUndefined();
		expect(world.fault('fakturownia', 'search-lag', call)).toEqual({ delayMs: 700 });
		expect(world.fault('fakturownia', 'search-lag', call)).toBeUndefined();
	});

	it('holds until released, and lets go when the caller has gone', async () => {
		const faults = new Faults();
		const caller = new AbortController();
		const [first, second] = [faults.hold(never), faults.hold(caller.signal)];
		expect(faults.held).toBe(2);
		caller.abort();
		await expect(second).resolves.toBe(false);
		expect(faults.release()).toBe(1);
		await expect(first).resolves.toBe(true);
		expect(faults.held).toBe(0);
	});

	it('frees what it holds when it is cleared', async () => {
		const faults = new Faults();
		const held = faults.hold(never);
		faults.clear();
		await expect(held).resolves.toBe(true);
	});
});

describe('the world', () => {
	it('has a clock that runs on from the time it was set to', () => {
		let machine = 1_000_000;
		const clock = createClock(() => machine);
		clock.set(new Date('2026-12-31T23:59:59Z'));
		machine += 2000;
		expect(clock.now().toISOString()).toBe('2027-01-01T00:00:01.000Z');
		clock.set(undefined);
		expect(clock.now().getTime()).toBe(machine);
	});

	it('rings once for many changes', async () => {
		const world = createWorld();
		let rings = 0;
		const stop = world.onChange(() => rings++);
		for (let i = 0; i < 50; i++) world.changed();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(rings).toBe(1);
		stop();
		world.changed();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(rings).toBe(1);
	});

	it('delivers webhooks to the loopback only, and answers 0 where nobody listens', async () => {
		const world = createWorld();
		const letter = { headers: {}, body: 'a=1' };
		await expect(world.deliver('http://192.0.2.1/hook', letter)).resolves.toBe(0);
		await expect(world.deliver('https://127.0.0.1/hook', letter)).resolves.toBe(0);
		await expect(world.deliver('http://127.0.0.1:9/hook', letter)).resolves.toBe(0);
	});

	it('lists calls by vendor, id and time', () => {
		const { calls } = createWorld();
		const make = (vendor: string) => calls.begin({ vendor, method: 'GET', host: 'h', path: '/p' });
		const first = make('one');
		make('two');
		calls.end(first, 200);
		expect(calls.list({ vendor: 'one' })).toMatchObject([{ id: 1, status: 200 }]);
		expect(calls.list({ since: '1' })).toMatchObject([{ id: 2, vendor: 'two', status: null, ms: null }]);
		expect(calls.list({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
		expect(() => calls.list({ since: 'yesterday' })).toThrow('must be a call');
	});
});
