import { sleep as n8nSleep } from 'n8n-workflow';

/** Between the starts of two reads about the same thing. */
const APART_MS = 1_000;

interface Slot<T> {
	/** Ends with the present read and the pause after it. */
	busy: Promise<unknown>;
	/** The one read that follows; everyone who asks meanwhile shares it. */
	next?: Promise<T>;
}

/**
 * Lets events about one thing share their reads: one is in flight, and those who ask meanwhile share exactly one more
 * that begins after it. They cannot share the present one: it may have looked before their event happened. Two reads
 * begin at least a second apart, so that a thousand copies of an event cost a read a second and not a thousand; the
 * first is never kept waiting.
 */
export class SharedReads<T> {
	private readonly slots = new Map<string, Slot<T>>();

	constructor(
		private readonly sleep: (ms: number) => Promise<void> = n8nSleep,
		private readonly now: () => number = Date.now,
	) {}

	/** The answer of a read that began after this call. Rejects as that read does. */
	async read(key: string, run: () => Promise<T>): Promise<T> {
		const slot = this.slots.get(key);
		if (!slot) return this.begin(key, run);
		slot.next ??= slot.busy.then(async () => this.begin(key, run));
		return slot.next;
	}

	private async begin(key: string, run: () => Promise<T>): Promise<T> {
		const begunAt = this.now();
		const reading = run();
		const slot: Slot<T> = { busy: this.restAfter(reading, begunAt) };
		this.slots.set(key, slot);
		void slot.busy.then(() => {
			if (slot.next === undefined) this.slots.delete(key);
		});
		return reading;
	}

	private async restAfter(reading: Promise<T>, begunAt: number): Promise<void> {
		await reading.catch(() => undefined);
		const left = begunAt + APART_MS - this.now();
		if (left > 0) await this.sleep(left);
	}
}
