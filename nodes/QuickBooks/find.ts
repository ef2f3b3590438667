import { DateTime } from 'luxon';
import type { z } from 'zod';
import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import type { QuickBooksClient } from './client';
import type { Customers } from './customers';
import { entityOf, type Entity } from './documentId';
import { VENDOR } from './failures';
import { isOneOf, PAGE, quoted, select } from './query';
import { kindOf, referenceIn } from './reference';
import { Payment, rowsOf, SalesDocument } from './schemas';

/** Of a buyer's documents, newest first: the older ones are of deals long done. */
const PAGES_OF_BUYER = 3;
const PAGES_OF_PERIOD = 100;
/** How far back documents of a buyer are looked through who is no customer (any more): renamed, merged, deleted. */
const DAYS_BACK = 62;

/**
 * Documents whose internal memo carries the reference, voided ones too. QuickBooks cannot search by that memo, so the
 * buyer's documents are read, newest first; for a buyer who is no customer, all of the last two months.
 */
export async function documentsWithReference(
	client: QuickBooksClient,
	customers: Customers,
	reference: string,
	invoice: Invoice,
): Promise<{ entity: Entity; documents: SalesDocument[] }> {
	const entity = entityOf(invoice);
	const ids = (await customers.ofBuyer(invoice)).map(({ Id }) => Id);
	const since = DateTime.fromISO(invoice.issueDate, { zone: 'utc' }).minus({ days: DAYS_BACK }).toISODate() ?? '';
	const where = ids.length > 0 ? isOneOf('CustomerRef', ids) : `TxnDate >= ${quoted(since)}`;
	const purpose = `look for the document with reference ${reference}`;
	const search = { entity, where: [where], orderBy: 'TxnDate DESC', purpose };
	const { rows } = await pagesOf(client, search, SalesDocument, PAGES_OF_BUYER);
	return { entity, documents: rows.filter((document) => referenceIn(document.PrivateNote) === reference) };
}

/** Invoices of a period by their date, both days included, voided ones too; oldest first. */
export async function invoicesOf(client: QuickBooksClient, period: { from: Day; to: Day }): Promise<SalesDocument[]> {
	const where = [`TxnDate >= ${quoted(period.from)}`, `TxnDate <= ${quoted(period.to)}`];
	const purpose = `list the invoices from ${period.from} to ${period.to}`;
	return allOf(client, { entity: 'Invoice', where, orderBy: 'TxnDate', purpose }, SalesDocument);
}

/** How far back an advance is looked for. An order that takes longer is settled by a person. */
const ADVANCE_DAYS_BACK = 731;

/**
 * Every advance of the last two years that was issued here, voided ones that kept their memo too. All invoices of that
 * time are read and not the buyer's only: after a customer was renamed or merged, an advance would be missed there, and
 * the final would ask for it again.
 */
export async function recentAdvances(client: QuickBooksClient, now: Date): Promise<SalesDocument[]> {
	const since = DateTime.fromJSDate(now, { zone: 'utc' }).minus({ days: ADVANCE_DAYS_BACK }).toISODate() ?? '';
	const search = {
		entity: 'Invoice',
		where: [`TxnDate >= ${quoted(since)}`],
		orderBy: 'TxnDate DESC',
		purpose: 'look for the advances of the deal',
		advice: 'Issue the advances and the final of this deal in QuickBooks by hand.',
	};
	return allOf(client, search, SalesDocument, ({ PrivateNote }) => kindOf(PrivateNote) === 'advance');
}

/** The day of the last payment of each invoice that has one since `from`, by the invoice's id. */
export async function paymentDays(client: QuickBooksClient, from: Day): Promise<Map<string, Day>> {
	const where = [`TxnDate >= ${quoted(from)}`];
	const purpose = `list the payments since ${from}`;
	const payments = await allOf(client, { entity: 'Payment', where, orderBy: 'TxnDate', purpose }, Payment);
	const days = new Map<string, Day>();
	for (const { TxnDate, Line } of payments)
		for (const { TxnId, TxnType } of Line.flatMap(({ LinkedTxn }) => LinkedTxn))
			if (TxnType === 'Invoice') days.set(TxnId, TxnDate);
	return days;
}

interface Search {
	entity: string;
	where: string[];
	orderBy: string;
	purpose: string;
	/** Where there is more than can be read; left out: a shorter period. */
	advice?: string;
}
type Row = typeof SalesDocument | typeof Payment;

/** Throws VendorError when there is more than can be read: half a list would be taken for the whole. */
async function allOf<S extends Row>(
	client: QuickBooksClient,
	search: Search,
	schema: S,
	keep: (row: z.output<S>) => boolean = () => true,
): Promise<z.output<S>[]> {
	const { rows, whole } = await pagesOf(client, search, schema, PAGES_OF_PERIOD, keep);
	if (whole) return rows;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `${VENDOR} holds more than ${PAGES_OF_PERIOD * PAGE} entries, too many to ${search.purpose}.`,
		advice: search.advice ?? 'Choose a shorter period.',
	});
}

async function pagesOf<S extends Row>(
	client: QuickBooksClient,
	{ entity, where, orderBy, purpose }: Search,
	schema: S,
	mostPages: number,
	keep: (row: z.output<S>) => boolean = () => true,
): Promise<{ rows: z.output<S>[]; whole: boolean }> {
	const byId = new Map<string, z.output<S>>();
	for (let page = 1; page <= mostPages; page++) {
		const rows = await client.query(select(entity, where, { orderBy, page }), purpose, rowsOf(entity, schema));
		// A document made meanwhile moves the pages: the same row may come twice.
		for (const row of rows.filter(keep)) byId.set(row.Id, row);
		if (rows.length < PAGE) return { rows: [...byId.values()], whole: true };
	}
	return { rows: [...byId.values()], whole: false };
}
