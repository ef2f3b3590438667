import type { Alert, JournalRow } from './row';

/**
 * How much of n8n's space for Data Tables our tables take. n8n tells no workflow; so it is reckoned from the number of
 * rows (ids count up) and the size of a row of each table, seen on a sample. Other tables of the same n8n share
 * the limit and are not in it: the warning comes early on purpose.
 */

/** Of what n8n allows. */
const WARN_AT = 0.7;
/** Per row beside its texts: id, two dates, the page's own. Measured on SQLite and Postgres: 90 to 140 bytes. */
const OVERHEAD = 140;
const MB = 1024 * 1024;

/** @param sample some rows of the journal; empty: nothing is known. @param rowCounts of each table */
export function reckonedMb(sample: readonly JournalRow[], rowCounts: readonly number[]): number {
	if (sample.length === 0) return 0;
	const bytes = sample.reduce((sum, row) => sum + JSON.stringify(row).length, 0) / sample.length + OVERHEAD;
	return (rowCounts.reduce((sum, count) => sum + count, 0) * bytes) / MB;
}

export function spaceAlert(
	sample: readonly JournalRow[],
	rowCounts: readonly number[],
	limitMb: number,
): Alert | undefined {
	const mb = reckonedMb(sample, rowCounts);
	if (mb < limitMb * WARN_AT) return undefined;
	return {
		key: 'space',
		kind: 'space',
		system: 'n8n',
		crm: '',
		dealId: '',
		number: '',
		text: `${Math.round(mb)} / ${limitMb} MB`,
	};
}
