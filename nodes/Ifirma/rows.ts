import type { Day } from '../../invoicing/primitives';
import type { IfirmaClient } from './client';
import { List, type Row } from './schemas';

/** What a list can be narrowed by (api.ifirma.pl, "Lista faktur"). Both days count. */
export interface RowFilter {
	dataOd: Day;
	dataDo: Day;
	kwotaOd?: string;
	kwotaDo?: string;
	nipKontrahenta?: string;
	typ?: string;
}

const PER_PAGE = 100;
/** How many rows a page has by itself. A shorter page is surely the last one, whatever page size iFirma allows. */
const SMALLEST_PAGE = 20;
const MOST_PAGES = 100;

/** All pages, each row once: a document made meanwhile moves the pages. */
export async function listRows(
	client: IfirmaClient,
	list: 'faktury' | 'proformy',
	filter: RowFilter,
	purpose: string,
	found: (row: Row) => boolean = () => false,
): Promise<Row[]> {
	const byId = new Map<string, Row>();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const query = { ...filter, strona: page, iloscNaStronie: PER_PAGE };
		const answer = await client.json({ kind: 'read', method: 'GET', path: `/${list}.json`, query, purpose }, List);
		const rows = answer.Wynik ?? [];
		const before = byId.size;
		for (const row of rows) byId.set(row.FakturaId, row);
		if (rows.length < SMALLEST_PAGE || byId.size === before || rows.some(found)) break;
	}
	return [...byId.values()];
}
