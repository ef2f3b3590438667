import { z } from 'zod';
import { markedNote, notedReferences } from '../../connect/crm/notes';
import { planRecord, type DealBefore, type RecordPlan } from '../../connect/crm/record';
import { multipartForm } from '../../connect/multipartForm';
import type { CrmFields, PdfFile, RecordOptions } from '../../connect/ports';
import type { Deal } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { cut } from '../../invoicing/text';
import { refused } from './apiErrors';
import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import { codesOf, codeToWrite, rowsWith } from './fields';
import { fieldText, textOf } from './mapping/customFields';
import { htmlOf, plainNote } from './mapping/notes';
import { readItem } from './readDeal';
import { DealItem, FileRow, Note, type FieldRow } from './schemas';
import { isWonStage, outcomeOf, stageOf } from './stages';

/** Uploads of a PDF may take a while. */
const UPLOAD_MS = 60_000;
/** What a field of type varchar takes. */
const VARCHAR_LENGTH = 255;
/** Our own note and file are among the newest: 300 of each are looked through. */
const NEWEST_FIRST = { sort: 'id DESC' };
const MOST_PAGES = 3;

/**
 * Records a document on the deal: fields and stage in one update, then the file, then the note. 26 tokens: a look (1),
 * the update (5), file and note (10 each); an empty note is not written. The update comes first, so that a deal without the reference has neither file
 * nor note of this document yet and nothing has to be searched; a deal with it was begun before, and only what is
 * missing there is made (20 tokens for a list of notes, 20 for one of files).
 */
export async function recordInvoice(
	client: PipedriveClient,
	directory: Directory,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile | undefined,
	options: RecordOptions,
): Promise<void> {
	// Pipedrive has no field for files.
	const fields = { ...options.fields, pdf: '' };
	const item = await readItem(client, dealId);
	if (!item) throw gone(dealId);
	const rows = await rowsWith(client, directory, 'deal', namesOf(fields));
	const before = beforeOf(item, rows, fields, options.deal);
	const plan = planRecord(before, issued, pdf !== undefined, { ...options, fields });
	const isBegun = !Object.hasOwn(plan.texts, fields.reference);
	await update(client, directory, item, plan, rows, `record the invoice on deal ${dealId}`);
	const hasNote = options.note.trim() !== '';
	if (isBegun && hasNote && (await isNoted(client, dealId, issued.reference))) return;
	const file = pdf && { ...pdf, fileName: fileNameOf(pdf, issued) };
	if (file && !(isBegun && (await hasFile(client, dealId, file.fileName)))) await addFile(client, dealId, file);
	if (hasNote) await addNote(client, dealId, markedNote(options.note, issued.reference));
}

/** Writes the status field. 5 tokens; none when the deal, as it was read, says so already. */
export async function setStatus(
	client: PipedriveClient,
	directory: Directory,
	dealId: string,
	status: string,
	fields: CrmFields,
): Promise<void> {
	const rows = await rowsWith(client, directory, 'deal', [fields.status]);
	const purpose = `write the status on deal ${dealId}`;
	await patch(client, directory, dealId, { texts: { [fields.status]: status }, body: {} }, rows, purpose);
}

const namesOf = ({ number, documentId, reference, link, status }: CrmFields) => [
	number,
	documentId,
	reference,
	link,
	status,
];

/** The deal as it stands now; of the deal read in this run only where it stood, seen from its entry. */
function beforeOf(item: DealItem, rows: readonly FieldRow[], fields: CrmFields, read: Deal | undefined): DealBefore {
	const stageId = stageOf(item);
	const isWhereItWas = read === undefined || (read.standing === 'inStage' && read.stage.id === stageId);
	const custom = item.custom_fields;
	return {
		stageId,
		stageOutcome: outcomeOf(item.status),
		standing: isWhereItWas ? 'inStage' : 'movedOn',
		values: Object.fromEntries(namesOf(fields).map((name) => [name, textOf(custom, codesOf(name, rows))])),
		noted: [],
	};
}

async function update(
	client: PipedriveClient,
	directory: Directory,
	item: DealItem,
	{ texts, stageId }: Pick<RecordPlan, 'texts' | 'stageId'>,
	rows: readonly FieldRow[],
	purpose: string,
): Promise<void> {
	const body = stageId ? await moveTo(client, directory, item, stageId) : {};
	if (Object.keys(texts).length + Object.keys(body).length === 0) return;
	await patch(client, directory, item.id, { texts, body }, rows, purpose);
}

