import { paths, type ObjectType } from './api';
import { toVendorErrorOfBatch } from './batchErrors';
import type { HubSpotClient } from './client';
import { AssociationPages, Rows, type DealRow, type Linked, type Row } from './schemas';

/** Records that one batch read takes. */
const MOST_RECORDS = 100;

/**
 * What of one type a deal is associated with. The deal's own answer carries it up to a page; only what does not fit
 * there costs further requests.
 */
export async function linkedTo(client: HubSpotClient, deal: DealRow, to: ObjectType): Promise<Linked[]> {
	const found = Object.entries(deal.associations ?? {}).find(
		([key]) => key.replace(/[\s-]/g, '_').toLowerCase() === to,
	);
	if (!found) return [];
	const [, { results, paging }] = found;
	if (!paging?.next) return results;
	const known = new Set(results.map(({ id }) => id));
	const all = await allLinked(client, deal.id, to);
	return [...results, ...all.filter((id) => !known.has(id)).map((id) => ({ id, type: '' }))];
}

async function allLinked(client: HubSpotClient, dealId: string, to: ObjectType): Promise<string[]> {
	const ids: string[] = [];
	for (let after: string | undefined; ;) {
		const page = await client.read(AssociationPages, {
			method: 'POST',
			path: paths.associations('deals', to),
			body: { inputs: [{ id: dealId, ...(after !== undefined && { after }) }] },
			purpose: `read what belongs to deal ${dealId}`,
		});
		const own = page.results[0];
		ids.push(...(own?.to ?? []).map(({ toObjectId }) => toObjectId));
		const next = own?.paging?.next?.after;
		if (next === undefined || next === after) return ids;
		after = next;
	}
}

/** Records by their ids, 100 a request; those that are gone are left out. None cost nothing. */
export async function readRecords(
	client: HubSpotClient,
	type: ObjectType,
	ids: readonly string[],
	properties: readonly string[],
	purpose: string,
): Promise<Row[]> {
	const rows: Row[] = [];
	for (let at = 0; at < ids.length; at += MOST_RECORDS) {
		const inputs = ids.slice(at, at + MOST_RECORDS).map((id) => ({ id }));
		const body = { inputs, properties: [...properties], propertiesWithHistory: [] };
		const answer = await client.read(Rows, { method: 'POST', path: paths.batchRead(type), body, purpose });
		const failed = toVendorErrorOfBatch(answer.errors ?? [], purpose);
		if (failed) throw failed;
		rows.push(...answer.results);
	}
	return rows;
}
