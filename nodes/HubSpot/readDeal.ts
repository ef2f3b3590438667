import type { Deal, StageEntry } from '../../invoicing/deal';
import { VendorError } from '../../connect/http';
import type { CrmFields } from '../../connect/ports';
import { paths } from './api';
import { refusedDeal, unreadable } from './apiErrors';
import { linkedTo, readRecords } from './associated';
import type { HubSpotClient } from './client';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, labelled, type Client } from './mapping/buyers';
import { customNames } from './mapping/customFields';
import { DEAL_PROPERTIES, fieldNames, toDeal } from './mapping/deal';
import { LINE_PROPERTIES } from './mapping/lines';
import { plannedFields } from './fields';
import { DealRow, Rows, type Row, type TaxRate } from './schemas';
import type { AccountSettings } from './settings';

/** Longest list of fields in an address; what does not fit is read by a request with a body. */
const QUERY_LENGTH = 4_000;

export interface HubSpotAccess {
	client: HubSpotClient;
	settings: AccountSettings;
	now: () => Date;
}

/**
 * The deal as the house knows it; undefined when it is deleted. Five requests: deal, products, companies, contacts,
 * notes; what the deal does not have costs none. What the account is set up like (settings.ts) comes from memory.
 */
export async function readDeal(
	access: HubSpotAccess,
	dealId: string,
	options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
): Promise<Deal | undefined> {
	const { client, settings, now } = access;
	const { fields, entry } = options;
	const purpose = `read deal ${dealId}`;
	const properties = await settings.dealProperties();
	const own = [...plannedFields(fields).map(({ name }) => name), ...fieldNames(fields), ...customNames(properties)];
	const deal = await getDeal(client, dealId, [...new Set([...DEAL_PROPERTIES, ...own])]);
	if (!deal) return undefined;
	const taxId = fields.taxId ? [fields.taxId] : [];
	const clients = async (type: 'companies' | 'contacts', names: readonly string[]): Promise<Client[]> => {
		const labels = labelled(await linkedTo(client, deal, type));
		const rows = await readRecords(client, type, [...labels.keys()], [...names, ...taxId], purpose);
		return rows.map((row) => ({ row, labels: labels.get(row.id) ?? [] }));
	};
	const lines = await readLines(client, deal, purpose);
	const companies = await clients('companies', COMPANY_PROPERTIES);
	const contacts = await clients('contacts', CONTACT_PROPERTIES);
	const notes = await readNotes(client, deal, purpose);
	const ownerId = deal.properties.hubspot_owner_id ?? '';
	const books = {
		account: await settings.account(),
		deal,
		properties,
		pipelines: await settings.pipelines(),
		lines,
		rates: await ratesOf(settings, lines),
		client: { companies, contacts },
		notes,
		owner: ownerId === '' ? undefined : await settings.owner(ownerId),
		today: now().toISOString().slice(0, 10),
	};
	return toDeal(books, fields, entry);
}

/** The deal with what it is associated with; undefined when it is gone. Throws when it was merged into another. */
export async function getDeal(
	client: HubSpotClient,
	dealId: string,
	properties: readonly string[],
): Promise<DealRow | undefined> {
	const purpose = `read deal ${dealId}`;
	const [inQuery, inBody] = fitting(properties);
	try {
		const path = paths.record('deals', dealId);
		const query = { properties: inQuery.join(','), associations: 'line_items,companies,contacts,notes' };
		const deal = await client.read(DealRow, { method: 'GET', path, query, purpose });
		if (deal.id !== dealId) throw merged(dealId, deal.id);
		if (inBody.length === 0) return deal;
		const body = { inputs: [{ id: dealId }], properties: inBody, propertiesWithHistory: [] };
		const rest = await client.read(Rows, { method: 'POST', path: paths.batchRead('deals'), body, purpose });
		const [more] = rest.results;
		return more && { ...deal, properties: { ...more.properties, ...deal.properties } };
	} catch (error) {
		if (error instanceof VendorError && error.cause_ === 'notFound') return undefined;
		return Promise.reject(error);
	}
}

/** All notes of the deal. They cannot be searched for safely: the search lags behind. */
export async function readNotes(client: HubSpotClient, deal: DealRow, purpose: string): Promise<Row[]> {
	const ids = labelled(await linkedTo(client, deal, 'notes')).keys();
	return readRecords(client, 'notes', [...ids], ['hs_note_body'], purpose);
}

async function readLines(client: HubSpotClient, deal: DealRow, purpose: string): Promise<Row[]> {
	const ids = [...labelled(await linkedTo(client, deal, 'line_items')).keys()];
	const rows = await readRecords(client, 'line_items', ids, LINE_PROPERTIES, purpose);
	// A product that was deleted is no longer associated either; one that is only not told must not be left out.
	if (rows.length < ids.length)
		throw unreadable(purpose, `${ids.length - rows.length} of its ${ids.length} products missing`);
	return rows;
}

async function ratesOf(settings: AccountSettings, lines: readonly Row[]): Promise<Map<string, TaxRate>> {
	const ids = lines.map(({ properties }) => properties.hs_tax_rate_group_id?.trim() ?? '').filter((id) => id !== '');
	const rates = new Map<string, TaxRate>();
	for (const id of new Set(ids)) {
		const rate = await settings.taxRate(id);
		if (rate) rates.set(id, rate);
	}
	return rates;
}

/** The names that fit into an address, and the others. */
function fitting(names: readonly string[]): [string[], string[]] {
	let length = 0;
	const at = names.findIndex((name) => (length += name.length + 3) > QUERY_LENGTH);
	return at < 0 ? [[...names], []] : [names.slice(0, at), names.slice(at)];
}

function merged(dealId: string, into: string): VendorError {
	return refusedDeal(
		`Deal ${dealId} in HubSpot was merged into deal ${into}.`,
		`Look whether deal ${into} has its invoice. If not, move it out of the stage and in again.`,
	);
}
