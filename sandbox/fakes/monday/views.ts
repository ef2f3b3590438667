import { attentionIn, fileView, recordsOf } from '../crmViews';
import type { CrmRecord, FakeCrm } from '../types';
import type { Account } from './account';
import { COLUMN, DEALS, STAGE } from './boards';
import type { ItemRow } from './books';
import { textOfContent } from './cells';

const NUMBER = 'dti_number';
const STATUS = 'dti_status';

type Row = ReturnType<FakeCrm['listDeals']>[number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** A deal as people look at it: for the console page and the tests. */
export function dealView(account: Account, deal: ItemRow): Record<string, unknown> {
	const { books } = account;
	const files = Object.values(deal.cells).flatMap(({ content }) => ('files' in content ? content.files : []));
	const stage = deal.cells[STAGE]?.content;
	return {
		...rowView(account, deal),
		stageId: `${DEALS}:${STAGE}:${stage && 'label' in stage ? stage.label : 5}`,
		fields: Object.fromEntries(Object.keys(deal.cells).map((id) => [id, cellText(account, deal, id)])),
		notes: books.updates.filter(({ itemId }) => itemId === deal.id).map(({ body }) => body),
		files: files.map(fileView),
		lines: [...books.items.values()].filter((row) => row.parentId === deal.id && row.state === 'active'),
	};
}

export function rowView(account: Account, deal: ItemRow): Row {
	return {
		id: deal.id,
		title: deal.name,
		stage: account.logicalStage(deal),
		amount: cellText(account, deal, COLUMN.amount),
		currency: cellText(account, deal, COLUMN.currency) || 'PLN',
		buyer: connectedNames(account, deal, COLUMN.client),
		status: cellText(account, deal, STATUS),
		number: cellText(account, deal, NUMBER),
	};
}

/** One entry for every change, update and upload that came through the API. */
export function recordsView(account: Account, dealId: string | undefined): CrmRecord[] {
	const writes = account.books.writes.filter((write) => dealId === undefined || write.itemId === dealId);
	return recordsOf(writes, NUMBER);
}

export function attentionView(account: Account, dealId: string | undefined): Attention[] {
	return attentionIn(recordsView(account, dealId), STATUS);
}

function cellText(account: Account, row: ItemRow, columnId: string): string {
	const column = account.column(row.boardId, columnId);
	const content = row.cells[columnId]?.content;
	if (!column || !content) return '';
	if ('files' in content) return content.files.map(({ name }) => name).join(', ');
	if ('url' in content) return content.url;
	if ('items' in content) return connectedNames(account, row, columnId);
	return textOfContent(column, content);
}

function connectedNames(account: Account, row: ItemRow, columnId: string): string {
	const content = row.cells[columnId]?.content;
	const ids = content && 'items' in content ? content.items : [];
	return ids.map((id) => account.books.items.get(id)?.name ?? '').join(', ');
}
