import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter, optionalJsonParameter } from '../../connect/jsonParameter';
import { alertOf } from '../../invoicing/journal/alerts';
import { entryKey } from '../../invoicing/journal/fold';
import type { BuildView } from '../../invoicing/journal/decide';
import { describe } from '../../invoicing/journal/describe';
import { DOCUMENT_STEPS, parseRows, type DocumentStep, type JournalRow } from '../../invoicing/journal/row';
import { route, stepRow, type Route } from '../../invoicing/journal/step';
import { doneDataOf } from '../../invoicing/journal/done';
import { mailFailure } from '../../invoicing/mailOutcome';
import { Language } from '../../invoicing/primitives';
import { NEXT_STEP_WAYS, onOutput, outputIndex } from './outputs';

const Rows = z.array(z.record(z.string(), z.unknown()));
/** What Build Invoice answered, as far as the way through the steps depends on it. */
const Build = z.object({ ok: z.boolean(), brakes: z.object({}).passthrough() }).passthrough();

/** Step Row: the input item is what the effect (or the reading of the deal) answered. One row to insert. */
export async function stepRowOperation(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = uniqueRows(jsonParameter(this, 'rows', 0, Rows, 'Journal Rows'));
	const attempt = this.getNodeParameter('attempt', 0) as string;
	if (!rows.some((row) => row.attempt === attempt))
		throw new NodeOperationError(this.getNode(), 'The journal rows hold no claim of this run.', {
			itemIndex: 0,
			description: 'Give "Journal Rows" the rows that were read after the claim, as the shipped workflow does.',
		});
	const options = this.getNodeParameter('stepOptions', 0, {}) as {
		pauses?: string;
		maxTries?: number;
		skip?: DocumentStep[];
	};
	const language = Language.catch('pl').parse(this.getNodeParameter('language', 0));
	const row = stepRow({
		rows,
		attempt,
		item: this.getInputData()[0]?.json ?? {},
		build: optionalJsonParameter(this, 'build', 0, Build, 'Build') as BuildView | undefined,
		options: {
			now: Date.now(),
			pauses: pausesOf(options.pauses ?? '70, 140, 280'),
			maxTries: options.maxTries ?? 8,
			skip: new Set((options.skip ?? []).filter((step) => DOCUMENT_STEPS.includes(step))),
			replay: this.getNodeParameter('askedBy', 0) === 'replay',
			attempt,
		},
		mailFailure,
		describe: describe(language),
	});
	return [[{ json: { ...row }, pairedItem: { item: 0 } }]];
}

/** "70, 140" → [70, 140]; what is no number is left out. */
function pausesOf(text: string): number[] {
	return text
		.split(/[,;\s]+/)
		.map((part) => Number.parseInt(part, 10))
		.filter((seconds) => seconds > 0);
}

/** Rows may arrive from two reads of the journal; it only grows, so their union is the newest. */
function uniqueRows(items: unknown[]): JournalRow[] {
	return [...new Map(parseRows(items).map((row) => [row.id, row])).values()];
}

/** Next Step: the input is every row of the reference, read after the last row was inserted. */
export async function nextStep(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rows = parseRows(this.getInputData().map((item) => item.json));
	const attempt = this.getNodeParameter('attempt', 0) as string;
	const result = route(rows, attempt, this.getExecutionId());
	const json = result.yield ? { ...result.yield } : instructions(result, rows, attempt);
	return onOutput(outputIndex(result.action), NEXT_STEP_WAYS.length, { json, pairedItem: { item: 0 } });
}

/** What the row on the canvas needs to know. No names, no addresses: those come from Build Invoice. */
function instructions({ state, row, action }: Route, rows: readonly JournalRow[], attempt: string) {
	const { document, entry } = state;
	const { reference } = state;
	const deal = { crm: entry?.crm ?? '', dealId: entry?.dealId ?? '', number: document?.number ?? '' };
	const cause = row?.data.cause ?? '';
	const text = row?.note ?? '';
	const wakeAt = row?.data.notBefore ? Date.parse(row.data.notBefore) : 0;
	return {
		reference,
		action,
		attempt,
		crm: deal.crm,
		dealId: deal.dealId,
		stageEntry: entry ? entryKey(entry) : '',
		entry,
		vendor: document?.vendor ?? '',
		documentId: document?.documentId ?? '',
		number: deal.number,
		amount: document?.amount ?? '',
		currency: document?.currency ?? '',
		dueDate: document?.dueDate ?? '',
		ksefNumber: document?.ksefNumber ?? '',
		archivePath: state.archivePath,
		/** For the permanent row: what a later look at the deal is compared with. */
		doneData: doneDataOf(state),
		/** Set when an earlier run was cut off while issuing: since when a document may exist. */
		inFlightSince: action === 'issue' ? unsettledSince(rows, attempt) : '',
		status: text,
		cause,
		/** What the owner is told, should this be an alarm. */
		alert: { ...alertOf({ reference, cause, system: row?.data.system ?? '', text, ...deal }) },
		rest: row?.data.rest ?? '',
		waitSeconds: Math.max(1, Math.ceil((wakeAt - Date.now()) / 1000)),
		client: row?.client ?? '',
	};
}

/** When an earlier attempt announced an issue and no row tells how that ended; empty when it surely did nothing. */
function unsettledSince(rows: readonly JournalRow[], own: string): string {
	const announced = rows.findLast(
		(row) => row.data.next === 'issue' && row.attempt !== own && !rows.some(({ data }) => data.voids === row.id),
	);
	if (!announced) return '';
	const closing = rows.find(
		(row) =>
			row.id > announced.id &&
			row.step === 'issue' &&
			// A person who has looked settles it as well.
			(row.attempt === announced.attempt || row.data.cause === 'issue:person'),
	);
	const settled = closing?.state === 'failed' && closing.data.cause !== 'issue:parked';
	return settled ? '' : new Date((closing ?? announced).at).toISOString();
}
