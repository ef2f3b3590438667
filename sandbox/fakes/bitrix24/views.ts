import { attentionIn, fileView, recordsOf } from '../crmViews';
import type { CrmRecord, FakeCrm } from '../types';
import { logicalOf, type DealRow, type FileRow } from './books';
import type { Portal } from './portal';

const NUMBER = 'UF_CRM_D2I_NUMBER';
const STATUS = 'UF_CRM_D2I_STATUS';

type Row = ReturnType<FakeCrm['listDeals']>[number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** A deal as people look at it: for the console page and the tests. */
export function dealView(portal: Portal, deal: DealRow): Record<string, unknown> {
	const comments = portal.books.comments.filter((comment) => comment.dealId === deal.id);
	const inFields = Object.values(deal.uf).filter(
		(value): value is FileRow => typeof value === 'object' && value !== null,
	);
	return {
		...rowView(portal, deal),
		stageId: deal.stageId,
		fields: Object.fromEntries(Object.entries(deal.uf).map(([name, value]) => [name, textOf(value)])),
		notes: comments.map((comment) => comment.comment),
		files: [...inFields, ...comments.flatMap((comment) => comment.files)].map(fileView),
		lines: portal.books.rows.filter((row) => row.ownerId === deal.id),
	};
}

export function rowView(portal: Portal, deal: DealRow): Row {
	const company = portal.books.companies.get(deal.companyId);
	const contact = portal.books.contacts.get(deal.contactIds[0] ?? 0);
	return {
		id: String(deal.id),
		title: deal.title,
		stage: logicalOf(deal.stageId),
		amount: deal.opportunity,
		currency: deal.currencyId,
		buyer: company?.title ?? [contact?.name, contact?.lastName].filter(Boolean).join(' '),
		status: textOf(deal.uf[STATUS] ?? null),
		number: textOf(deal.uf[NUMBER] ?? null),
	};
}

/** One entry for every update and comment that came through the API. */
export function recordsView(portal: Portal, dealId: string | undefined): CrmRecord[] {
	const writes = portal.books.writes.filter((write) => dealId === undefined || String(write.dealId) === dealId);
	return recordsOf(writes, NUMBER);
}

export function attentionView(portal: Portal, dealId: string | undefined): Attention[] {
	return attentionIn(recordsView(portal, dealId), STATUS);
}

function textOf(value: DealRow['uf'][string]): string {
	if (value === null || value === false) return '';
	if (value === true) return 'Y';
	return typeof value === 'object' ? value.name : value;
}
