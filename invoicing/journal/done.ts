import { z } from 'zod';
import { StageEntry } from '../deal';
import type { ReferenceState } from './fold';

/** What was told about a finished document that is no longer what its deal asks for. */
export const Notice = z.object({
	/** What was told: a content key, or how the document stands in the accounting system. Told once. */
	key: z.string(),
	/** `open`: a person may confirm it. `told`: nothing to confirm. */
	state: z.enum(['open', 'told', 'left', 'confirmed']),
	text: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** The `data` column. Rows of earlier releases hold neither entry nor content: what they issued is not compared. */
export const DoneData = z
	.object({
		v: z.literal(1),
		path: z.string().default(''),
		ksefNumber: z.string().default(''),
		entry: StageEntry.optional(),
		content: z.string().default(''),
		/** When the deal was last compared with the document, ISO 8601. */
		looked: z.string().optional(),
		notice: Notice.optional(),
	})
	.passthrough();
export type DoneData = z.infer<typeof DoneData>;

/** A row of `deal_to_invoice_done`: what stays of a finished reference. */
export interface DoneRow {
	reference: string;
	vendor: string;
	number: string;
	documentId: string;
	amount: string;
	currency: string;
	client: string;
	/** When it was finished: at or after the day of issue. ISO 8601; empty where the row does not say. */
	finishedAt: string;
	data: DoneData;
}

/** A row whose `data` may be of no release that this one knows. */
export type AnyDoneRow = Omit<DoneRow, 'data'> & { data?: DoneData };

/** Of a finished reference. The person's reason for a correction stays out: this row is permanent. */
export function doneDataOf({ document, entry, archivePath }: ReferenceState): string {
	const corrects = entry?.corrects && { reference: entry.corrects.reference, documentId: entry.corrects.documentId };
	return JSON.stringify({
		v: 1,
		path: archivePath,
		ksefNumber: document?.ksefNumber ?? '',
		content: document?.content ?? '',
		...(entry && { entry: { ...entry, ...(corrects && { corrects }) } }),
	});
}

const Text = z.string().catch('');
const Columns = z.object({
	reference: z.string().min(1),
	vendor: Text,
	number: Text,
	document_id: Text,
	amount: Text,
	currency: Text,
	client: Text,
	data: Text,
	createdAt: z
		.union([z.string(), z.date(), z.number()])
		.pipe(z.coerce.date())
		.transform((moment) => moment.toISOString())
		.catch(''),
});

/** Rows as n8n's Data Table node returns them; what has no reference is none. */
export function parseDone(items: readonly unknown[]): AnyDoneRow[] {
	return items.flatMap((item) => {
		const parsed = Columns.safeParse(item);
		if (!parsed.success) return [];
		const { document_id: documentId, createdAt: finishedAt, data, ...columns } = parsed.data;
		return [{ ...columns, documentId, finishedAt, data: readData(data) }];
	});
}

export const isReadable = (row: AnyDoneRow): row is DoneRow => row.data !== undefined;

function readData(text: string): DoneData | undefined {
	try {
		return DoneData.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
