import type { IssuedInvoice } from '../../invoicing/invoice';
import { redact } from '../../connect/redact';
import type { Answers, Fields } from './description/answers';

/**
 * What the system does about KSeF. `none`: nothing. `automatic`: it sends by itself and shows the number.
 * `request`: it sends when it is asked to.
 */
export type KsefMode = 'none' | 'automatic' | 'request';

interface LegalContext {
	vendor: string;
	answers: Answers;
	ksef: KsefMode;
	mask: (text: string) => string;
	created?: { kind: string; gate: 'ksefNumber' | 'none' };
}

/**
 * Number of an invoice in KSeF: seller's NIP, day, twelve hexadecimal characters (once in two groups) and two check
 * characters. Systems also show numbers of sessions and of orders: nothing may leave on the strength of those.
 */
const KSEF_NUMBER = /^\d{10}-\d{8}-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}$/i;

/** Where a document stands with KSeF, by the fields that show it. */
export function legalOf(
	read: (field: keyof Fields) => string,
	context: LegalContext,
	document: { cancelled: boolean; reference: string },
): IssuedInvoice['legal'] {
	const shown = read('ksefNumber');
	const ksefNumber = KSEF_NUMBER.test(shown) ? shown : undefined;
	const vendorState = read('ksefState') || undefined;
	const said = redact(context.mask(read('ksefMessage')));
	const state = stateOf(context, ksefNumber, vendorState);
	const link = read('ksefLink');
	return {
		state,
		ksefNumber,
		vendorState,
		verificationLink: link.startsWith('https://') ? link : undefined,
		messages: [
			...(said ? [said] : []),
			...(shown !== '' && !ksefNumber ? ['What the document shows as its KSeF number is none.'] : []),
			...(context.ksef === 'none' ? [`${context.vendor} is not set up here to send documents to KSeF.`] : []),
			...(context.answers.fields.reference && document.reference === ''
				? ['The document does not show our reference: after a lost answer it could not be found by it.']
				: []),
		],
	};
}

function stateOf(
	{ ksef, created, answers }: LegalContext,
	ksefNumber: string | undefined,
	vendorState: string | undefined,
): IssuedInvoice['legal']['state'] {
	if (ksef === 'none') return 'notRequired';
	if (ksefNumber) return 'legal';
	const word = vendorState?.toLowerCase();
	if (word && answers.ksefRejectedWhen.some((rejected) => rejected.toLowerCase() === word)) return 'rejected';
	if (word) return 'pending';
	if (created?.gate === 'none') return 'notRequired';
	return ksef === 'automatic' ? 'pending' : 'notSent';
}
