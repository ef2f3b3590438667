/** A small seeded generator (mulberry32): the same seed, the same run. */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

interface Timer {
	at: number;
	/** Timers of one moment go off in the order in which they were set. */
	order: number;
	go: (() => void) | undefined;
}

/**
 * Virtual time: pauses cost nothing, and whatever waits goes on in an order that the seed alone decides.
 * Everything that runs on it awaits nothing but promises and this scheduler.
 */
export class Scheduler {
	readonly random: () => number;
	private readonly heap: Timer[] = [];
	private order = 0;

	constructor(
		seed: number,
		public now: number,
	) {
		this.random = randomOf(seed);
	}

	/** Answers how to take it back. */
	after(ms: number, go: () => void): () => void {
		const timer: Timer = { at: this.now + Math.max(0, ms), order: this.order++, go };
		this.push(timer);
		return () => void (timer.go = undefined);
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.after(ms, resolve));
	}

	between(least: number, most: number): number {
		return least + Math.floor(this.random() * (most - least + 1));
	}

	chance(share: number): boolean {
		return this.random() < share;
	}

	pick<T>(from: readonly T[]): T {
		return from[Math.floor(this.random() * from.length)]!;
	}

	/** Lets everything happen up to a moment, or until `done` says so. */
	async run(until: number, done: () => boolean = () => false): Promise<void> {
		await drained();
		while (!done()) {
			const next = this.heap[0];
			if (!next || next.at > until) break;
			this.pop();
			if (!next.go) continue;
			this.now = next.at;
			next.go();
			await drained();
		}
		if (!done()) this.now = Math.max(this.now, until);
	}

	private push(timer: Timer): void {
		const { heap } = this;
		let at = heap.push(timer) - 1;
		while (at > 0) {
			const above = (at - 1) >> 1;
			if (!isBefore(timer, heap[above]!)) break;
			heap[at] = heap[above]!;
			at = above;
		}
		heap[at] = timer;
	}

	private pop(): void {
		const { heap } = this;
		const last = heap.pop()!;
		if (heap.length === 0) return;
		let at = 0;
		for (;;) {
			let below = 2 * at + 1;
			if (below >= heap.length) break;
			if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
			if (!isBefore(heap[below]!, last)) break;
			heap[at] = heap[below]!;
			at = below;
		}
		heap[at] = last;
	}
}

const isBefore = (one: Timer, other: Timer): boolean =>
	one.at < other.at || (one.at === other.at && one.order < other.order);

/** All promises that can go on have gone on. */
const drained = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
