import type { Deal } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import type { CrmFields, RecordOptions } from '../ports';

/** What is known of the deal before we write: enough to write everything once. */
export interface DealBefore {
	stageId: string;
	stageOutcome: Deal['stage']['outcome'];
	standing: Deal['standing'];
	/** Values of our fields as text, by their names. */
	values: Record<string, string>;
	noted: readonly string[];
}

export interface RecordPlan {
	/** Text fields to write; only those that change. */
	texts: Record<string, string>;
	/** Where the PDF goes: into the file field, with the note, or nowhere because it is there already. */
	pdf: 'field' | 'note' | 'none';
	stageId?: string;
	note: boolean;
}

/** What a deal that was read says about itself. */
export function beforeOf(deal: Deal, fields: CrmFields): DealBefore {
	const { record } = deal;
	return {
		stageId: deal.stage.id,
		stageOutcome: deal.stage.outcome,
		standing: deal.standing,
		values: {
			...deal.customFields,
			[fields.number]: record.number ?? '',
			[fields.documentId]: record.documentId ?? '',
			[fields.reference]: record.reference ?? '',
			[fields.status]: record.status ?? '',
		},
		noted: record.noted,
	};
}

/**
 * What has to be written so that the deal tells of this document exactly once. A deal invoiced in parts holds several:
 * number, document id and reference are lists in the same order, the link is that of the newest.
 */
export function planRecord(
	before: DealBefore,
	issued: IssuedInvoice,
	hasPdf: boolean,
	options: RecordOptions,
): RecordPlan {
	const { fields } = options;
	const recorded = listOf(before.values[fields.reference]).includes(issued.reference);
	const noted = before.noted.includes(issued.reference);
	const wanted: [string, string][] = [
		[fields.number, withEntry(before.values[fields.number], issued.number)],
		[fields.documentId, withEntry(before.values[fields.documentId], issued.documentId)],
		[fields.reference, withEntry(before.values[fields.reference], issued.reference)],
		[fields.status, options.status],
	];
	// Once recorded, the link may already be that of a later part.
	if (issued.link && !recorded) wanted.push([fields.link, issued.link]);
	return {
		texts: Object.fromEntries(
			wanted.filter(([name, text]) => name !== '' && text.trim() !== (before.values[name] ?? '').trim()),
		),
		pdf: hasPdf ? placeOfPdf(before, fields, { recorded, noted }) : 'none',
		stageId: stageToMoveTo(before, options.stageId),
		note: !noted,
	};
}

/** A file field holds one file: the first document's. A later part's PDF comes with its note, so that none is lost. */
function placeOfPdf(
	before: DealBefore,
	fields: CrmFields,
	known: { recorded: boolean; noted: boolean },
): RecordPlan['pdf'] {
	const isFree = fields.pdf !== '' && (before.values[fields.pdf] ?? '') === '';
	if (isFree) return 'field';
	// A recorded document's file is in the field already, unless there is no such field.
	const needsNote = fields.pdf === '' || !known.recorded;
	return needsNote && !known.noted ? 'note' : 'none';
}

/** Only a deal that still stands in the stage that asked for the invoice is moved; a person's later move stays. */
function stageToMoveTo(before: DealBefore, stageId: string | undefined): string | undefined {
	if (!stageId || stageId === before.stageId) return undefined;
	return before.standing === 'inStage' && before.stageOutcome !== 'lost' ? stageId : undefined;
}

function listOf(text: string | undefined): string[] {
	return (text ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function withEntry(text: string | undefined, entry: string): string {
	const entries = listOf(text);
	return (entries.includes(entry.trim()) ? entries : [...entries, entry.trim()]).join(', ');
}
