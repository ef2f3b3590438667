import type { Deal, DealRecord, StageEntry } from '../../../invoicing/deal';
import { notedReferences } from '../../../connect/crm/notes';
import { standingOf } from '../../../connect/crm/standing';
import type { CrmFields, Pipeline, Stage } from '../../../connect/ports';
import type { Account, Owner, Properties, PropertyRow, Row, TaxRate } from '../schemas';
import { toBuyers, toContacts, type ClientBooks } from './buyers';
import { customFieldTexts } from './customFields';
import { decimalOf } from './decimal';
import { inOrder, toLine } from './lines';
import { stageOf } from './pipelines';
import { plainText } from './text';

export const DEAL_PROPERTIES = [
	'dealname',
	'description',
	'amount',
	'deal_currency_code',
	'pipeline',
	'dealstage',
	'hs_is_closed',
	'hs_is_closed_won',
	'hubspot_owner_id',
	'createdate',
] as const;

/** Everything that was read for one deal, before it becomes the house's Deal. */
export interface DealBooks {
	account: Account;
	deal: Row;
	properties: ReadonlyMap<string, PropertyRow>;
	pipelines: Pipeline[];
	lines: Row[];
	rates: ReadonlyMap<string, TaxRate>;
	client: Omit<ClientBooks, 'taxIdField' | 'deal'>;
	notes: Row[];
	owner?: Owner;
	/** The day of reading. */
	today: string;
}

export function toDeal(
	books: DealBooks,
	fields: CrmFields,
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): Deal {
	const { account, deal, pipelines, rates, today } = books;
	const { properties } = deal;
	const stageId = properties.dealstage ?? '';
	const stage = stageOf(pipelines, stageId);
	const outcome = stage?.outcome ?? closedOutcome(properties);
	const pipelineId = properties.pipeline || stage?.pipelineId || '';
	const stages = pipelines.find(({ id }) => id === pipelineId)?.stages ?? [];
	const client: ClientBooks = { ...books.client, taxIdField: fields.taxId, deal: properties };
	const currency = currencyOf(books);
	const line = { dealId: deal.id, currency, rates, today };
	return {
		crm: 'hubspot',
		account: account.portalId,
		id: deal.id,
		title: properties.dealname ?? '',
		url: `https://${uiHost(account)}/contacts/${account.portalId}/record/0-3/${deal.id}`,
		stage: { id: stageId, name: stage?.name ?? stageId, outcome },
		standing: standingOf({ stageId, pipelineId, outcome }, stages, entry),
		currency,
		amount: decimalOf(properties.amount),
		buyers: toBuyers(client),
		contacts: toContacts(client),
		lines: inOrder(books.lines).map((row) => toLine(row, line)),
		notes: plainText(properties.description ?? '') || undefined,
		owner: ownerOf(books.owner),
		createdDay: /^\d{4}-\d{2}-\d{2}/.exec(properties.createdate ?? '')?.[0],
		customFields: customFieldTexts(properties, books.properties, fieldNames(fields)),
		record: toRecord(properties, fields, books.notes),
	};
}

/** What our own fields and notes already say. */
export function toRecord(properties: Properties, fields: CrmFields, notes: readonly Row[]): DealRecord {
	const held = (name: string) => (name === '' ? undefined : (properties[name] ?? '').trim() || undefined);
	return {
		number: held(fields.number),
		documentId: held(fields.documentId),
		reference: held(fields.reference),
		status: held(fields.status),
		noted: notedIn(notes),
	};
}

export function notedIn(notes: readonly Row[]): string[] {
	return notedReferences(notes.map(({ properties }) => plainText(properties.hs_note_body ?? '')));
}

/** The names of the user's fields that are not switched off. */
export function fieldNames(fields: CrmFields): string[] {
	return Object.values(fields).filter((name): name is string => typeof name === 'string' && name !== '');
}

/** An account with one currency leaves the deal's empty. */
function currencyOf({ account, deal }: DealBooks): string {
	return (deal.properties.deal_currency_code || account.companyCurrency).toUpperCase();
}

/** Only for a stage that is not in the list any more. */
function closedOutcome(properties: Properties): Stage['outcome'] {
	if (properties.hs_is_closed_won === 'true') return 'won';
	return properties.hs_is_closed === 'true' ? 'lost' : 'open';
}

function ownerOf(owner: Owner | undefined): Deal['owner'] {
	const name = [owner?.firstName, owner?.lastName].filter(Boolean).join(' ') || owner?.email;
	return owner && name ? { name, email: owner.email || undefined } : undefined;
}

/** The link is for a person to click: a host of HubSpot's own, whatever the answer says. */
function uiHost({ uiDomain }: Account): string {
	return /^app[a-z0-9-]{0,20}\.hubspot\.com$/.test(uiDomain) ? uiDomain : 'app.hubspot.com';
}
