/** How long a vendor's limit is waited out. */
export interface Patience {
	/** Pauses between the tries of one request, the last one again and again. */
	pausesMs: readonly [number, ...number[]];
	/** How long a request may wait in all, the line before it included. */
	longestMs: number;
}

/** Gives up its place; those behind move up. */
export type Leave = () => void;

/**
 * The line in front of an account that has refused a request because too many came. Whoever was refused stands in it,
 * and so does whoever comes later: one request at a time, in the order of arrival. Without it each request would try
 * its own luck, and in a burst the unlucky ones would fail although the vendor takes more every second.
 */
export class Line {
	private tail: Promise<void> | undefined;

	get isEmpty(): boolean {
		return this.tail === undefined;
	}

	/** Resolves at the head of the line. */
	async join(): Promise<Leave> {
		const front = this.tail;
		let leave!: Leave;
		const own = new Promise<void>((resolve) => (leave = resolve));
		const tail = (front ?? Promise.resolve()).then(async () => own);
		this.tail = tail;
		void tail.then(() => {
			if (this.tail === tail) this.tail = undefined;
		});
		await front;
		return leave;
	}
}

const lines = new Map<string, Line>();

/** The line of one account: all nodes and runs of this process that share a bundle stand in the same one. */
export function lineOf(account: string): Line {
	const known = lines.get(account);
	if (known) return known;
	const fresh = new Line();
	lines.set(account, fresh);
	return fresh;
}

/** One request's time in the line and between its tries. */
export class Waiting {
	private leave: Leave | undefined;
	private tries = 0;
	private spentMs = 0;

	constructor(
		private readonly line: Line,
		private readonly sleep: (ms: number) => Promise<void>,
		private readonly patience: Patience,
	) {}

	/** While others wait, nobody goes past them. */
	async behindOthers(): Promise<void> {
		if (!this.line.isEmpty) await this.join();
	}

	/** False when it has waited long enough. */
	async afterRefusal(): Promise<boolean> {
		if (!this.leave) await this.join();
		const { pausesMs, longestMs } = this.patience;
		const pause = pausesMs[Math.min(this.tries++, pausesMs.length - 1)] ?? pausesMs[0];
		if (this.spentMs + pause > longestMs) return false;
		await this.sleep(pause);
		this.spentMs += pause;
		return true;
	}

	end(): void {
		this.leave?.();
	}

	private async join(): Promise<void> {
		const since = Date.now();
		this.leave = await this.line.join();
		this.spentMs += Date.now() - since;
	}
}
