import Big from 'big.js';
import type { IssuedInvoice } from '../invoice';
import type { DoneRow } from '../journal/done';

/** What one turn looks at. Each deal at most once a day, the one looked at longest ago first; CRMs count their calls. */
export interface Look {
	row: DoneRow;
	/** Content of the correction that was issued of it, if one was. */
	corrected?: string;
	/** The accounting system lists it otherwise than it was issued. */
	suspicious?: boolean;
}

const A_DAY_MS = 24 * 60 * 60_000;

/**
 * @param listed the documents of the period as the accounting system lists them: one that was cancelled there, or that
 * comes to another amount now, is looked at at once
 */
export function dueLooks(
	rows: readonly DoneRow[],
	listed: readonly IssuedInvoice[],
	options: { now: number; limit: number; everyMs?: number },
): Look[] {
	const every = options.everyMs ?? A_DAY_MS;
	const byId = new Map(listed.map((document) => [document.documentId, document]));
	const lastLook = (row: DoneRow) => Date.parse(row.data.looked ?? '') || 0;
	const isSuspicious = (row: DoneRow) => {
		const document = byId.get(row.documentId);
		const key = document && systemKey(row, document);
		return key !== undefined && key !== told(row);
	};
	return rows
		.filter(({ data }) => data.entry?.kind === 'invoice' && data.content !== '')
		.map((row) => ({ row, suspicious: isSuspicious(row), last: lastLook(row) }))
		.filter(({ suspicious, last }) => suspicious || options.now - last >= every)
		.sort((a, b) => Number(b.suspicious) - Number(a.suspicious) || a.last - b.last)
		.slice(0, options.limit)
		.map(({ row, suspicious }) => ({ row, corrected: correctionOf(row, rows)?.data.content, suspicious }));
}

export const correctionOf = (row: DoneRow, rows: readonly DoneRow[]): DoneRow | undefined =>
	rows.find(({ data }) => data.entry?.kind === 'correction' && data.entry.corrects?.reference === row.reference);

const told = ({ data }: DoneRow): string | undefined => data.notice?.key;

/** How the document differs in the accounting system from what was issued; undefined: it does not. */
export function systemKey(row: DoneRow, document: IssuedInvoice): string | undefined {
	if (document.cancelled) return 'system:cancelled';
	const same = document.currency === row.currency && new Big(document.gross).eq(row.amount || '0');
	return same ? undefined : `system:${document.gross} ${document.currency}`;
}
