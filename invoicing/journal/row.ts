import { z } from 'zod';
import { StageEntry } from '../deal';
import { PaymentFacts } from '../payments/state';

/**
 * One row of the journal: an append-only n8n Data Table, every column text. A row closes the step that has just
 * ended and announces what comes next (the intent), in one insert. The state of a reference is a fold over its rows.
 */

/** What a run can be about to do. The first nine touch the world; the others are ways of stopping. */
export const EFFECTS = [
	'build', // read the deal, build the invoice: reads only
	'approve', // ask a person
	'issue',
	'legal', // look (and send) until the document legally exists
	'record', // number, link, PDF and status on the deal
	'mail',
	'archive',
	'report',
	'finish', // one permanent row, the reference is done
	'dryRun', // show what would be issued
	'attention', // tell the deal what is wrong
	'alarm', // tell the owner
] as const;
export const STOPS = ['wait', 'hold', 'again', 'end'] as const;
export const Action = z.enum([...EFFECTS, ...STOPS]);
export type Action = z.infer<typeof Action>;
export type Effect = (typeof EFFECTS)[number];

/** The steps of a document, in the order in which they happen. */
export const DOCUMENT_STEPS = ['issue', 'legal', 'record', 'mail', 'archive', 'report'] as const;
export type DocumentStep = (typeof DOCUMENT_STEPS)[number];

/** How a reference rests when no run holds it. `retry` and `waiting` go on by themselves, the others do not. */
export const Rest = z.enum(['retry', 'waiting', 'hold', 'attention', 'parked', 'withdrawn', 'dryRun', 'finished']);
export type Rest = z.infer<typeof Rest>;

/** What the owner is told of one cause. No names, no addresses: the deal stands there by its number. */
export const Alert = z.object({
	key: z.string(),
	/** Which pair of sentences the mail begins with: a whole system, one deal, deals of before. */
	kind: z.enum(['credential', 'unavailable', 'deal', 'crash', 'space', 'correction', 'earlier']),
	system: z.string(),
	crm: z.string(),
	dealId: z.string(),
	number: z.string(),
	text: z.string(),
});
export type Alert = z.infer<typeof Alert>;

/** The `data` column: JSON, versioned, under 4 kB. */
export const RowData = z.object({
	v: z.literal(1),
	/** The intent: what the writer does next, once it has read the journal again. */
	next: Action.optional(),
	/** Seconds that the writer's claim lasts from this row's `createdAt`. */
	lease: z.number().int().positive().optional(),
	entry: StageEntry.optional(),
	rest: Rest.optional(),
	/** No run goes on before this moment. */
	notBefore: z.string().optional(),
	/** Machine-readable cause of a failure, a wait or an alarm. */
	cause: z.string().optional(),
	/** The system behind the cause, as people know it: `Fakturownia`. */
	system: z.string().optional(),
	/** The set of problems, so that the same set is told once. */
	key: z.string().optional(),
	/** What an approval covers. */
	fingerprint: z.string().optional(),
	/** Of an issued document: what it says, as one key; see correction/content.ts. */
	content: z.string().optional(),
	/** `ksefNumber`: nothing leaves before the number. */
	gate: z.enum(['ksefNumber', 'none']).optional(),
	ksefNumber: z.string().optional(),
	/** The archive path. */
	path: z.string().optional(),
	/** A document found without an issue row of ours: whether it was mailed is not known. */
	mailUnknown: z.literal(true).optional(),
	/** In the row that gives a claim up: id of the row whose announcement was not acted upon. */
	voids: z.number().int().positive().optional(),
	/** In rows of `alert:…`: what the owner is told. */
	alert: Alert.optional(),
	/** In rows of step `payment`: what the deal was told of the document's money. */
	payment: PaymentFacts.optional(),
	/** Beside `payment`: id of the last such row that its writer knew of; 0: none. Rows of older versions leave it out. */
	after: z.number().int().nonnegative().optional(),
});
export type RowData = z.infer<typeof RowData>;

/** The columns, fixed for ever. `id` and `createdAt` are the Data Table's own. */
export const COLUMNS = [
	'reference',
	'step',
	'state',
	'attempt',
	'holder',
	'lease_until',
	'vendor',
	'number',
	'document_id',
	'amount',
	'currency',
	'due_date',
	'client',
	'note',
	'data',
] as const;
export type NewRow = Record<(typeof COLUMNS)[number], string>;

export interface JournalRow extends Omit<NewRow, 'data'> {
	id: number;
	/** Milliseconds since 1970, the database's clock. */
	at: number;
	data: RowData;
}

const Raw = z
	.object({ id: z.coerce.number().int(), createdAt: z.union([z.string(), z.date(), z.number()]) })
	.and(z.record(z.string(), z.unknown()));

/** Rows as n8n's Data Table node returns them, sorted; items without an id (an empty answer) are left out. */
export function parseRows(items: readonly unknown[]): JournalRow[] {
	return items
		.map((item) => Raw.safeParse(item))
		.flatMap((parsed) => (parsed.success ? [toRow(parsed.data)] : []))
		.sort((a, b) => a.id - b.id);
}

function toRow(raw: z.infer<typeof Raw>): JournalRow {
	const text = (column: string) => (typeof raw[column] === 'string' ? (raw[column] as string) : '');
	return {
		...(Object.fromEntries(COLUMNS.map((column) => [column, text(column)])) as NewRow),
		id: raw.id,
		at: new Date(raw.createdAt).getTime(),
		data: parseData(text('data')),
	};
}

/** A row whose `data` somebody has edited into nonsense still counts, as one that announces nothing. */
function parseData(text: string): RowData {
	try {
		const parsed = RowData.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : { v: 1 };
	} catch {
		return { v: 1 };
	}
}

/** A new row with every column filled, ready for an insert. Notes are cut: the journal holds no documents. */
export function newRow(
	fields: Partial<Omit<NewRow, 'data'>> & { reference: string; data: Omit<RowData, 'v'> },
): NewRow {
	const { data, ...columns } = fields;
	const empty = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as NewRow;
	return {
		...empty,
		...columns,
		note: (columns.note ?? '').slice(0, 600),
		lease_until: data.lease ? `PT${data.lease}S` : '',
		data: JSON.stringify({ v: 1, ...data }),
	};
}
