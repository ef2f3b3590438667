import type { Deal as HouseDeal, StageEntry } from '../../invoicing/deal';
import type { CrmFields, Pipeline } from '../../connect/ports';
import type { Access } from './access';
import type { ZohoClient } from './client';
import { fieldText } from './mapping/customFields';
import { toDeal } from './mapping/deal';
import { pipelines, pipelinesOfLayout } from './pipelines';
import { readLines } from './readLines';
import type { ReadOptions } from './readOptions';
import { Account, Contact, Deal, Note } from './schemas';

export interface DealQuestion {
	entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>;
	fields: CrmFields;
}

/**
 * The deal as the house knows it; undefined when it is deleted. Eight requests for a deal with account, contact and a
 * quote: the deal, then account, contact, notes, pipelines and the quote with the units of its products.
 */
export async function readDeal(
	{ client, dataCentre, remembered }: Access,
	dealId: string,
	{ entry, fields }: DealQuestion,
	options: ReadOptions,
): Promise<HouseDeal | undefined> {
	const call = { purpose: `read deal ${dealId}` };
	const deal = await client.record(`Deals/${dealId}`, Deal, call);
	if (!deal) return undefined;
	const { Account_Name: accountLink, Contact_Name: contactLink } = deal;
	const [organisation, account, contact, notes, known, { lines, document }] = await Promise.all([
		remembered.organisation.of(client),
		accountLink ? client.record(`Accounts/${accountLink.id}`, Account, call) : undefined,
		contactLink ? client.record(`Contacts/${contactLink.id}`, Contact, call) : undefined,
		notesOf(client, dealId),
		pipelinesOf(client, deal),
		readLines(client, deal, options),
	]);
	const pipeline = known.find(({ id }) => id === deal.Pipeline) ?? (deal.Pipeline === '' ? known[0] : undefined);
	const taxIdField = fields.taxId ?? '';
	return toDeal(
		{
			organisation,
			webHost: dataCentre.webHost,
			deal,
			pipelineId: pipeline?.id ?? deal.Pipeline,
			stages: pipeline?.stages ?? [],
			client: {
				account,
				accountIsHidden: Boolean(accountLink) && !account,
				contact,
				document,
				taxIdField,
				taxIdOnDeal: taxIdField === '' ? '' : fieldText(deal[taxIdField]),
				contactAlone: options.contactAlone,
			},
			lines,
			documentCurrency: document?.Currency ?? '',
			notes,
		},
		fields,
		entry,
	);
}

/** The texts of all notes on the deal. */
export async function notesOf(client: ZohoClient, dealId: string): Promise<string[]> {
	const call = { purpose: `read the notes of deal ${dealId}` };
	const notes = await client.list(`Deals/${dealId}/Notes`, { fields: 'Note_Title,Note_Content' }, Note, call);
	return notes.map((note) => note.Note_Content);
}

/** The pipelines of the deal's layout, its default one first. */
export async function pipelinesOf(client: ZohoClient, deal: Pick<Deal, 'Layout'>): Promise<Pipeline[]> {
	return deal.Layout ? pipelinesOfLayout(client, deal.Layout.id) : pipelines(client);
}
