import { z } from 'zod';
import type { Deal } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { markedNote } from '../../connect/crm/notes';
import { beforeOf, planRecord, type DealBefore } from '../../connect/crm/record';
import type { CrmFields, PdfFile, RecordOptions } from '../../connect/ports';
import { refusal } from './apiErrors';
import { read, type CallOptions, type MondayClient } from './client';
import { stagesOf } from './labels';
import { toRecord } from './mapping/deal';
import { htmlNote } from './mapping/notes';
import { cellOf, textOf } from './mapping/values';
import { addFile, BOARD_OF_DEAL, CHANGE_COLUMNS, CREATE_NOTE, DEAL_BEFORE } from './queries';
import { ColumnValue, DealItem, id, listOf } from './schemas';
import { placeOfStage, stageIdOf, UNSET_LABEL } from './stageId';

type CellValue = string | { index: number } | { url: string; text: string };

const Changed = z.object({
	change_multiple_column_values: z.object({ id, column_values: z.array(ColumnValue) }),
});
const Noted = z.object({ create_update: z.object({ id }) });
const Uploaded = z.object({ add_file_to_column: z.object({ id }) });
const Before = z.object({ items: listOf(DealItem) });
const BoardOf = z.object({ items: listOf(z.object({ id, board: z.object({ id }).nullish() })) });

/**
 * Records a document on the deal: first all columns and the stage in one change, so that none can be there without the
 * others, then the PDF, then the note. Three requests, four when the deal was not read in this run; none for what is
 * there already.
 */
export async function recordInvoice(
	client: MondayClient,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile | undefined,
	options: RecordOptions,
	lost: readonly string[],
): Promise<void> {
	const { fields, deal } = options;
	const boardId = placeOfStage(deal?.stage.id ?? '')?.boardId;
	const known =
		deal && boardId
			? { boardId, before: beforeOf(deal, fields) }
			: await readBefore(client, dealId, fields, { column: placeOfStage(options.stageId ?? '')?.columnId ?? '', lost });
	const { before } = known;
	const plan = planRecord(before, issued, pdf !== undefined, options);
	const isRecorded = namesIn(before.values[fields.reference]).includes(issued.reference);
	const values: Record<string, CellValue> = {};
	for (const [column, text] of Object.entries(plan.texts))
		values[column] = column === fields.link ? { url: text, text: issued.number } : text;
	const stage = placeOfStage(plan.stageId ?? '');
	// Stage and columns are written together: once recorded, the stage has had its turn.
	if (stage && !isRecorded) values[stage.columnId] = { index: Number(stage.labelId) };
	if (Object.keys(values).length > 0)
		await changeColumns(client, { dealId, boardId: known.boardId }, values, `record the invoice on deal ${dealId}`);
	// A column of files holds the PDFs of all parts, told apart by their names.
	const isThere =
		isRecorded && namesIn(before.values[fields.pdf]).some((name) => isSameFile(name, pdf?.fileName ?? ''));
	if (pdf && fields.pdf !== '' && !isThere) await upload(client, dealId, fields.pdf, pdf);
	if (plan.note) await addNote(client, dealId, markedNote(options.note, issued.reference));
}

/** One request; two when nothing says on which board the deal stands. */
export async function writeStatus(
	client: MondayClient,
	dealId: string,
	status: string,
	fields: CrmFields,
	deal?: Deal,
): Promise<void> {
	const boardId = placeOfStage(deal?.stage.id ?? '')?.boardId ?? (await boardOf(client, dealId));
	await changeColumns(client, { dealId, boardId }, { [fields.status]: status }, `write the status on deal ${dealId}`);
}

async function changeColumns(
	client: MondayClient,
	deal: { dealId: string; boardId: string },
	values: Record<string, CellValue>,
	purpose: string,
): Promise<void> {
	const columns = Object.keys(values);
	const variables = { board: deal.boardId, id: deal.dealId, values: JSON.stringify(values), columns };
	const answer = await client.query(CHANGE_COLUMNS, variables, { kind: 'update', purpose });
	const cells = read(Changed, answer, purpose).change_multiple_column_values.column_values;
	const lost = columns.filter((column) => !isKept(cellOf(cells, column), values[column]));
	if (lost.length > 0) throw notKept(deal.dealId, lost);
}

