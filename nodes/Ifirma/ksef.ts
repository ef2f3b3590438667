import { redact } from '../../connect/redact';
import type { IssuedInvoice, LegalState } from '../../invoicing/invoice';
import { isProforma, type DocumentType } from './documentTypes';
import type { IfirmaDocument } from './schemas';

/** What to make of a document that iFirma itself does not send: `send`, or leave KSeF alone. */
export type KsefChoice = 'send' | 'off';

/** What is known of this document beside its answer. */
export interface KsefContext {
	type: DocumentType;
	choice: KsefChoice;
	/** The create asked for no KSeF number. */
	notNeeded?: boolean;
	/** It was handed to KSeF in this very call. */
	sent?: boolean;
}

/**
 * Where a document stands with KSeF. The fields `StatusKSEF` and `NumerKSEF` of a document that is read are not in
 * iFirma's documentation; users of the API report them from live accounts. Known for certain is the status
 * `PRZYJETA_W_KSEF`, so the others are told by their stems, and only a number makes a document legal.
 */
export function legalOf(document: IfirmaDocument, context: KsefContext): IssuedInvoice['legal'] {
	const ksefNumber = document.NumerKSEF?.trim() || undefined;
	const vendorState = document.StatusKSEF?.Status?.trim() || undefined;
	const state = stateOf(vendorState, ksefNumber, context);
	const said = redact(document.StatusKSEF?.Opis?.trim() ?? '');
	return {
		state,
		...(ksefNumber && { ksefNumber }),
		...(vendorState && { vendorState }),
		messages: [...(state === 'legal' || !said ? [] : [said]), ...(HINTS[state] ? [HINTS[state]] : [])],
	};
}

const HINTS: Partial<Record<LegalState, string>> = {
	rejected: 'KSeF did not take the document. Correct it in iFirma and send it again there.',
	unclear: 'iFirma reports a KSeF status that is not known here. Look at the document in iFirma; it is not sent again.',
};

function stateOf(status: string | undefined, number: string | undefined, context: KsefContext): LegalState {
	if (number) return 'legal';
	if (isProforma(context.type)) return 'notRequired';
	if (!status) return withoutStatus(context);
	if (/^NIE_?WYS|^BRAK/i.test(status)) return withoutStatus(context);
	if (/ODRZ|B[ŁL][ĄAĘE]D|NEGATYW|ERROR/i.test(status)) return 'rejected';
	return /PRZYJ|WYS[ŁL]|OCZEK|KOLEJ|PRZETW|TRAKCIE/i.test(status) ? 'pending' : 'unclear';
}

function withoutStatus({ choice, notNeeded, sent }: KsefContext): LegalState {
	if (sent) return 'pending';
	return choice === 'off' || notNeeded ? 'notRequired' : 'notSent';
}
