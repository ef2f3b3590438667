import type { DealRow, RecordRow, Values } from './books';
import type { ObjectType } from './fields';
import type { Hub } from './hub';

/** A record as the API shows it: the fields that were asked for, null where they are empty; unknown ones are missing. */
export function shownRecord(hub: Hub, type: ObjectType, row: RecordRow | DealRow, names: readonly string[]) {
	const values: Values = 'stages' in row ? hub.valuesOf(row) : { ...row.values, hs_object_id: row.id };
	const known = [...new Set([...names, 'hs_object_id'])].filter((name) => hub.fields.get(type, name));
	return {
		id: row.id,
		properties: Object.fromEntries(known.map((name) => [name, values[name] || null])),
		createdAt: row.createdAt,
		updatedAt: 'updatedAt' in row ? row.updatedAt : row.createdAt,
		archived: false,
	};
}

/** Newest first, and not more than HubSpot keeps. */
export function shownHistory(row: DealRow, names: readonly string[]): object {
	if (names.length === 0) return {};
	const versions = [...row.stages].reverse().slice(0, 20);
	const stages = versions.map((version) => ({ ...version, sourceId: 'userId:7' }));
	return { propertiesWithHistory: Object.fromEntries(names.map((name) => [name, name === 'dealstage' ? stages : []])) };
}

/** What a deal belongs to, by type of record, with the name of each association. */
export function linksOf(deal: DealRow, to: ObjectType): { id: string; type: string }[] {
	const each = (ids: readonly string[], type: string) => ids.map((id) => ({ id, type }));
	if (to === 'contacts') return each(deal.contactIds, 'deal_to_contact');
	if (to === 'line_items') return each(deal.lineIds, 'deal_to_line_item');
	if (to === 'notes') return each(deal.noteIds, 'deal_to_note');
	// The primary company is listed twice.
	const primary = deal.hasPrimaryCompany ? each(deal.companyIds.slice(0, 1), 'deal_to_company') : [];
	return [...primary, ...each(deal.companyIds, 'deal_to_company_unlabeled')];
}