/** A text must come back as it was sent. The board's own automations may move the deal on at once. */
function isKept(held: ColumnValue | undefined, sent: CellValue | undefined): boolean {
	if (!held) return false;
	if (typeof sent === 'string') return textOf(held) === sent.trim();
	return sent === undefined || 'index' in sent || textOf(held) !== '';
}

async function upload(client: MondayClient, dealId: string, columnId: string, pdf: PdfFile): Promise<void> {
	const call: CallOptions = { kind: 'create', purpose: `put the PDF on deal ${dealId}` };
	if (!/^\d+$/.test(dealId)) throw notAnItem(dealId);
	const file = { ...pdf, contentType: 'application/pdf' };
	read(Uploaded, await client.upload(addFile(dealId, columnId), file, call), call.purpose);
}

async function addNote(client: MondayClient, dealId: string, text: string): Promise<void> {
	const call: CallOptions = { kind: 'create', purpose: `write the note on deal ${dealId}` };
	read(Noted, await client.query(CREATE_NOTE, { id: dealId, body: htmlNote(text) }, call), call.purpose);
}

async function readBefore(
	client: MondayClient,
	dealId: string,
	fields: CrmFields,
	stage: { column: string; lost: readonly string[] },
): Promise<{ boardId: string; before: DealBefore }> {
	const call: CallOptions = { kind: 'read', purpose: `read deal ${dealId}` };
	const own = [fields.number, fields.documentId, fields.reference, fields.status, fields.link, fields.pdf];
	const columns = [...own, stage.column].filter((column) => column !== '');
	const { items } = read(Before, await client.query(DEAL_BEFORE, { id: dealId, columns }, call), call.purpose);
	const item = items.find((each) => each.id === dealId && each.state !== 'deleted');
	const boardId = item?.board?.id;
	if (!item || !boardId) throw notAnItem(dealId);
	const cell = cellOf(item.column_values, stage.column);
	const labelId = cell?.index === null || cell?.index === undefined ? UNSET_LABEL : String(cell.index);
	const stageId = stage.column ? stageIdOf({ boardId, columnId: stage.column, labelId }) : '';
	const stages = stagesOf(boardId, item.board?.columns ?? [], stage.lost);
	const before: DealBefore = {
		stageId,
		stageOutcome: stages.find((each) => each.id === stageId)?.outcome ?? 'open',
		standing: 'inStage',
		values: Object.fromEntries(own.map((column) => [column, textOf(cellOf(item.column_values, column))])),
		noted: toRecord(item.column_values, fields, item.updates).noted,
	};
	return { boardId, before };
}

async function boardOf(client: MondayClient, dealId: string): Promise<string> {
	const call: CallOptions = { kind: 'read', purpose: `find the board of deal ${dealId}` };
	const { items } = read(BoardOf, await client.query(BOARD_OF_DEAL, { id: dealId }, call), call.purpose);
	const boardId = items.find((item) => item.id === dealId)?.board?.id;
	if (!boardId) throw notAnItem(dealId);
	return boardId;
}

const namesIn = (text: string | undefined): string[] =>
	(text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');

/** monday may spell a name otherwise than it was sent: letters and digits count. */
function isSameFile(one: string, other: string): boolean {
	const plain = (name: string) =>
		name
			.normalize('NFKD')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]/gu, '');
	return plain(one) !== '' && plain(one) === plain(other);
}

function notAnItem(dealId: string) {
	return refusal(
		`Deal ${dealId} is not in monday.com, or the user of the credential may not see it.`,
		'Check in monday.com that the item still exists and that this user may see and edit its board.',
		'notFound',
	);
}

function notKept(dealId: string, names: string[]) {
	return refusal(
		`Deal ${dealId} in monday.com did not keep ${names.length > 1 ? 'the columns' : 'the column'} ${names.join(', ')}.`,
		'Run "Setup: Create Fields" of the monday.com node once, or choose other columns under "Field Names". Texts need columns of type Text, the link one of type Link.',
	);
}
