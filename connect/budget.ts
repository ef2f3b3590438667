/**
 * The time that looks and pauses may take inside a node. A request to create is not counted: it has its own time limit.
 */
export class Budget {
	private spentMs = 0;

	constructor(
		private readonly limitMs: number,
		private readonly clock: { sleep: (ms: number) => Promise<void>; now: () => Date },
	) {}

	get leftMs(): number {
		return Math.max(0, this.limitMs - this.spentMs);
	}

	/** Sleeps if the whole pause fits; answers whether it did. */
	async pause(ms: number): Promise<boolean> {
		if (ms > this.leftMs) return false;
		await this.clock.sleep(ms);
		this.spentMs += ms;
		return true;
	}

	/** Counts the time that a look takes. */
	async spend<T>(look: () => Promise<T>): Promise<T> {
		const start = this.clock.now().getTime();
		try {
			return await look();
		} finally {
			this.spentMs += Math.max(0, this.clock.now().getTime() - start);
		}
	}
}
