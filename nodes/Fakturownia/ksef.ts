import type { FamilyDocument } from '../../connect/fakturowniaFamily/schemas';
import { redact } from '../../connect/redact';
import type { IssuedInvoice, LegalState } from '../../invoicing/invoice';

/** What to make of a document that Fakturownia itself does not send: `send`, or leave KSeF alone. */
export type KsefChoice = 'send' | 'off';

/** Kinds that Fakturownia sends to KSeF (its KSeF guide); all others get `not_applicable`. */
const SENT_KINDS = new Set(['vat', 'advance', 'final', 'correction', 'vat_mp', 'vat_margin', 'wdt', 'export_products']);

interface Meaning {
	state: LegalState;
	/** What a bookkeeper should know, beside what KSeF itself said. */
	text: string;
}

/** The values of `gov_status`, without the prefix `demo_`. */
const MEANINGS: Record<string, Meaning> = {
	processing: { state: 'pending', text: '' },
	ok: { state: 'legal', text: '' },
	send_error: {
		state: 'rejected',
		text: 'KSeF refused the document. Correct it in Fakturownia and send it again there.',
	},
	server_error: { state: 'retry', text: 'KSeF had trouble of its own. The document is sent again after a pause.' },
	not_applicable: { state: 'notRequired', text: '' },
	not_connected: {
		state: 'rejected',
		text: 'The Fakturownia account is not authorised at KSeF. Connect it in Fakturownia: Settings, KSeF.',
	},
	status_check_error: {
		state: 'unclear',
		text: 'Fakturownia could not learn from KSeF what became of the document. It is read again, never sent again.',
	},
	offline: { state: 'pending', text: 'Issued in an offline mode: its KSeF number comes when KSeF takes it in.' },
	offline_error: {
		state: 'unclear',
		text: 'Sending the offline document to KSeF failed. Look at it in Fakturownia; it is not sent again from here.',
	},
	duplicate_error: {
		state: 'unclear',
		text: 'KSeF says that it already has this document. Look for its KSeF number in Fakturownia; it is not sent again.',
	},
	blocked_403_error: {
		state: 'rejected',
		text: 'KSeF refused the sign-in of the Fakturownia account (403). Renew the authorisation in Fakturownia: Settings, KSeF.',
	},
};

/** What the create asked for, where this is its answer: the answer itself may still say nothing about KSeF. */
export type Asked = 'toSend' | 'notToSend' | undefined;

/** Where a document stands with KSeF. */
export function legalOf(document: FamilyDocument, choice: KsefChoice, asked?: Asked): IssuedInvoice['legal'] {
	const vendorState = document.gov_status ?? undefined;
	if (!vendorState) return { state: stateWithoutStatus(document, choice, asked), messages: [] };
	const demo = vendorState.startsWith('demo_');
	const meaning = MEANINGS[vendorState.replace(/^demo_/, '')] ?? unknownState(vendorState);
	const ksefNumber = document.gov_id ?? undefined;
	return {
		// Accepted without a number is not legal yet: the number is what the law asks for.
		state: meaning.state === 'legal' && !ksefNumber ? 'pending' : meaning.state,
		ksefNumber,
		verificationLink: document.gov_verification_link ?? undefined,
		vendorState,
		messages: [
			...(demo ? ['KSeF works in DEMO mode in this account: the document has no legal effect.'] : []),
			...(meaning.text ? [meaning.text] : []),
			...officeMessages(document),
		],
	};
}

function stateWithoutStatus(document: FamilyDocument, choice: KsefChoice, asked: Asked): LegalState {
	if (choice === 'off' || asked === 'notToSend' || !SENT_KINDS.has(document.kind)) return 'notRequired';
	if (asked === 'toSend') return 'pending';
	// Lists may leave the KSeF fields out: silence there is no proof that nobody sent it.
	return document.gov_status === undefined ? 'unclear' : 'notSent';
}

function unknownState(vendorState: string): Meaning {
	return {
		state: 'unclear',
		text: `Fakturownia reports the KSeF status "${redact(vendorState)}", which is not known here. Look at the document there.`,
	};
}

function officeMessages(document: FamilyDocument): string[] {
	const said = document.gov_error_messages ?? [];
	return (Array.isArray(said) ? said : [said]).filter(Boolean).map((text) => redact(text));
}
