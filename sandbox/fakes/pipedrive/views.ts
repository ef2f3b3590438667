import { attentionIn, fileView, recordsOf } from '../crmViews';
import type { CrmRecord, FakeCrm } from '../types';
import { logicalOf, type DealRow } from './books';
import type { Company } from './company';
import { textOf } from './custom';
import { plain } from './routes/notesAndFiles';

/** Names of the fields that the product makes, as people see them in the CRM. */
const NUMBER = 'Invoice number (D2I)';
const STATUS = 'Invoice status (D2I)';

type Row = ReturnType<FakeCrm['listDeals']>[number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** A deal as people look at it: for the console page and the tests. */
export function dealView(company: Company, deal: DealRow): Record<string, unknown> {
	const { notes, files, lines } = company.books;
	return {
		...rowView(company, deal),
		stageId: deal.stageId,
		dealStatus: deal.status,
		fields: fieldsOf(company, deal),
		notes: notes.filter((note) => note.dealId === deal.id).map((note) => plain(note.content)),
		files: files.filter((file) => file.dealId === deal.id).map(fileView),
		lines: lines.filter((line) => line.dealId === deal.id),
	};
}

export function rowView(company: Company, deal: DealRow): Row {
	const { organizations, persons } = company.books;
	const fields = fieldsOf(company, deal);
	return {
		id: String(deal.id),
		title: deal.title,
		stage: logicalOf(deal),
		amount: deal.value,
		currency: deal.currency,
		buyer: organizations.get(deal.orgId ?? 0)?.name ?? persons.get(deal.personId ?? 0)?.name ?? '',
		status: fields[STATUS] ?? '',
		number: fields[NUMBER] ?? '',
	};
}

/** One entry for every update, note and file that came through the API. */
export function recordsView(company: Company, dealId: string | undefined): CrmRecord[] {
	const writes = company.books.writes.filter((write) => dealId === undefined || String(write.dealId) === dealId);
	return recordsOf(writes, NUMBER);
}

export function attentionView(company: Company, dealId: string | undefined): Attention[] {
	return attentionIn(recordsView(company, dealId), STATUS);
}

function fieldsOf(company: Company, deal: DealRow): Record<string, string> {
	const fields = company.fields.deal.filter((field) => field.isCustom);
	return Object.fromEntries(fields.map((field) => [field.name, textOf(field, deal.custom[field.code])]));
}
