export interface BucketLimits {
	/** Requests that drain each second. */
	drainPerSecond: number;
	/** Requests that the bucket holds. */
	hold: number;
}

/** What a cloud portal on an ordinary plan allows (docs: settings/performance/limits). */
export const CLOUD_LIMITS: BucketLimits = { drainPerSecond: 2, hold: 50 };

/** Leaky bucket: each request fills it by one; a full one refuses. */
export class LeakyBucket {
	private level = 0;
	private at = 0;

	constructor(
		private readonly limits: BucketLimits | undefined,
		/** Real time, in milliseconds: the world's clock may be set by hand. */
		private readonly now: () => number,
		private readonly isOn: () => boolean = () => true,
	) {}

	admits(): boolean {
		if (!this.limits || !this.isOn()) return true;
		const now = this.now();
		this.level = Math.max(0, this.level - ((now - this.at) / 1000) * this.limits.drainPerSecond);
		this.at = now;
		if (this.level + 1 > this.limits.hold) return false;
		this.level += 1;
		return true;
	}
}
