import { ApiError } from './apiError';

export interface HubLimits {
	/** Requests of one app in ten seconds. */
	tenSecondly: number;
	/** Searches of the whole account in a second. */
	searches: number;
}

/** Free and Starter (docs: usage guidelines). */
export const FREE_LIMITS: HubLimits = { tenSecondly: 100, searches: 5 };

/** Rolling windows. A refused request is not counted. */
export class Windows {
	private requests: number[] = [];
	private searches: number[] = [];

	constructor(
		private readonly limits: HubLimits | undefined,
		/** Real time, in milliseconds: the world's clock may be set by hand. */
		private readonly now: () => number,
		private readonly isOn: () => boolean = () => true,
	) {}

	admit(isSearch: boolean): void {
		if (!this.limits || !this.isOn()) return;
		const now = this.now();
		this.requests = this.requests.filter((at) => now - at < 10_000);
		this.searches = this.searches.filter((at) => now - at < 1_000);
		if (isSearch && this.searches.length >= this.limits.searches)
			throw refusal('You have reached your secondly limit.', 'SECONDLY');
		if (this.requests.length >= this.limits.tenSecondly)
			throw refusal('You have reached your ten_secondly_rolling limit.', 'TEN_SECONDLY_ROLLING');
		this.requests.push(now);
		if (isSearch) this.searches.push(now);
	}
}

function refusal(message: string, policyName: string): ApiError {
	return new ApiError(429, 'RATE_LIMITS', message, { errorType: 'RATE_LIMIT', policyName });
}
