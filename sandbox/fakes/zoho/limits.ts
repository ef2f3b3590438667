export interface ApiLimits {
	/** Calls at the same time. */
	atOnce: number;
	/** Credits of 24 hours; a call costs one. */
	credits: number;
}

/** The Standard edition with one user (api-limits.html). */
export const STANDARD_LIMITS: ApiLimits = { atOnce: 10, credits: 50_250 };
const DAY_MS = 86_400_000;

/** Concurrency and credits of one organisation. */
export class Meter {
	private running = 0;
	private spent: number[] = [];

	constructor(
		private readonly limits: ApiLimits | undefined,
		/** Real time, in milliseconds: the world's clock may be set by hand. */
		private readonly now: () => number,
		private readonly isOn: () => boolean = () => true,
	) {}

	/** Undefined when the call is refused. */
	begin(): (() => void) | undefined {
		if (!this.limits || !this.isOn()) return () => undefined;
		const now = this.now();
		if (this.spent.length > 0 && now - this.spent[0]! > DAY_MS)
			this.spent = this.spent.filter((at) => now - at <= DAY_MS);
		if (this.running >= this.limits.atOnce || this.spent.length >= this.limits.credits) return undefined;
		this.running += 1;
		this.spent.push(now);
		return () => void (this.running -= 1);
	}

	/** Told only once half of the credits is spent. */
	get remaining(): number | undefined {
		if (!this.limits || this.spent.length < this.limits.credits / 2) return undefined;
		return this.limits.credits - this.spent.length;
	}
}
