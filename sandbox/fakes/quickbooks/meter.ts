/** Requests of one company, and of one app in it (Intuit, "Limits and throttles"). */
const PER_MINUTE = 500;
const PER_SECOND = 10;

/** Intuit's throttle, by the machine's time. */
export class Meter {
	private times: number[] = [];

	constructor(private readonly now: () => number) {}

	/** Counts the request, if it may pass. */
	passes(): boolean {
		const now = this.now();
		this.times = this.times.filter((time) => now - time < 60_000);
		const lately = this.times.filter((time) => now - time < 1000).length;
		if (this.times.length >= PER_MINUTE || lately >= PER_SECOND) return false;
		this.times.push(now);
		return true;
	}
}
