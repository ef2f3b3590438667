import type { IssuedInvoice } from '../invoicing/invoice';
import type { Accounting } from './ports';

/** Pauses between looks: the tax office usually answers within seconds. */
const PAUSES_MS = [2_000, 3_000, 5_000, 8_000, 12_000, 15_000];

/**
 * Reads the legal standing, again with growing pauses while it is on its way, for at most `budgetMs` of pauses
 * (60 s at the most: the run holds a worker meanwhile). Longer waiting is the workflow's, which holds none.
 */
export async function awaitLegal(
	accounting: Pick<Accounting, 'legalStatus'>,
	documentId: string,
	options: { send: boolean; budgetMs: number; sleep: (ms: number) => Promise<void> },
): Promise<IssuedInvoice> {
	let left = Math.min(options.budgetMs, 60_000);
	for (let look = 0; ; look++) {
		// Sent at most once a call: a second request could reach the office beside the first.
		const issued = await accounting.legalStatus(documentId, { send: options.send && look === 0 });
		const pause = PAUSES_MS[look];
		if (issued.legal.state !== 'pending' || pause === undefined || pause > left) return issued;
		left -= pause;
		await options.sleep(pause);
	}
}