/** "Won" is a status. A stage of another pipeline needs that pipeline too, so that both fit together. */
async function moveTo(client: PipedriveClient, directory: Directory, item: DealItem, stageId: string): Promise<object> {
	if (isWonStage(stageId)) return { status: 'won' };
	if (stageId === item.stage_id) return {};
	const stage = await directory.stage(client, stageId);
	if (!stage)
		throw refused(
			`Deal ${item.id} cannot be moved: the stage that "Stage Once Invoiced" names no longer exists in Pipedrive.`,
			'Choose another stage in the list of that parameter.',
		);
	const pipeline = stage.pipeline_id === item.pipeline_id ? {} : { pipeline_id: Number(stage.pipeline_id) };
	return { stage_id: Number(stage.id), ...pipeline };
}

/** Never with `value`: that would reset other fields of the deal. The answer is read: a field may not keep its text. */
async function patch(
	client: PipedriveClient,
	directory: Directory,
	dealId: string,
	{ texts, body }: { texts: Record<string, string>; body: object },
	rows: readonly FieldRow[],
	purpose: string,
): Promise<void> {
	// Fields that were chosen by their codes were not looked up; whether one is short matters for a long text only.
	const isLong = Object.values(texts).some((text) => text.length > VARCHAR_LENGTH);
	const types = isLong ? await directory.fields(client, 'deal') : rows;
	const named = Object.entries(texts).map(([name, text]) => {
		const code = codeToWrite(dealId, name, rows);
		const isShort = types.find((row) => row.field_code === code)?.field_type === 'varchar';
		return { name, code, text: isShort ? cut(text, VARCHAR_LENGTH) : text };
	});
	const custom = Object.fromEntries(named.map(({ code, text }) => [code, text]));
	const call = { version: 'v2', kind: 'update', method: 'PATCH', path: `/deals/${dealId}` } as const;
	const all = { ...body, ...(named.length > 0 && { custom_fields: custom }) };
	const after = await client.data({ ...call, body: all, purpose }, DealItem.pick({ custom_fields: true }));
	const lost = named.filter(({ code, text }) => fieldText(after.custom_fields[code]) !== text.trim());
	if (lost.length === 0) return;
	directory.forgetFields();
	const list = lost.map(({ name }) => `"${name}"`).join(', ');
	throw refused(
		`Deal ${dealId} in Pipedrive did not keep ${lost.length > 1 ? 'the fields' : 'the field'} ${list}.`,
		'Run "Setup: Create Fields" of the Pipedrive node once, or choose other fields under "Field Names". They have to be of type "Text" or "Large text".',
	);
}

async function isNoted(client: PipedriveClient, dealId: string, reference: string): Promise<boolean> {
	const call = { version: 'v1', path: '/notes', purpose: `read the notes of deal ${dealId}` } as const;
	const { rows } = await client.list(
		{ ...call, query: { deal_id: Number(dealId), ...NEWEST_FIRST } },
		Note,
		MOST_PAGES,
	);
	return notedReferences(rows.map((note) => plainNote(note.content))).includes(reference);
}

async function hasFile(client: PipedriveClient, dealId: string, fileName: string): Promise<boolean> {
	const call = { version: 'v1', path: `/deals/${dealId}/files`, purpose: `read the files of deal ${dealId}` } as const;
	const { rows } = await client.list({ ...call, query: NEWEST_FIRST }, FileRow, MOST_PAGES);
	return rows.some((file) => file.name === fileName || file.file_name === fileName);
}

/** A name tells one document from another, so the number is in it. */
function fileNameOf({ fileName }: PdfFile, { number }: IssuedInvoice): string {
	const spelt = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
	if (spelt(fileName).includes(spelt(number))) return fileName;
	const [, base, ending] = /^(.*?)(\.[A-Za-z0-9]+)?$/s.exec(fileName) ?? [];
	return `${base ?? fileName} ${number.replace(/[^\p{L}\p{N}]+/gu, '-')}${ending ?? ''}`;
}

async function addFile(client: PipedriveClient, dealId: string, { fileName, content }: PdfFile): Promise<void> {
	const file = { field: 'file', fileName, contentType: 'application/pdf', content };
	const { contentType, body } = multipartForm({ deal_id: dealId }, file);
	const call = { version: 'v1', kind: 'create', method: 'POST', path: '/files', timeoutMs: UPLOAD_MS } as const;
	const headers = { 'Content-Type': contentType };
	await client.data({ ...call, headers, body, purpose: `attach the PDF to deal ${dealId}` }, z.unknown());
}

async function addNote(client: PipedriveClient, dealId: string, text: string): Promise<void> {
	const call = { version: 'v1', kind: 'create', method: 'POST', path: '/notes' } as const;
	const body = { content: htmlOf(text), deal_id: Number(dealId) };
	await client.data({ ...call, body, purpose: `write the note on deal ${dealId}` }, z.unknown());
}

function gone(dealId: string) {
	return refused(
		`Deal ${dealId} no longer exists in Pipedrive, so the invoice cannot be recorded on it.`,
		'Restore the deal in Pipedrive and run this step again, or note the invoice by hand.',
		'notFound',
	);
}
