import { addDays, dayOfInstant } from '../dates';
import type { StageEntry } from '../deal';
import { parseDone, type AnyDoneRow } from '../journal/done';
import type { JournalRow } from '../journal/row';
import { Kind, type Day } from '../primitives';
import type { PaymentFacts } from './state';

/** A finished document whose money is still to come, as its permanent row and the journal know it. */
export interface OpenDocument {
	reference: string;
	kind: Kind;
	dealId: string;
	vendor: string;
	number: string;
	documentId: string;
	currency: string;
	client: string;
	/** When it was finished: at or after the day of issue. */
	finishedOn: Day;
	/** What asked for it; rows of older versions hold none. */
	entry?: StageEntry;
	/** What the deal was told last. */
	last?: PaymentFacts;
	/** Id of the row that says so. */
	lastRow?: number;
	/** Two turns at once told the deal: which of them was the later one there, their rows do not say. */
	isUnsure?: true;
}

/** Systems whose list holds no proformas: nobody owes an estimate of QuickBooks. */
const LISTS_NO_PROFORMAS: readonly string[] = ['quickbooks'];
/** A document may have been issued so long before it was finished: KSeF, an obstacle, a person on holiday. */
const DAYS_UNTIL_FINISHED = 35;

/**
 * The documents to ask for. `done`: the permanent rows; `rows`: the journal's payment rows; `crm`: only its deals.
 * `awaited`: whether a paid proforma still has something to start; it stays open until that is done.
 */
export function openDocuments(input: {
	done: readonly unknown[];
	rows: readonly JournalRow[];
	crm: string;
	zone: string;
	awaited: (document: OpenDocument) => boolean;
}): OpenDocument[] {
	const told = lastPayments(input.rows);
	return parseDone(input.done)
		.flatMap((row) => documentOf(row, told, input.zone))
		.filter(({ reference }) => reference.startsWith(`${input.crm}:`))
		.filter(
			({ kind, vendor }) => kind !== 'correction' && !(kind === 'proforma' && LISTS_NO_PROFORMAS.includes(vendor)),
		)
		.filter((document) => document.isUnsure || !isClosed(document.last) || input.awaited(document));
}

const isClosed = (last: PaymentFacts | undefined): boolean => last?.state === 'paid' || last?.state === 'cancelled';

type Told = Pick<OpenDocument, 'last' | 'lastRow' | 'isUnsure'>;

/**
 * What each deal was told last. A row is written after the deal was told. One whose writer did not know of the row
 * before it is of a turn that ran beside another: the other's words may stand on the deal.
 */
function lastPayments(rows: readonly JournalRow[]): Map<string, Told> {
	const told = new Map<string, Told>();
	for (const { id, step, reference, data } of rows) {
		if (step !== 'payment' || !data.payment) continue;
		const before = told.get(reference)?.lastRow;
		const knew = data.after === undefined || before === undefined || data.after === before;
		told.set(reference, { last: data.payment, lastRow: id, ...(!knew && { isUnsure: true }) });
	}
	return told;
}

function documentOf(row: AnyDoneRow, told: ReadonlyMap<string, Told>, zone: string): OpenDocument[] {
	const { reference, documentId, vendor, number, currency, client } = row;
	const entry = row.data?.entry;
	const [, , dealId = '', kindName = ''] = reference.split(':');
	const kind = Kind.safeParse(entry?.kind ?? kindName);
	const finishedOn = dayOfInstant(row.finishedAt, zone);
	if (documentId === '' || !kind.success || !finishedOn) return [];
	return [
		{
			...{ reference, documentId, finishedOn, kind: kind.data, dealId: entry?.dealId ?? dealId },
			...{ vendor, number, currency, client },
			...(entry && { entry }),
			...told.get(reference),
		},
	];
}

/** The days of issue that hold them all, for one list of the accounting system; undefined when none is open. */
export function periodOf(documents: readonly OpenDocument[], today: Day): { from: Day; to: Day } | undefined {
	const oldest = documents.map(({ finishedOn }) => finishedOn).sort()[0];
	return oldest === undefined ? undefined : { from: addDays(oldest, -DAYS_UNTIL_FINISHED), to: addDays(today, 1) };
}
