import type { IssuedInvoice } from '../../invoicing/invoice';
import { markedNote } from '../../connect/crm/notes';
import { beforeOf, planRecord, type DealBefore } from '../../connect/crm/record';
import type { CrmFields, PdfFile, Pipeline, RecordOptions } from '../../connect/ports';
import { VendorError } from '../../connect/http';
import { paths } from './api';
import { VENDOR } from './apiErrors';
import { upload } from './files';
import { fieldNames, notedIn } from './mapping/deal';
import { stageOf } from './mapping/pipelines';
import { noteHtml } from './mapping/text';
import { getDeal, readNotes, type HubSpotAccess } from './readDeal';

/** Note to deal, defined by HubSpot (docs: associate records; SDK: AssociationTypes). */
const NOTE_TO_DEAL = 214;

/**
 * Records a document on the deal in three requests: the PDF into the files, one update (fields and stage together, so
 * that none can be there without the others), then the note that carries the PDF. Two more when the deal was not read in
 * this run; none for what is there already.
 */
export async function recordInvoice(
	access: HubSpotAccess,
	dealId: string,
	issued: IssuedInvoice,
	pdf: PdfFile | undefined,
	options: RecordOptions,
): Promise<void> {
	const { client, settings, now } = access;
	const { fields } = options;
	const before = options.deal ? beforeOf(options.deal, fields) : await readBefore(access, dealId, fields);
	const plan = planRecord(before, issued, pdf !== undefined, options);
	const fileId = pdf && plan.pdf !== 'none' ? await upload(client, dealId, issued, pdf) : undefined;
	const properties: Record<string, string> = { ...plan.texts };
	if (fileId !== undefined && plan.pdf === 'field') properties[fields.pdf] = fileId;
	if (plan.stageId) Object.assign(properties, moveTo(plan.stageId, before, await settings.pipelines()));
	if (Object.keys(properties).length > 0)
		await updateDeal(access, dealId, properties, `record the invoice on deal ${dealId}`);
	if (!plan.note) return;
	const note = {
		properties: {
			hs_timestamp: now().toISOString(),
			hs_note_body: noteHtml(markedNote(options.note, issued.reference)),
			...(fileId !== undefined && plan.pdf === 'note' && { hs_attachment_ids: fileId }),
		},
		associations: [
			{ to: { id: dealId }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: NOTE_TO_DEAL }] },
		],
	};
	const purpose = `write the note on deal ${dealId}`;
	await client.call({ kind: 'create', method: 'POST', path: paths.records('notes'), body: note, purpose });
}

/** Sets fields of the deal. HubSpot refuses a field that does not exist or does not take the value, and then sets none. */
export async function updateDeal(
	{ client }: HubSpotAccess,
	dealId: string,
	properties: Record<string, string>,
	purpose: string,
): Promise<void> {
	const path = paths.record('deals', dealId);
	await client.call({ kind: 'update', method: 'PATCH', path, body: { properties }, purpose });
}

async function readBefore(access: HubSpotAccess, dealId: string, fields: CrmFields): Promise<DealBefore> {
	const deal = await getDeal(access.client, dealId, ['dealstage', 'pipeline', ...fieldNames(fields)]);
	if (!deal) throw gone(dealId);
	const stageId = deal.properties.dealstage ?? '';
	return {
		stageId,
		stageOutcome: stageOf(await access.settings.pipelines(), stageId)?.outcome ?? 'open',
		standing: 'inStage',
		values: deal.properties,
		noted: notedIn(await readNotes(access.client, deal, `read deal ${dealId}`)),
	};
}

/** A stage of another pipeline is only taken together with that pipeline. */
function moveTo(stageId: string, before: DealBefore, pipelines: readonly Pipeline[]): Record<string, string> {
	const to = stageOf(pipelines, stageId)?.pipelineId;
	const isElsewhere = to !== undefined && to !== stageOf(pipelines, before.stageId)?.pipelineId;
	return { dealstage: stageId, ...(isElsewhere && { pipeline: to }) };
}

function gone(dealId: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'notFound',
		outcome: 'notDone',
		message: `HubSpot has no deal ${dealId} any more, so the invoice cannot be recorded on it.`,
		advice: 'Look in HubSpot whether it was deleted; a deleted deal can be restored there for 90 days.',
	});
}
