import Big from 'big.js';
import type { Deal } from '../deal';
import type { Invoice } from '../invoice';
import type { Day } from '../primitives';
import type { InvoiceSettings, Mode } from '../settings';

/** What holds a document back before anything that cannot be undone. Whoever issues obeys every one of them. */
export interface Brakes {
	mode: Mode;
	/** A person must say yes to this document first. */
	needsApproval: boolean;
	/** Minutes to wait before issuing, 0 to 60. */
	delayMinutes: number;
	/** First day on which it may be issued; only when that day lies ahead. */
	notBefore?: Day;
	/** Number of an earlier document that this one has to name with its KSeF number, which is still on its way. */
	awaitsKsef?: string;
	/** The deal no longer asks for the document: nothing may be issued. */
	withdrawn?: 'lost' | 'movedBack' | 'elsewhere' | 'deleted';
}

export function brakesOf(
	deal: Deal | null,
	settings: InvoiceSettings,
	document: { invoice?: Pick<Invoice, 'currency' | 'totals'>; notBefore?: Day; recurring?: boolean },
): Brakes {
	const { mode, delayMinutes } = settings.brakes;
	return {
		mode,
		needsApproval: mode === 'approve' && needsApproval(settings, document.invoice),
		delayMinutes,
		...(document.notBefore ? { notBefore: document.notBefore } : {}),
		...withdrawal(deal, document.recurring ?? false),
	};
}

/** The limit is in PLN; what cannot be compared with it is shown to the person. */
function needsApproval(settings: InvoiceSettings, invoice?: Pick<Invoice, 'currency' | 'totals'>): boolean {
	if (settings.brakes.approve === 'all' || !invoice || invoice.currency !== 'PLN') return true;
	return new Big(invoice.totals.gross).gt(settings.brakes.approveAbove);
}

/** A subscription outlives the stage that it was added in: only a lost or deleted deal ends it. */
function withdrawal(deal: Deal | null, recurring: boolean): Pick<Brakes, 'withdrawn'> {
	if (deal === null) return { withdrawn: 'deleted' };
	if (recurring) return deal.stage.outcome === 'lost' ? { withdrawn: 'lost' } : {};
	return deal.standing === 'inStage' || deal.standing === 'movedOn' ? {} : { withdrawn: deal.standing };
}
