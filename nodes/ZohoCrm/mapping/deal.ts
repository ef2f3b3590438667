import type { Deal as HouseDeal, DealLine, DealRecord, StageEntry } from '../../../invoicing/deal';
import { notedReferences } from '../../../connect/crm/notes';
import { standingOf, type Place } from '../../../connect/crm/standing';
import type { CrmFields, Stage } from '../../../connect/ports';
import type { Organisation } from '../org';
import type { Deal } from '../schemas';
import { stageIdOf } from '../stageId';
import { toBuyers, toContacts, type ClientBooks } from './buyers';
import { fieldText, fieldTexts } from './customFields';

/** Everything that was read for one deal, before it becomes the house's Deal. */
export interface DealBooks {
	organisation: Organisation;
	/** Where people open the CRM: `crm.zoho.eu`. */
	webHost: string;
	deal: Deal;
	pipelineId: string;
	stages: Stage[];
	client: ClientBooks;
	lines: DealLine[];
	/** The currency of the document that the lines come from. */
	documentCurrency: string;
	notes: string[];
}

export function toDeal(
	books: DealBooks,
	fields: CrmFields,
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): HouseDeal {
	const { deal, organisation, stages } = books;
	const place = placeOf(deal, books.pipelineId, stages);
	return {
		crm: 'zoho',
		account: organisation.id,
		id: deal.id,
		title: deal.Deal_Name,
		url: `https://${books.webHost}/crm/org${organisation.id}/tab/Potentials/${deal.id}`,
		stage: {
			id: place.stageId,
			name: stages.find((stage) => stage.id === place.stageId)?.name ?? deal.Stage,
			outcome: place.outcome,
		},
		standing: standingOf(place, stages, entry),
		currency: (deal.Currency || books.documentCurrency || organisation.currency).toUpperCase(),
		amount: deal.Amount,
		buyers: toBuyers(books.client),
		contacts: toContacts(books.client.contact),
		lines: books.lines,
		notes: deal.Description || undefined,
		owner: deal.Owner?.name ? { name: deal.Owner.name, email: deal.Owner.email || undefined } : undefined,
		createdDay: /^\d{4}-\d{2}-\d{2}/.exec(deal.Created_Time)?.[0],
		customFields: fieldTexts(deal),
		record: toRecord(deal, fields, books.notes),
	};
}

/** Where the deal stands. A stage that is in no list any more counts as open: only lost and won are told apart. */
export function placeOf(deal: Pick<Deal, 'Stage'>, pipelineId: string, stages: readonly Stage[]): Place {
	const stageId = stageIdOf(pipelineId, deal.Stage);
	return { stageId, pipelineId, outcome: stages.find((stage) => stage.id === stageId)?.outcome ?? 'open' };
}

/** What our own fields and notes already say. */
function toRecord(deal: Record<string, unknown>, fields: CrmFields, notes: readonly string[]): DealRecord {
	const held = (name: string) => (name === '' ? undefined : fieldText(deal[name]) || undefined);
	return {
		number: held(fields.number),
		documentId: held(fields.documentId),
		reference: held(fields.reference),
		status: held(fields.status),
		noted: notedReferences(notes),
	};
}
