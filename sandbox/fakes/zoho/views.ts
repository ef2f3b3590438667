import { attentionIn, fileView, recordsOf } from '../crmViews';
import type { CrmRecord, FakeCrm } from '../types';
import type { Lookup, RecordRow } from './books';
import type { Organisation } from './organisation';

const NUMBER = 'D2I_Number';
const STATUS = 'D2I_Status';

type Row = ReturnType<FakeCrm['listDeals']>[number];
type Attention = ReturnType<FakeCrm['attention']>[number];

/** A deal as people look at it: for the console page and the tests. */
export function dealView(organisation: Organisation, deal: RecordRow): Record<string, unknown> {
	const { books, fields } = organisation;
	const quotes = [...books.records.Quotes.values()].filter((row) => (row.values.Deal_Name as Lookup)?.id === deal.id);
	const own = [...fields.Deals.values()].filter((field) => field.custom);
	return {
		...rowView(organisation, deal),
		stageWord: deal.values.Stage,
		pipeline: deal.values.Pipeline,
		fields: Object.fromEntries(own.map(({ name }) => [name, textOf(deal.values[name])])),
		notes: books.notes.filter((note) => note.dealId === deal.id).map((note) => note.content),
		files: books.files.filter((file) => file.dealId === deal.id).map(fileView),
		lines: quotes.flatMap((quote) => quote.values.Quoted_Items as unknown[]),
	};
}

export function rowView(organisation: Organisation, deal: RecordRow): Row {
	const { values } = deal;
	const account = values.Account_Name as Lookup | null;
	const contact = values.Contact_Name as Lookup | null;
	return {
		id: deal.id,
		title: textOf(values.Deal_Name),
		stage: organisation.stageOf(deal),
		amount: textOf(values.Amount ?? 0),
		currency: textOf(values.Currency ?? 'PLN'),
		buyer: account?.name ?? contact?.name ?? '',
		status: textOf(values[STATUS]),
		number: textOf(values[NUMBER]),
	};
}

/** One entry for every update, note and attachment that came through the API. */
export function recordsView(organisation: Organisation, dealId: string | undefined): CrmRecord[] {
	const writes = organisation.books.writes.filter((write) => dealId === undefined || write.dealId === dealId);
	return recordsOf(writes, NUMBER);
}

export function attentionView(organisation: Organisation, dealId: string | undefined): Attention[] {
	return attentionIn(recordsView(organisation, dealId), STATUS);
}

function textOf(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}
