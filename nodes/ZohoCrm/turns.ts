import { sleep as n8nSleep } from 'n8n-workflow';
import type { HttpResponse } from '../../connect/http';

/** Below the smallest number of calls at a time that an edition allows (Free: 5; zoho.com/crm/developer/docs/api/v8/api-limits.html). */
const MOST_AT_ONCE = 4;
/** Pauses after "too many requests", the last one again and again. Zoho names no time to wait. */
const PAUSES_MS = [1_000, 2_000, 4_000];
const LONGEST_WAIT_MS = 20_000;

/** Whether an answer says that too many requests came. It comes before any work: the same request may be sent again. */
export function isBusy(response: Pick<HttpResponse, 'status'>): boolean {
	return response.status === 429;
}

/** Calls of one organisation take turns: a few at a time, the others in the order of their arrival. */
export class Turns {
	private running = 0;
	private readonly waiting: (() => void)[] = [];

	constructor(private readonly sleep: (ms: number) => Promise<void> = n8nSleep) {}

	/** Sends when it is its turn, and again after a pause while Zoho is busy, up to 20 s. */
	async take(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
		await this.begin();
		try {
			let spentMs = 0;
			for (let tries = 0; ; tries++) {
				const response = await send();
				const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
				// The day's credits are used up: that does not pass in seconds.
				const isSpent = response.headers['x-api-credits-remaining'] === '0';
				if (!isBusy(response) || isSpent || spentMs + pause > LONGEST_WAIT_MS) return response;
				await this.sleep(pause);
				spentMs += pause;
			}
		} finally {
			this.end();
		}
	}

	private async begin(): Promise<void> {
		if (this.running < MOST_AT_ONCE) {
			this.running += 1;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** The place goes to the next in line; it is never free in between. */
	private end(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.running -= 1;
	}
}
