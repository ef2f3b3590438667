import { z } from 'zod';
import type { Day } from '../../invoicing/primitives';
import { VendorError } from '../http';
import { notUnderstood } from '../vendorFailures';
import type { FamilyClient } from './client';
import { FamilyDocument } from './schemas';

const PER_PAGE = 100;
const MOST_PAGES = 100;

/**
 * All documents whose `oid` is the reference. The brands document the filter, but not how exactly it compares, so what
 * comes back is checked: where other documents are among it, every page is looked through. Throws VendorError when an
 * answer cannot prove that there is no such document: "not found" must never be a guess.
 */
export async function findByOid(
	client: FamilyClient,
	reference: string,
	more: Record<string, string> = {},
): Promise<FamilyDocument[]> {
	const purpose = `look for the document with reference ${reference}`;
	const seen = new Map<number, FamilyDocument>();
	for (let page = 1; page <= MOST_PAGES; page++) {
		// Without a period the vendor picks one of its own and old documents stay unseen.
		const rows = await readPage(client, { oid: reference, period: 'all', ...more, page }, purpose);
		if (rows.some((row) => row.oid === undefined)) throw withoutReference(client.vendor, purpose);
		const before = seen.size;
		for (const row of rows) seen.set(row.id, row);
		const filtered = rows.every((row) => row.oid === reference);
		if (filtered || seen.size === before) return [...seen.values()].filter((row) => row.oid === reference);
	}
	throw tooMany(client.vendor, purpose);
}

/** The corrections of a document; a filter that the vendor's README does not name, so the caller checks what comes back. */
export async function listChildren(client: FamilyClient, documentId: string): Promise<FamilyDocument[]> {
	const query = { invoice_id: documentId, kind: 'correction', period: 'all', page: 1 };
	return readPage(client, query, `look for corrections of document ${documentId}`);
}

/**
 * By issue date, both days included, cancelled ones too; oldest first.
 * `query`: what the brand documents beside the period. A brand that documents no page size is read to an empty page.
 */
export async function listPeriod(
	client: FamilyClient,
	period: { from: Day; to: Day },
	brand: { query: Record<string, string>; documentsPageSize: boolean },
): Promise<FamilyDocument[]> {
	const purpose = `list the documents from ${period.from} to ${period.to}`;
	const query = { period: 'more', date_from: period.from, date_to: period.to, ...brand.query };
	// A document made meanwhile moves the pages: the same row may come twice.
	const byId = new Map<number, FamilyDocument>();
	for (let page = 1; ; page++) {
		if (page > MOST_PAGES) throw tooMany(client.vendor, purpose);
		const rows = await readPage(client, { ...query, page }, purpose);
		const before = byId.size;
		for (const row of rows) byId.set(row.id, row);
		if (byId.size === before || (brand.documentsPageSize && rows.length < PER_PAGE)) break;
	}
	return [...byId.values()]
		.filter(({ issue_date: day }) => day >= period.from && day <= period.to)
		.sort((a, b) => a.issue_date.localeCompare(b.issue_date) || a.id - b.id);
}

async function readPage(
	client: FamilyClient,
	query: Record<string, string | number>,
	purpose: string,
): Promise<FamilyDocument[]> {
	const paged = { ...query, per_page: PER_PAGE };
	return client.json(
		{ kind: 'read', method: 'GET', path: '/invoices.json', query: paged, purpose },
		z.array(FamilyDocument),
	);
}

function withoutReference(vendor: string, purpose: string): VendorError {
	return notUnderstood({ vendor, purpose, outcome: 'notDone', detail: 'a list that does not show "oid"' });
}

function tooMany(vendor: string, purpose: string): VendorError {
	return new VendorError({
		vendor,
		cause: 'unreadable',
		outcome: 'notDone',
		message: `${vendor} has more documents than can be looked through, so it was not possible to ${purpose} for certain.`,
		advice: `Nothing was issued. Look for the document in ${vendor} by its order number (oid).`,
	});
}
