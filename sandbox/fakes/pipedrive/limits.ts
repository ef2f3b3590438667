import type { FakeResponse } from '../types';

export interface Limits {
	/** Requests in a window of two seconds (docs: rate limiting; Lite, API token: 20). */
	perWindow: number;
	/** Tokens a day for the company (Lite, one seat: 30,000). */
	daily: number;
}

export const LITE: Limits = { perWindow: 20, daily: 30_000 };

const WINDOW_MS = 2000;
const DAY_MS = 86_400_000;
/** So many requests that were refused one after another, and the token is blocked. */
const REFUSALS_BEFORE_BLOCK = 60;
const BLOCK_MS = 60_000;

/** The burst window of one token, the daily budget of the company, and the block for those who do not stop. */
export class RateLimits {
	private starts: number[] = [];
	private spent = 0;
	private day = 0;
	private refusals = 0;
	private blockedUntil = 0;

	constructor(
		private readonly limits: Limits | undefined,
		/** Real time, in milliseconds: the world's clock may be set by hand. */
		private readonly now: () => number,
		private readonly isOn: () => boolean = () => true,
	) {}

	/** The refusal, or undefined and the request is counted with its tokens. */
	refuse(tokens: number): FakeResponse | undefined {
		const { limits } = this;
		if (!limits || !this.isOn()) return undefined;
		const now = this.now();
		if (now < this.blockedUntil) return blockPage();
		this.starts = this.starts.filter((start) => now - start < WINDOW_MS);
		if (Math.floor(now / DAY_MS) !== this.day) [this.day, this.spent] = [Math.floor(now / DAY_MS), 0];
		const isFull = this.starts.length >= limits.perWindow;
		if (!isFull && this.spent + tokens <= limits.daily) {
			this.starts.push(now);
			this.spent += tokens;
			this.refusals = 0;
			return undefined;
		}
		this.refusals += 1;
		if (this.refusals >= REFUSALS_BEFORE_BLOCK) this.blockedUntil = now + BLOCK_MS;
		const error = isFull ? 'request over limit' : 'daily API token budget exceeded';
		return { status: 429, body: { success: false, error, errorCode: 429 } };
	}

	headers(): Record<string, string> {
		if (!this.limits || !this.isOn()) return {};
		const now = this.now();
		const left = Math.max(0, this.limits.perWindow - this.starts.length);
		const reset = this.starts[0] === undefined ? 0 : Math.max(0, Math.ceil((this.starts[0] + WINDOW_MS - now) / 1000));
		return {
			'x-ratelimit-limit': String(this.limits.perWindow),
			'x-ratelimit-remaining': String(left),
			'x-ratelimit-reset': String(reset),
		};
	}
}

function blockPage(): FakeResponse {
	const body = '<!DOCTYPE html><html><body>Access denied. This error is produced by Cloudflare.</body></html>';
	return { status: 403, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
