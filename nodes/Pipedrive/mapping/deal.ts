import { standingOf } from '../../../connect/crm/standing';
import type { CrmFields, Stage } from '../../../connect/ports';
import type { Deal, DealLine, DealRecord, StageEntry } from '../../../invoicing/deal';
import { codesOf } from '../fields';
import type { DealItem, FieldRow } from '../schemas';
import { outcomeOf, stageOf } from '../stages';
import { toBuyers, toContacts, type ClientBooks } from './buyers';
import { customFieldTexts, textOf } from './customFields';

/** Everything that was read for one deal, before it becomes the house's Deal. */
export interface DealBooks {
	account: string;
	item: DealItem;
	fieldRows: FieldRow[];
	client: ClientBooks;
	lines: DealLine[];
	/** The stage in which the deal stands, and that of the entry; those that are gone are left out. */
	stages: Stage[];
	stageName: string;
	owner?: Deal['owner'];
}

export function toDeal(
	books: DealBooks,
	fields: CrmFields,
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): Deal {
	const { item, account } = books;
	const outcome = outcomeOf(item.status);
	return {
		crm: 'pipedrive',
		account,
		id: item.id,
		title: item.title,
		url: `https://${account}.pipedrive.com/deal/${item.id}`,
		stage: { id: stageOf(item), name: books.stageName, outcome },
		standing: standingOf(
			{ stageId: outcome === 'lost' ? 'lost' : stageOf(item), pipelineId: item.pipeline_id, outcome },
			books.stages,
			entry,
		),
		currency: item.currency.toUpperCase(),
		amount: item.value,
		buyers: toBuyers(books.client),
		contacts: toContacts(books.client.person),
		lines: books.lines,
		owner: books.owner,
		createdDay: /^\d{4}-\d{2}-\d{2}/.exec(item.add_time)?.[0],
		customFields: customFieldTexts(item.custom_fields, books.fieldRows),
		record: toRecord(item, fields, books.fieldRows),
	};
}

/** What our own fields say. Notes are left out: a look costs 20 tokens, and only a repeated recording needs it. */
function toRecord({ custom_fields: custom }: DealItem, fields: CrmFields, rows: readonly FieldRow[]): DealRecord {
	const held = (name: string) => (name === '' ? undefined : textOf(custom, codesOf(name, rows)) || undefined);
	return {
		number: held(fields.number),
		documentId: held(fields.documentId),
		reference: held(fields.reference),
		status: held(fields.status),
		noted: [],
	};
}
