import type { Deal, DealRecord, StageEntry } from '../../../invoicing/deal';
import { notedReferences } from '../../../connect/crm/notes';
import { standingOf } from '../../../connect/crm/standing';
import type { CrmFields, Stage } from '../../../connect/ports';
import { toBuyers, toContacts, type ClientBooks } from './buyers';
import { customFieldTexts, fieldText } from './customFields';
import { toLine } from './lines';
import { outcomeOf, placeOf } from './standing';
import { plainComment } from './text';
import type { DealItem, FieldTypes, ProductRow } from '../schemas';

/** Everything that was read for one deal, before it becomes the house's Deal. */
export interface DealBooks {
	account: string;
	item: DealItem;
	types: FieldTypes;
	rows: ProductRow[];
	client: ClientBooks;
	comments: string[];
	stages: Stage[];
	owner?: { NAME: string; LAST_NAME: string; EMAIL: string };
}

export function toDeal(
	books: DealBooks,
	fields: CrmFields,
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): Deal {
	const { item } = books;
	const notes = plainComment(item.comments);
	return {
		crm: 'bitrix24',
		account: books.account,
		id: item.id,
		title: item.title,
		url: `https://${books.account}/crm/deal/details/${item.id}/`,
		stage: {
			id: item.stageId,
			name: books.stages.find((stage) => stage.id === item.stageId)?.name ?? item.stageId,
			outcome: outcomeOf(item.stageSemanticId),
		},
		standing: standingOf(placeOf(item), books.stages, entry),
		currency: (item.currencyId ?? '').toUpperCase(),
		amount: item.opportunity,
		buyers: toBuyers(books.client),
		contacts: toContacts(books.client),
		lines: books.rows.map(toLine),
		notes: notes === '' ? undefined : notes,
		owner: ownerOf(books),
		createdDay: /^\d{4}-\d{2}-\d{2}/.exec(item.createdTime ?? '')?.[0],
		customFields: customFieldTexts(item, books.types),
		record: toRecord(item, fields, books.comments),
	};
}

/** What our own fields and notes already say. */
export function toRecord(item: DealItem, fields: CrmFields, comments: readonly string[]): DealRecord {
	const held = (name: string) => (name === '' ? undefined : fieldText(item[name], undefined) || undefined);
	return {
		number: held(fields.number),
		documentId: held(fields.documentId),
		reference: held(fields.reference),
		status: held(fields.status),
		noted: notedReferences(comments),
	};
}

function ownerOf(books: DealBooks): Deal['owner'] {
	const { owner } = books;
	const name = [owner?.NAME, owner?.LAST_NAME].filter(Boolean).join(' ');
	return owner && name ? { name, email: owner.EMAIL || undefined } : undefined;
}
