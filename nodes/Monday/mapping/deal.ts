import type { Deal, StageEntry } from '../../../invoicing/deal';
import { notedReferences } from '../../../connect/crm/notes';
import { standingOf } from '../../../connect/crm/standing';
import type { CrmFields, Stage } from '../../../connect/ports';
import type { ColumnMap } from '../columnMap';
import { stagesOf } from '../labels';
import type { ColumnValue, DealItem, Row } from '../schemas';
import { placeOfStage, stageIdOf, UNSET_LABEL } from '../stageId';
import { toBuyers, toContacts } from './buyers';
import { currencyOf } from './currency';
import { toLine } from './lines';
import { plainNote } from './notes';
import { cellOf, numberOf, textOf } from './values';

/** Everything that was read for one deal, before it becomes the house's Deal. */
export interface DealBooks {
	account: string;
	item: DealItem;
	/** Items that the client column is connected to; undefined: no such column is chosen. */
	clients?: Row[];
	contacts: Row[];
	owner?: { name: string; email: string };
}

type Entry = Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined;

export function toDeal(books: DealBooks, map: ColumnMap, fields: CrmFields, entry: Entry): Deal {
	const { item } = books;
	const cells = item.column_values;
	const notes = textOf(cellOf(cells, map.deal.notes));
	const lines = item.subitems.filter(isActive);
	return {
		crm: 'monday',
		account: books.account,
		id: item.id,
		title: item.name.trim(),
		url: item.url || undefined,
		...placeAndStanding(item, map, entry),
		currency: currencyOf(textOf(cellOf(cells, map.deal.currency)), symbolsOf(item, lines, map), map.currency),
		amount: numberOf(cellOf(cells, map.deal.amount)),
		buyers: toBuyers({
			linked: books.clients?.filter(isThere),
			linkedCount: cellOf(cells, map.deal.client)?.linked_item_ids.length ?? 0,
			deal: { id: item.id, cells },
			columns: map.client,
			taxIdColumn: fields.taxId ?? '',
		}),
		contacts: toContacts(books.contacts.filter(isThere)),
		lines: lines.map((row, index) => toLine(row, map, { dealId: item.id, position: index + 1 })),
		notes: notes === '' ? undefined : notes,
		owner: ownerOf(books, map),
		createdDay: /^\d{4}-\d{2}-\d{2}/.exec(item.created_at)?.[0],
		customFields: Object.fromEntries(cells.map((cell) => [cell.id, textOf(cell)])),
		record: toRecord(cells, fields, item.updates),
	};
}

/** What our own columns and notes already say. */
export function toRecord(
	cells: readonly ColumnValue[],
	fields: CrmFields,
	updates: readonly { body: string }[],
): Deal['record'] {
	const held = (columnId: string) => textOf(cellOf(cells, columnId)) || undefined;
	return {
		number: held(fields.number),
		documentId: held(fields.documentId),
		reference: held(fields.reference),
		status: held(fields.status),
		noted: notedReferences(updates.map(({ body }) => plainNote(body))),
	};
}

/** Seen from the entry's own status column: a board may have several. An archived deal stands nowhere. */
function placeAndStanding(item: DealItem, map: ColumnMap, entry: Entry): Pick<Deal, 'stage' | 'standing'> {
	const boardId = item.board?.id ?? '';
	const stages = stagesOf(boardId, item.board?.columns ?? [], map.lostStages);
	const stage = stageOf(item, stages, entry);
	const place = { stageId: stage.id, pipelineId: boardId, outcome: stage.outcome };
	return { stage, standing: isActive(item) ? standingOf(place, stages, entry) : 'elsewhere' };
}

function stageOf(item: DealItem, stages: readonly Stage[], entry: Entry): Deal['stage'] {
	const boardId = item.board?.id ?? '';
	const asked = placeOfStage(entry?.stageId ?? '');
	const status = item.column_values.filter(({ type }) => type === 'status');
	const cell =
		status.find(({ id }) => id === asked?.columnId) ?? status.find(({ id }) => id === 'deal_stage') ?? status[0];
	if (!cell) return { id: '', name: '', outcome: 'open' };
	const labelId = cell.index === null || cell.index === undefined ? UNSET_LABEL : String(cell.index);
	const id = stageIdOf({ boardId, columnId: cell.id, labelId });
	return { id, name: textOf(cell), outcome: stages.find((stage) => stage.id === id)?.outcome ?? 'open' };
}

function symbolsOf(item: DealItem, lines: readonly Row[], map: ColumnMap): string[] {
	const prices = lines.map((row) => cellOf(row.column_values, map.line.unitPrice));
	return [cellOf(item.column_values, map.deal.amount), ...prices].map((cell) => cell?.symbol ?? '');
}

function ownerOf(books: DealBooks, map: ColumnMap): Deal['owner'] {
	const name = books.owner?.name || textOf(ownerCell(books.item, map));
	return name ? { name, email: books.owner?.email || undefined } : undefined;
}

/** The chosen people column; where the board has none of that id, its first one. */
export function ownerCell(item: Pick<DealItem, 'column_values'>, map: ColumnMap): ColumnValue | undefined {
	return cellOf(item.column_values, map.deal.owner) ?? item.column_values.find(({ type }) => type === 'people');
}

/** A client in the archive is still the client. */
const isThere = ({ state }: { state?: string | null }): boolean => state !== 'deleted';
const isActive = ({ state }: { state?: string | null }): boolean => !state || state === 'active';
