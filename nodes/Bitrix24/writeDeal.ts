import { z } from 'zod';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { markedNote, notedReferences } from '../../connect/crm/notes';
import { beforeOf, planRecord, type DealBefore } from '../../connect/crm/record';
import type { CrmFields, PdfFile, RecordOptions } from '../../connect/ports';
import { VendorError } from '../../connect/http';
import { VENDOR } from './apiErrors';
import { read, taken, type Bitrix24Client, type CallOptions } from './client';
import { fieldText } from './mapping/customFields';
import { outcomeOf } from './mapping/standing';
import type { Params } from './params';
import { Comments, DealItem, itemOf } from './schemas';

const DEAL = 2;
/** Uploads of a PDF may take a while on a busy portal. */
const UPLOAD_MS = 60_000;

/**
 * Records a document on the deal: one update (fields, file, stage together, so that none can be there without the
 * others), then the note. Two requests, three when the deal was not read in this run; none for what is there already.
 */
export async function recordInvoice(
	client: Bitrix24Client,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile | undefined,
	options: RecordOptions,
): Promise<void> {
	const before = options.deal
		? beforeOf(options.deal, options.fields)
		: await readBefore(client, dealId, options.fields);
	const plan = planRecord(before, issued, pdf !== undefined, options);
	const file = pdf && base64File(pdf);
	const fields: Params = { ...plan.texts };
	if (file && plan.pdf === 'field') fields[options.fields.pdf] = file;
	if (plan.stageId) fields.stageId = plan.stageId;
	if (Object.keys(fields).length > 0) await updateDeal(client, dealId, fields, `record the invoice on deal ${dealId}`);
	if (plan.note) {
		const note = markedNote(options.note, issued.reference);
		await addNote(client, dealId, note, plan.pdf === 'note' ? file : undefined);
	}
}

/** Sets fields of the deal and reads the answer: Bitrix24 ignores unknown fields without a word. */
export async function updateDeal(
	client: Bitrix24Client,
	dealId: string,
	fields: Params,
	purpose: string,
): Promise<void> {
	const params = { entityTypeId: DEAL, id: dealId, useOriginalUfNames: 'Y', fields };
	const result = await client.call('crm.item.update', params, { kind: 'update', purpose, timeoutMs: UPLOAD_MS });
	const { item } = read(itemOf(z.record(z.string(), z.unknown())), result, purpose);
	const lost = Object.entries(fields)
		// The portal's own rules may move the deal on at once; its stage is not ours to insist on.
		.filter(([name]) => name !== 'stageId')
		.filter(([name, sent]) => !isKept(item[name], sent))
		.map(([name]) => name);
	if (lost.length > 0) throw notKept(dealId, lost);
}

async function addNote(
	client: Bitrix24Client,
	dealId: string,
	text: string,
	file: [string, string] | undefined,
): Promise<void> {
	const fields: Params = { ENTITY_ID: dealId, ENTITY_TYPE: 'deal', COMMENT: text };
	if (file) fields.FILES = [file];
	const purpose = `write the note on deal ${dealId}`;
	await client.call('crm.timeline.comment.add', { fields }, { kind: 'create', purpose, timeoutMs: UPLOAD_MS });
}

async function readBefore(client: Bitrix24Client, dealId: string, fields: CrmFields): Promise<DealBefore> {
	const call: CallOptions = { kind: 'read', purpose: `read deal ${dealId}` };
	const filter = { ENTITY_ID: dealId, ENTITY_TYPE: 'deal' };
	const comments = { filter, order: { ID: 'DESC' }, select: ['ID', 'COMMENT'] };
	const answer = await client.batch(
		{
			deal: { method: 'crm.item.get', params: { entityTypeId: DEAL, id: dealId, useOriginalUfNames: 'Y' } },
			comments: { method: 'crm.timeline.comment.list', params: comments },
			olderComments: { method: 'crm.timeline.comment.list', params: { ...comments, start: 50 } },
		},
		call,
	);
	const { item } = taken(answer, 'deal', itemOf(DealItem), call);
	const notes = [...taken(answer, 'comments', Comments, call), ...taken(answer, 'olderComments', Comments, call)];
	const own = [fields.number, fields.documentId, fields.reference, fields.status, fields.link, fields.pdf];
	return {
		stageId: item.stageId,
		stageOutcome: outcomeOf(item.stageSemanticId),
		standing: 'inStage',
		values: Object.fromEntries(own.map((name) => [name, fieldText(item[name], undefined)])),
		noted: notedReferences(notes.map((note) => note.COMMENT)),
	};
}

/** A text must come back as it was sent (a field of type number would cut "1/11/2026"); of a file it is enough that one is there. */
function isKept(held: unknown, sent: unknown): boolean {
	if (typeof sent === 'string') return fieldText(held, undefined).trim() === sent.trim();
	return held !== undefined && held !== null && held !== '' && held !== false;
}

/** docs: api-reference/files: name and pure base64. Only in a JSON body, never inside a batch. */
function base64File(pdf: PdfFile): [string, string] {
	return [pdf.fileName, pdf.content.toString('base64')];
}

function notKept(dealId: string, names: string[]): VendorError {
	const list = names.join(', ');
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${dealId} in Bitrix24 did not keep ${names.length > 1 ? 'the fields' : 'the field'} ${list}.`,
		advice:
			'Run "Setup: Create Fields" of the Bitrix24 node once, or choose other fields under "Field Names". Text fields have to be of type string, the PDF field of type file.',
	});
}
