/** Google's default limits of the Sheets API: 60 reads and 60 writes a minute for each user of a project. */
export const READS_A_MINUTE = 60;
export const WRITES_A_MINUTE = 60;

const MINUTE_MS = 60_000;

/** Counts calls of the last minute by the machine's clock. */
export class Quota {
	private calls: number[] = [];

	constructor(
		private readonly aMinute: number,
		private readonly isOn: () => boolean = () => true,
	) {}

	/** False when this call is one too many. */
	take(now: number): boolean {
		if (!this.isOn()) return true;
		this.calls = this.calls.filter((at) => at > now - MINUTE_MS);
		if (this.calls.length >= this.aMinute) return false;
		this.calls.push(now);
		return true;
	}

	reset(): void {
		this.calls = [];
	}
}
