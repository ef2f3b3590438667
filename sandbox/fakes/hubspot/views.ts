import { attentionIn, fileView, recordsOf } from '../crmViews';
import type { CrmRecord, FakeCrm } from '../types';
import { logicalOf, type DealRow } from './books';
import type { Hub } from './hub';

const NUMBER = 'd2i_number';
const STATUS = 'd2i_status';

type Row = ReturnType<FakeCrm['listDeals']>[number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** A deal as people look at it: for the console page and the tests. */
export function dealView(hub: Hub, deal: DealRow): Record<string, unknown> {
	const notes = deal.noteIds.flatMap((id) => hub.books.notes.get(id) ?? []);
	const ids = notes.flatMap(({ values }) => (values.hs_attachment_ids ?? '').split(';'));
	return {
		...rowView(hub, deal),
		stageId: deal.values.dealstage,
		fields: { ...deal.values },
		notes: notes.map(({ values }) => values.hs_note_body ?? ''),
		files: ids.flatMap((id) => hub.books.files.get(id) ?? []).map(fileView),
		lines: deal.lineIds.map((id) => hub.books.lines.get(id)?.values),
	};
}

export function rowView(hub: Hub, deal: DealRow): Row {
	const company = hub.books.companies.get(deal.companyIds[0] ?? '');
	const contact = hub.books.contacts.get(deal.contactIds[0] ?? '');
	return {
		id: deal.id,
		title: deal.values.dealname ?? '',
		stage: logicalOf(deal.values.dealstage ?? ''),
		amount: deal.values.amount ?? '',
		currency: deal.values.deal_currency_code || 'PLN',
		buyer: company?.values.name ?? [contact?.values.firstname, contact?.values.lastname].filter(Boolean).join(' '),
		status: deal.values[STATUS] ?? '',
		number: deal.values[NUMBER] ?? '',
	};
}

/** One entry for every update and note that came through the API. */
export function recordsView(hub: Hub, dealId: string | undefined): CrmRecord[] {
	const writes = hub.books.writes.filter((write) => dealId === undefined || write.dealId === dealId);
	return recordsOf(writes, NUMBER);
}

export function attentionView(hub: Hub, dealId: string | undefined): Attention[] {
	return attentionIn(recordsView(hub, dealId), STATUS);
}
