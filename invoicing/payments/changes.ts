import Big from 'big.js';
import { cut } from '../text';
import type { IssuedInvoice } from '../invoice';
import { newRow, type Alert, type NewRow } from '../journal/row';
import type { Day, Language } from '../primitives';
import { STATUS_LENGTH } from '../statusText';
import type { OpenDocument } from './open';
import { isNews, paymentOf, type PaymentFacts, type PaymentState } from './state';
import { paymentText } from './text';

/** One thing to tell one deal, and the row that remembers it once the deal was told. */
export interface PaymentChange {
	reference: string;
	dealId: string;
	payment: PaymentState;
	row: NewRow;
	/** What the owner hears should the CRM refuse it. */
	alert: Alert;
}

/** An open document, and how it stands now in the accounting system. */
export interface Seen {
	document: OpenDocument;
	now: PaymentFacts;
}

/** Documents that the list does not show, or shows under another reference of ours, say nothing. */
export function seenOf(open: readonly OpenDocument[], issued: readonly IssuedInvoice[], today: Day): Seen[] {
	const byId = new Map(issued.map((each) => [`${each.system}|${each.documentId}`, each]));
	return open.flatMap((document) => {
		const found = byId.get(`${document.vendor}|${document.documentId}`);
		const isIt = found && (found.reference === '' || found.reference === document.reference);
		// A document over nothing is owed by nobody.
		return isIt && new Big(found.gross).gt(0) ? [{ document, now: paymentOf(found, today) }] : [];
	});
}

/** Only what is new since the deal was told last; once more where that is not sure. */
export function changesOf(seen: readonly Seen[], language: Language): PaymentChange[] {
	return seen
		.filter(({ document, now }) => document.isUnsure || isNews(now, document.last))
		.map((each) => changeOf(each, language));
}

function changeOf({ document, now }: Seen, language: Language): PaymentChange {
	const { reference, dealId, number, currency, vendor, documentId, client } = document;
	const payment: PaymentState = { reference, number, currency, ...now };
	const text = cut(paymentText(payment, language), STATUS_LENGTH);
	const row = newRow({
		...{ reference, step: 'payment', state: now.state, vendor, number, document_id: documentId, currency, client },
		...{ amount: now.gross, due_date: now.dueDate ?? '', note: text },
		data: { payment: now, after: document.lastRow ?? 0 },
	});
	const crm = reference.split(':')[0] ?? '';
	// One cause for all deals: a CRM that is down is told once a day, not once a deal.
	const alert: Alert = { ...{ key: `payments:${crm}`, kind: 'deal', system: '' }, ...{ crm, dealId, number, text } };
	return { reference, dealId, payment: { ...payment, text }, row, alert };
}
