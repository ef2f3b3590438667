import type { StoredDocument } from './books';
import { kindOf } from './books';

const ORDERS = ['number', 'updated_at', 'price_gross', 'issue_date', 'oid'] as const;

/** The name of the first parameter that is unknown. */
export function unknownParameter(query: URLSearchParams, known: ReadonlySet<string>): string | undefined {
	return [...query.keys()].find((name) => !known.has(name));
}

export function listDocuments(
	documents: StoredDocument[],
	query: URLSearchParams,
	now: Date,
	today: string,
): StoredDocument[] {
	const perPage = Math.min(Math.max(Number(query.get('per_page') ?? 25), 1), 100);
	const page = Math.max(Number(query.get('page') ?? 1), 1);
	const found = documents
		.filter((document) => document.visibleFrom <= now)
		.filter((document) => inPeriod(document, query, today))
		.filter((document) => matches(document, query));
	return sorted(found, query.get('order') ?? 'updated_at.desc').slice((page - 1) * perPage, page * perPage);
}

function matches(document: StoredDocument, query: URLSearchParams): boolean {
	if (query.get('income') === 'no') return false;
	const oid = query.get('oid');
	if (oid !== null && document.input.oid !== oid) return false;
	const parent = query.get('invoice_id');
	if (parent && document.input.invoice_id !== Number(parent)) return false;
	const kind = query.get('kind');
	if (kind && kindOf(document) !== kind) return false;
	const number = query.get('number');
	if (number && document.number !== number) return false;
	const ids = query.get('invoice_ids')?.split(',').map(Number);
	return !ids || ids.includes(document.id);
}

/** Without a period only this month is shown, and dates count only together with `period=more`. */
function inPeriod(document: StoredDocument, query: URLSearchParams, today: string): boolean {
	const period = query.get('period') ?? 'this_month';
	const day = query.get('search_date_type') === 'transaction_date' ? document.saleDate : document.issueDate;
	if (period === 'all') return true;
	if (period === 'more') return day >= (query.get('date_from') ?? '0000') && day <= (query.get('date_to') ?? '9999');
	if (period === 'this_year') return day.slice(0, 4) === today.slice(0, 4);
	return period === 'this_month' && day.slice(0, 7) === today.slice(0, 7);
}

function sorted(documents: StoredDocument[], order: string): StoredDocument[] {
	const [name, direction] = order.split('.');
	const field = ORDERS.find((each) => each === name) ?? 'updated_at';
	const key = (document: StoredDocument): string | number => {
		if (field === 'updated_at') return document.updatedAt.getTime();
		if (field === 'price_gross') return Number(document.totals.gross);
		if (field === 'oid') return document.input.oid ?? '';
		return field === 'number' ? document.number : document.issueDate;
	};
	const ascending = [...documents].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
	return direction === 'desc' ? ascending.reverse() : ascending;
}
