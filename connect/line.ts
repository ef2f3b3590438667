/** Pauses after a refusal for too many requests, the last one again and again. */
const PAUSES_MS = [500, 1_000, 2_000];
/** How long a request may wait in all, the line before it included. */
export const LONGEST_WAIT_MS = 20_000;

/** Gives up its place; those behind move up. */
export type Leave = () => void;

/**
 * The line in front of an account that has refused a request because too many came. Whoever was refused stands in it,
 * and so does whoever comes later: one request at a time, in the order of arrival. Without it each request would try
 * its own luck, and in a burst the unlucky ones would fail although the vendor takes a few a second.
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

/** The line of one account, by a name that no other vendor's account has: all nodes and runs of this process that share a bundle stand in the same one. */
export function lineOf(account: string): Line {
	const known = lines.get(account);
	if (known) return known;
	const fresh = new Line();
	lines.set(account, fresh);
	return fresh;
}

/**
 * Sends when nobody waits any more, and again after a pause while too many requests come; answers what came last. That
 * refusal has to come before any work: then a create may be sent again too.
 * @param isBusy whether an answer is that refusal
 * @param askedMs what it asks to wait
 */
export async function sendInLine<T>(
	{ line, sleep }: { line: Line; sleep: (ms: number) => Promise<void> },
	send: () => Promise<T>,
	isBusy: (answer: T) => boolean,
	askedMs: (answer: T) => number | undefined = () => undefined,
): Promise<T> {
	const waiting = new Waiting(line, sleep);
	await waiting.behindOthers();
	try {
		for (;;) {
			const answer = await send();
			if (!isBusy(answer) || !(await waiting.afterRefusal(askedMs(answer)))) return answer;
		}
	} finally {
		waiting.end();
	}
}

/** One request's time in the line and between its tries. */
class Waiting {
	private leave: Leave | undefined;
	private tries = 0;
	private spentMs = 0;

	constructor(
		private readonly line: Line,
		private readonly sleep: (ms: number) => Promise<void>,
	) {}

	/** While others wait, nobody goes past them. */
	async behindOthers(): Promise<void> {
		if (!this.line.isEmpty) await this.join();
	}

	/** @param askedMs what the vendor asked for; false when it has waited long enough */
	async afterRefusal(askedMs = 0): Promise<boolean> {
		if (!this.leave) await this.join();
		const pause = Math.max(askedMs, PAUSES_MS[Math.min(this.tries++, PAUSES_MS.length - 1)] ?? 0);
		if (this.spentMs + pause > LONGEST_WAIT_MS) return false;
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
