import type { CrmFields, SeenFrom, Stage } from '../../connect/ports';
import type { Deal } from '../../invoicing/deal';
import { refused } from './apiErrors';
import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import { codesOf, PRIVATE_PERSON_FIELD, rowsWith } from './fields';
import type { ClientBooks } from './mapping/buyers';
import { textOf } from './mapping/customFields';
import { toDeal } from './mapping/deal';
import { readLines, type Billing } from './readLines';
import { DealItem, Organization, Person, type FieldRow } from './schemas';
import { outcomeOf, isWonStage, stageOf, toStage, wonOf } from './stages';

export interface ReadOptions {
	entry?: SeenFrom;
	fields: CrmFields;
	billing: Billing;
}

/**
 * The deal as the house knows it; undefined when it is deleted. 1 token for the deal, 1 each for organization, person
 * and stage, 10 for the products; the fields (10) once an hour, the owner (2) once a day.
 */
export async function readDeal(
	client: PipedriveClient,
	directory: Directory,
	dealId: string,
	options: ReadOptions,
): Promise<Deal | undefined> {
	const item = await readItem(client, dealId);
	if (!item) return undefined;
	const { fields, entry, billing } = options;
	const names = [fields.number, fields.documentId, fields.reference, fields.status];
	const [fieldRows, books, lines, stages, owner] = await Promise.all([
		dealFieldRows(client, directory, item, names),
		readParties(client, item),
		readLines(client, directory, item, { billing, percent: entry?.percent }),
		readStages(client, directory, item, entry),
		item.owner_id ? directory.owner(client, item.owner_id) : undefined,
	]);
	const privatePerson = textOf(item.custom_fields, codesOf(PRIVATE_PERSON_FIELD, fieldRows));
	const taxId = await readTaxId(client, directory, { item, ...books, fieldRows, field: fields.taxId ?? '' });
	return toDeal(
		{ account: client.account, item, fieldRows, client: { ...books, taxId, privatePerson }, lines, owner, ...stages },
		fields,
		entry,
	);
}

/** With the names of all, for the settings of Build Invoice may name any of them; a field made a moment ago too. */
async function dealFieldRows(
	client: PipedriveClient,
	directory: Directory,
	item: DealItem,
	names: string[],
): Promise<FieldRow[]> {
	await rowsWith(client, directory, 'deal', names);
	return directory.fieldsWith(client, 'deal', Object.keys(item.custom_fields));
}

/** A deleted deal stays to be read for 30 days. */
export async function readItem(client: PipedriveClient, dealId: string): Promise<DealItem | undefined> {
	const item = await client.maybe(
		{
			version: 'v2',
			path: `/deals/${dealId}`,
			query: { include_option_labels: true },
			purpose: `read deal ${dealId}`,
		},
		DealItem,
	);
	return item && item.status !== 'deleted' && item.is_deleted !== true ? item : undefined;
}

type Parties = Pick<ClientBooks, 'organization' | 'person'>;

/** A client that the deal names and that cannot be read is no missing client: the wrong buyer would be invoiced. */
async function readParties(
	client: PipedriveClient,
	{ id, org_id: orgId, person_id: personId }: DealItem,
): Promise<Parties> {
	const query = { include_option_labels: true };
	const [organization, person] = await Promise.all([
		orgId
			? client.maybe(
					{ version: 'v2', path: `/organizations/${orgId}`, query, purpose: `read the organization of deal ${id}` },
					Organization,
				)
			: undefined,
		personId
			? client.maybe(
					{ version: 'v2', path: `/persons/${personId}`, query, purpose: `read the person of deal ${id}` },
					Person,
				)
			: undefined,
	]);
	const missing = orgId && !organization ? 'organization' : !orgId && personId && !person ? 'person' : undefined;
	if (missing === undefined) return { organization, person };
	throw refused(
		`The ${missing} of deal ${id} in Pipedrive cannot be read: it was deleted, or the user of the credential may not see it.`,
		`Link the right ${missing} to the deal, or use the credential of a user who may see all contacts.`,
		'notFound',
	);
}

interface TaxIdSource extends Parties {
	item: DealItem;
	fieldRows: FieldRow[];
	field: string;
}

/** Pipedrive has no tax number of its own: the field that the user chose, on the client first, then on the deal. */
async function readTaxId(
	client: PipedriveClient,
	directory: Directory,
	source: TaxIdSource,
): Promise<string | undefined> {
	const { organization, person, item, fieldRows, field } = source;
	if (field === '') return undefined;
	const holder = organization ?? person;
	const entity = organization ? 'organization' : 'person';
	const rows = holder ? await rowsWith(client, directory, entity, [field]) : [];
	const held = holder ? textOf(holder.custom_fields, codesOf(field, rows)) : '';
	return held || textOf(item.custom_fields, codesOf(field, fieldRows)) || undefined;
}

/** The stage in which the deal stands, by name; where it moved since the entry, both with their present order. */
async function readStages(
	client: PipedriveClient,
	directory: Directory,
	item: DealItem,
	entry: ReadOptions['entry'],
): Promise<{ stages: Stage[]; stageName: string }> {
	const outcome = outcomeOf(item.status);
	const names = { won: 'Won', lost: 'Lost', open: '' };
	const present = outcome === 'open' ? await directory.stage(client, item.stage_id) : undefined;
	const stageName = names[outcome] || (present?.name ?? item.stage_id);
	const moved = entry && entry.stageId !== stageOf(item) && outcome !== 'lost';
	if (!moved) return { stages: [], stageName };
	const ids = [entry.stageId, stageOf(item)];
	const found = await Promise.all(
		ids.map(async (id) => {
			if (isWonStage(id)) return wonOf(item.pipeline_id);
			const row = await directory.stage(client, id, 0);
			return row && toStage(row);
		}),
	);
	const stages = found.flatMap((stage, at) => (stage ? [{ ...stage, id: ids[at]! }] : []));
	return { stages, stageName };
}
