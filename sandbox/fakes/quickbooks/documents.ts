import Big from 'big.js';
import { DateTime } from 'luxon';
import { timeOf } from '../time';
import type { FakeRequest } from '../types';
import { balanceOf, documentAnswer, paymentAnswer } from './answers';
import type { StoredDocument } from './books';
import { missing, Refusal } from './fault';
import { parsed } from './names';
import type { Shop } from './routes';
import { assertDocument } from './rules';
import { NewCreditMemo, NewEstimate, NewInvoice, NewPayment, type NewDocument } from './schemas';
import { totalsOf } from './totals';

type Answer = Record<string, unknown>;
type Kind = StoredDocument['entity'];

const BODIES = { Invoice: NewInvoice, Estimate: NewEstimate, CreditMemo: NewCreditMemo };

/** Between looking at what was there and inserting: two requests at once meet here. */
const CHECK_TO_INSERT_MS = 25;

export async function createDocument(shop: Shop, entity: Kind, body: unknown, request: FakeRequest): Promise<Answer> {
	const { books, world } = shop;
	const input: NewDocument = parsed(BODIES[entity].safeParse(body));
	const settings = shop.settings();
	assertDocument(input, books, settings, books.today());
	const totals = totalsOf(input, settings);
	if (new Big(totals.gross).lt(0))
		throw new Refusal('6000', 'Business Validation Error: The transaction amount must be 0 or greater.');
	await timeOf(world).pause(CHECK_TO_INSERT_MS);
	const TxnDate = input.TxnDate ?? books.today();
	const number = input.AutoDocNumber || !settings.customTxnNumbers ? books.nextNumber(entity) : input.DocNumber;
	const made = books.entity();
	const lag = world.fault('quickbooks', 'search-lag', request)?.delayMs ?? 0;
	const document: StoredDocument = {
		...made,
		entity,
		input,
		DocNumber: number,
		TxnDate,
		DueDate: input.DueDate ?? input.ExpirationDate ?? dueDate(input, TxnDate, shop),
		totals,
		paid: '0',
		payments: [],
		voided: false,
		note: input.PrivateNote,
		email: input.BillEmail?.Address,
		emailStatus: input.EmailStatus ?? 'NotSet',
		status: input.TxnStatus ?? 'Pending',
		visibleFrom: new Date(made.createdAt.getTime() + lag),
	};
	books.documents.push(document);
	shop.webhooks.tell(entity, document.Id, 'created');
	return documentAnswer(document, books, settings);
}

function dueDate(input: NewDocument, from: string, { books }: Shop): string {
	const days = books.terms.find(({ Id }) => Id === input.SalesTermRef?.value)?.DueDays ?? 0;
	return DateTime.fromISO(from, { zone: 'utc' }).plus({ days }).toISODate() ?? from;
}

export function knownDocument({ books }: Shop, entity: Kind, id: string): StoredDocument {
	const document = books.document(entity, id);
	if (!document) throw missing(id, entity);
	return document;
}

/** POST {entity}/{id}/send: no body, and this very content type. */
export function sendDocument(shop: Shop, entity: Kind, id: string, request: FakeRequest): Answer {
	const { books, world } = shop;
	const document = knownDocument(shop, entity, id);
	if (request.headers['content-type'] !== 'application/octet-stream' || request.raw.length > 0)
		throw new Refusal('2010', 'Property Name:body specified is unsupported or invalid');
	const to = request.query.get('sendTo') ?? document.email ?? '';
	if (!/^[^@\s,;]+@[^@\s,;]+$/.test(to))
		throw new Refusal('6000', 'Business Validation Error: Email address is missing or invalid', 'BillEmail');
	if (document.voided) throw new Refusal('6000', 'Business Validation Error: A voided transaction cannot be sent');
	books.emails.push({ documentId: id, entity, to, at: world.now().toISOString() });
	document.email = to;
	document.emailStatus = 'EmailSent';
	document.sentAt = world.now();
	books.touch(document);
	shop.webhooks.tell(entity, id, 'emailed');
	return documentAnswer(document, books, shop.settings());
}

/** POST payment, applied to one invoice of the same customer. */
export function createPayment(shop: Shop, body: unknown): Answer {
	const { books } = shop;
	const input = parsed(NewPayment.safeParse(body));
	const applied = input.Line.map((line) => ({
		document: knownDocument(shop, 'Invoice', line.LinkedTxn[0]?.TxnId ?? ''),
		amount: String(line.Amount),
	}));
	for (const { document, amount } of applied) {
		if (document.input.CustomerRef.value !== input.CustomerRef.value)
			throw new Refusal('6000', 'Business Validation Error: The linked transaction belongs to another customer');
		if (new Big(amount).gt(String(balanceOf(document))))
			throw new Refusal(
				'6000',
				'Business Validation Error: The amount is more than the open balance of the transaction',
			);
	}
	const payment = { ...books.entity(), input, TxnDate: input.TxnDate ?? books.today() };
	books.payments.push(payment);
	for (const { document, amount } of applied) {
		document.paid = new Big(document.paid).plus(amount).toFixed(2);
		document.payments.push(payment.Id);
		books.touch(document);
	}
	shop.webhooks.tell('Payment', payment.Id, 'created');
	return paymentAnswer(payment, books);
}

/** As a person voids an invoice in QuickBooks, or a customer rejects an estimate. */
export function cancelDocument({ books, settings, webhooks }: Shop, document: StoredDocument): void {
	if (document.entity === 'Estimate') document.status = 'Rejected';
	else {
		document.voided = true;
		document.paid = '0';
		document.totals = { net: '0.00', tax: '0.00', gross: '0.00', lines: [] };
		document.note = settings().keepsNoteWhenVoided && document.note ? `Voided - ${document.note}` : 'Voided';
	}
	books.touch(document);
	webhooks.tell(document.entity, document.Id, document.voided ? 'voided' : 'updated');
}
