import type { StageEntry } from '../deal';
import type { Day } from '../primitives';
import { referenceOf } from '../reference';
import type { Seen } from './changes';
import type { OpenDocument } from './open';

/** What a paid proforma starts. */
export type AfterProforma = 'nothing' | 'advance' | 'invoice';

/** The reference of what follows: the same kind and part for ever, so that a repeat starts nothing anew. */
function followingReference(entry: StageEntry, kind: 'advance' | 'invoice'): string {
	const { crm, account, dealId, part } = entry;
	return referenceOf({ crm, account, dealId, part, kind });
}

/** Whether something is still to be started for this document, should it be paid. `done`: references that are finished. */
export function isAwaited(document: OpenDocument, after: AfterProforma, done: ReadonlySet<string>): boolean {
	const { kind, entry, last } = document;
	if (after === 'nothing' || kind !== 'proforma' || !entry || last?.state === 'cancelled') return false;
	return !done.has(followingReference(entry, after));
}

/**
 * The documents that paid proformas ask for. Given at every turn until they are finished: a call that got lost is
 * repeated, one that arrived is known by its reference and by its entry.
 * `now`: ISO 8601 with offset; `today` in the seller's zone, for a system that tells no day of payment.
 */
export function entriesAfter(
	seen: readonly Seen[],
	after: AfterProforma,
	done: ReadonlySet<string>,
	moment: { now: string; today: Day },
): StageEntry[] {
	if (after === 'nothing') return [];
	return seen
		.filter(({ document, now }) => now.state === 'paid' && isAwaited(document, after, done))
		.map(({ document, now }) => {
			const entry = document.entry!;
			return {
				...entry,
				reference: followingReference(entry, after),
				entryId: `paid:${entry.reference}`,
				enteredAt: moment.now,
				kind: after,
				received: { amount: now.paid, day: now.paidOn ?? moment.today },
			};
		});
}
