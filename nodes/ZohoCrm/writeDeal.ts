import { z } from 'zod';
import type { Deal as HouseDeal } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { markedNote, notedReferences } from '../../connect/crm/notes';
import { beforeOf, planRecord, type DealBefore } from '../../connect/crm/record';
import { VendorError } from '../../connect/http';
import type { CrmFields, PdfFile, RecordOptions } from '../../connect/ports';
import { VENDOR } from './apiErrors';
import { attachOnce } from './attachments';
import { read, type ZohoClient } from './client';
import { fieldText, fieldTexts } from './mapping/customFields';
import { placeOf } from './mapping/deal';
import { notesOf, pipelinesOf } from './readDeal';
import { Deal } from './schemas';
import { partsOf } from './stageId';

/** Zoho's limits for a note's title and for a multi-line text of the small kind. */
const TITLE_LENGTH = 120;
const STATUS_LENGTH = 2_000;

const Written = z.object({ data: z.tuple([z.object({ status: z.literal('success') })]) });

/**
 * Records a document on the deal: one update (fields and stage together), the PDF as an attachment, then the note that
 * closes it. Four requests (the attachments are looked through first), two or three more when the deal was not read in
 * this run; none for what is there already.
 */
export async function recordInvoice(
	client: ZohoClient,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile | undefined,
	options: RecordOptions,
): Promise<void> {
	// An attachment needs no field: the plan sends the PDF with the note.
	const fields = { ...options.fields, pdf: '' };
	const before = options.deal ? beforeOf(options.deal, fields) : await readBefore(client, dealId, options);
	const plan = planRecord(before, issued, pdf !== undefined, { ...options, fields, status: cut(options.status) });
	const known = options.deal?.customFields ?? before.values;
	const values: Record<string, string> = { ...plan.texts, ...stageFields(plan.stageId, before.stageId) };
	if (Object.keys(values).length > 0)
		await updateDeal(client, dealId, values, known, `record the invoice on deal ${dealId}`);
	if (pdf && plan.pdf === 'note') await attachOnce(client, dealId, pdf);
	if (plan.note) await addNote(client, dealId, markedNote(options.note, issued.reference));
}

/** Writes the status field, unless the deal says so already. */
export async function setStatus(
	client: ZohoClient,
	dealId: string,
	status: string,
	fields: CrmFields,
	deal: HouseDeal | undefined,
): Promise<void> {
	const text = cut(status);
	if (deal?.record.status?.trim() === text) return;
	const known = deal?.customFields ?? {};
	await updateDeal(client, dealId, { [fields.status]: text }, known, `write the status on deal ${dealId}`);
}

/**
 * Sets fields of the deal. `trigger: []`: no workflow, approval or Blueprint of Zoho's starts from it, or two automations
 * would answer each other for ever. What the deal was not seen to have is read back: Zoho ignores unknown fields
 * without a word.
 */
async function updateDeal(
	client: ZohoClient,
	dealId: string,
	values: Record<string, string>,
	known: Record<string, string>,
	purpose: string,
): Promise<void> {
	const request = { method: 'PUT', path: `Deals/${dealId}`, body: { data: [values], trigger: [] } } as const;
	read(Written, await client.call(request, { kind: 'update', purpose }), purpose);
	const doubtful = Object.keys(values).filter((name) => !(name in known) && name !== 'Stage' && name !== 'Pipeline');
	if (doubtful.length === 0) return;
	const held = await client.record(
		`Deals/${dealId}`,
		z.record(z.string(), z.unknown()),
		{ purpose },
		{
			fields: doubtful.join(','),
		},
	);
	const lost = doubtful.filter((name) => fieldText(held?.[name]) !== values[name]?.trim());
	if (lost.length > 0) throw notKept(dealId, lost);
}

/** In another pipeline the stage's word alone would be another stage. */
function stageFields(stageId: string | undefined, before: string): Record<string, string> {
	if (!stageId) return {};
	const { pipeline, stage } = partsOf(stageId);
	return pipeline === '' || pipeline === partsOf(before).pipeline
		? { Stage: stage }
		: { Stage: stage, Pipeline: pipeline };
}

async function addNote(client: ZohoClient, dealId: string, text: string): Promise<void> {
	const [title = ''] = text.split('\n');
	const note = {
		Note_Title: title.slice(0, TITLE_LENGTH),
		Note_Content: text,
		Parent_Id: { module: { api_name: 'Deals' }, id: dealId },
	};
	const purpose = `write the note on deal ${dealId}`;
	const answer = await client.call(
		{ method: 'POST', path: 'Notes', body: { data: [note] } },
		{ kind: 'create', purpose },
	);
	read(Written, answer, purpose);
}

async function readBefore(client: ZohoClient, dealId: string, options: RecordOptions): Promise<DealBefore> {
	const call = { purpose: `read deal ${dealId}` };
	const [deal, notes] = await Promise.all([client.record(`Deals/${dealId}`, Deal, call), notesOf(client, dealId)]);
	if (!deal) throw gone(dealId);
	const known = options.stageId ? await pipelinesOf(client, deal) : [];
	const pipelineId = deal.Pipeline || known[0]?.id || '';
	const place = placeOf(
		deal,
		pipelineId,
		known.flatMap((pipeline) => pipeline.stages),
	);
	return {
		stageId: place.stageId,
		stageOutcome: place.outcome,
		standing: 'inStage',
		values: fieldTexts(deal),
		noted: notedReferences(notes),
	};
}

function cut(status: string): string {
	return status.trim().slice(0, STATUS_LENGTH);
}

function gone(dealId: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'notFound',
		outcome: 'notDone',
		message: `Deal ${dealId} is not in Zoho CRM any more, so nothing was written to it.`,
		advice: 'Restore it from the recycle bin of Zoho CRM and run this step again, or leave it if that is meant.',
	});
}

function notKept(dealId: string, names: string[]): VendorError {
	const list = names.join(', ');
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${dealId} in Zoho CRM did not keep ${names.length > 1 ? 'the fields' : 'the field'} ${list}.`,
		advice:
			'Run "Setup: Create Fields" of the Zoho CRM node once, or choose other fields under "Field Names". The user of the credential must be allowed to edit them.',
	});
}
