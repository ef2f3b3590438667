import Big from 'big.js';
import type { Invoice, IssuedInvoice } from '../invoicing/invoice';
import type { Problem } from '../invoicing/problem';

/** What documents that carry our reference mean for an invoice that is to be issued. */
export type Verdict =
	{ kind: 'none' } | { kind: 'adopt'; issued: IssuedInvoice } | { kind: 'conflict'; problems: Problem[] };

/**
 * Judges what a look-up by reference found. Exactly one document of this kind, not cancelled, with the same gross
 * and currency is ours. Another amount, a second document, or one that a person cancelled is for a person to settle:
 * none of them may lead to a new document under the same reference.
 */
export function judgeFound(found: IssuedInvoice[], invoice: Invoice): Verdict {
	const ours = found.filter((document) => document.reference === invoice.reference);
	const live = ours.filter((document) => !document.cancelled && document.kind === invoice.kind);
	const [only, second] = live;
	if (only && second) return conflict(severalDocuments(live, invoice));
	if (only)
		return sameAmount(only, invoice)
			? { kind: 'adopt', issued: { ...only, adopted: true } }
			: conflict(otherAmount(only, invoice));
	const cancelled = ours.find((document) => document.cancelled);
	return cancelled ? conflict(cancelledDocument(cancelled, invoice)) : { kind: 'none' };
}

function sameAmount(issued: IssuedInvoice, invoice: Invoice): boolean {
	return issued.currency === invoice.currency && new Big(issued.gross).eq(invoice.totals.gross);
}

function conflict(problem: Problem): Verdict {
	return { kind: 'conflict', problems: [problem] };
}

/** Deals are named by id: a title may hold a person's name, and these texts reach the journal. */
function dealName(invoice: Invoice): string {
	return invoice.deal.id;
}

function otherAmount(issued: IssuedInvoice, invoice: Invoice): Problem {
	const theirs = `${issued.number}: ${issued.gross} ${issued.currency}`;
	const ours = `${invoice.totals.gross} ${invoice.currency}`;
	return {
		code: 'referenceOtherAmount',
		field: 'totals.gross',
		text: {
			pl: `Deal ${dealName(invoice)} ma już dokument ${theirs}, a teraz wychodzi ${ours}. Nic nie wystawiono. Popraw kwotę dealu albo skoryguj dokument w programie księgowym.`,
			en: `Deal ${dealName(invoice)} already has document ${theirs}, but now comes to ${ours}. Nothing was issued. Correct the deal's amount, or correct the document in the accounting system.`,
		},
	};
}

function severalDocuments(found: IssuedInvoice[], invoice: Invoice): Problem {
	const numbers = found.map((document) => document.number).join(', ');
	return {
		code: 'referenceTwice',
		field: 'reference',
		text: {
			pl: `Deal ${dealName(invoice)} ma w programie księgowym kilka dokumentów: ${numbers}. Zostaw jeden, pozostałe anuluj albo skoryguj, i uruchom ten krok ponownie.`,
			en: `Deal ${dealName(invoice)} has several documents in the accounting system: ${numbers}. Keep one, cancel or correct the others, and run this step again.`,
		},
	};
}

function cancelledDocument(issued: IssuedInvoice, invoice: Invoice): Problem {
	return {
		code: 'referenceCancelled',
		field: 'reference',
		text: {
			pl: `Dokument ${issued.number} dla dealu ${dealName(invoice)} został anulowany w programie księgowym. Nic nie wystawiono. Jeśli ma powstać nowy, wybierz „wystaw kolejny" dla tego dealu.`,
			en: `Document ${issued.number} of deal ${dealName(invoice)} was cancelled in the accounting system. Nothing was issued. If there is to be a new one, choose "issue another" for this deal.`,
		},
	};
}

/** The system refuses the reference as taken, and still shows no document that carries it. */
export function referenceTaken(invoice: Invoice): Problem {
	return {
		code: 'referenceTaken',
		field: 'reference',
		text: {
			pl: `Program księgowy odmawia wystawienia dokumentu dla dealu ${dealName(invoice)}: numer referencyjny ${invoice.reference} jest zajęty, ale żaden widoczny dokument tego rodzaju go nie nosi (może został usunięty). Sprawdź to w programie; jeśli ma powstać nowy dokument, wybierz „wystaw kolejny".`,
			en: `The accounting system refuses a document for deal ${dealName(invoice)}: the reference ${invoice.reference} is taken, but no visible document of this kind carries it (it may have been deleted). Check there; if there is to be a new document, choose "issue another".`,
		},
	};
}
