import { SharedReads } from '../../../connect/trigger/sharedReads';

/** Reads that end when told to, on a clock of their own. */
function bench() {
	const clock = { now: 0, pauses: [] as number[] };
	const reads = new SharedReads<number>(
		async (ms) => {
			clock.pauses.push(ms);
			clock.now += ms;
		},
		() => clock.now,
	);
	const begun: { at: number; end: (value: number) => void; fail: (error: Error) => void }[] = [];
	const run = async () =>
		new Promise<number>((end, fail) => {
			begun.push({ at: clock.now, end, fail });
		});
	const settle = async () => new Promise((resolve) => setImmediate(resolve));
	return { clock, begun, settle, ask: async (key = 'deal') => reads.read(key, run) };
}

describe('shared reads', () => {
	it('begin at once, and who asks meanwhile shares the next one', async () => {
		const { begun, settle, ask } = bench();
		const first = ask();
		const others = [ask(), ask(), ask()];
		expect(begun).toHaveLength(1);
		begun[0]?.end(1);
		expect(await first).toBe(1);
		await settle();
		expect(begun).toHaveLength(2);
		// Asked while the second is under way: none of its readers' business.
		const late = [ask(), ask()];
		begun[1]?.end(2);
		expect(await Promise.all(others)).toEqual([2, 2, 2]);
		await settle();
		begun[2]?.end(3);
		expect(await Promise.all(late)).toEqual([3, 3]);
		expect(begun).toHaveLength(3);
	});

	it('of one key begin a second apart, those of another do not wait', async () => {
		const { begun, clock, settle, ask } = bench();
		const all = [ask(), ask(), ask('other')];
		expect(begun).toHaveLength(2);
		clock.now = 300;
		begun.forEach(({ end }) => end(0));
		await settle();
		expect(begun[2]?.at).toBeGreaterThanOrEqual(1000);
		begun[2]?.end(0);
		await Promise.all(all);
	});

	it('fail for everyone who shared it, and the next one is not harmed', async () => {
		const { begun, settle, ask } = bench();
		const first = ask();
		const second = [ask(), ask()];
		begun[0]?.fail(new Error('away'));
		await expect(first).rejects.toThrow('away');
		await settle();
		begun[1]?.fail(new Error('still away'));
		for (const each of second) await expect(each).rejects.toThrow('still away');
		await settle();
		const third = ask();
		begun[2]?.end(3);
		expect(await third).toBe(3);
	});

	it('keep nothing once all is quiet', async () => {
		const reads = new SharedReads<number>(async () => undefined);
		await reads.read('deal', async () => 1);
		await new Promise((resolve) => setImmediate(resolve));
		expect((reads as unknown as { slots: Map<string, unknown> }).slots.size).toBe(0);
	});
});
