import { breath } from '../../time';
import { checked, invalid, invalidProperty, notFound, textList } from '../apiError';
import { placeOf, type DealRow, type RecordRow } from '../books';
import type { ObjectType } from '../fields';
import type { Hub } from '../hub';
import { linksOf, shownHistory, shownRecord } from '../shown';
import { writtenValues } from '../values';
import { jsonOf, namesIn, ok, pageOf, type Call, type Route } from './route';

const TYPES = 'deals|line_items|companies|contacts|notes';
const BASE = `/crm/objects/2026-09/(${TYPES})`;
/** Types inside a deal's own answer are cut after so many. */
const INLINE = 100;
const MOST_INPUTS = 100;
const MOST_WITH_HISTORY = 50;
const NOTE_TO_DEAL = 214;

/** Notes belong to the scopes of contacts. */
export const scopesOf =
	(verb: 'read' | 'write') =>
	({ at }: Call) => {
		const type = at[0] === 'notes' ? 'contacts' : (at[0] ?? '');
		return [`crm.objects.${type}.${verb}`];
	};

export const records: Route[] = [
	{
		method: 'GET',
		path: new RegExp(`^${BASE}$`),
		scopes: scopesOf('read'),
		query: ['limit', 'after', 'properties'],
		handle: ({ hub, at, request }) => {
			const type = at[0] as ObjectType;
			const rows = [...(type === 'deals' ? hub.books.deals : hub.rows(type)).values()];
			return ok(
				pageOf(
					rows.map((row) => shownRecord(hub, type, row, [])),
					request.query,
				),
			);
		},
	},
	{
		method: 'GET',
		path: new RegExp(`^${BASE}/([^/]+)$`),
		scopes: scopesOf('read'),
		query: ['properties', 'associations', 'propertiesWithHistory'],
		handle: ({ hub, at, request }) => {
			const [type, id] = at as [ObjectType, string];
			const row = rowOf(hub, type, id);
			const shown = shownRecord(hub, type, row, namesIn(request.query, 'properties'));
			if (!isDeal(row)) return ok(shown);
			const associations = inlineOf(row, namesIn(request.query, 'associations'));
			return ok({ ...shown, ...shownHistory(row, namesIn(request.query, 'propertiesWithHistory')), ...associations });
		},
	},
	{
		method: 'POST',
		path: new RegExp(`^${BASE}/batch/read$`),
		scopes: scopesOf('read'),
		handle: async (call) => batchRead(call),
	},
	{
		method: 'PATCH',
		path: /^\/crm\/objects\/2026-09\/(deals)\/([^/]+)$/,
		scopes: scopesOf('write'),
		handle: async (call) => updateDeal(call),
	},
	{
		method: 'POST',
		path: /^\/crm\/objects\/2026-09\/(notes)$/,
		scopes: scopesOf('write'),
		handle: async (call) => createNote(call),
	},
];

function rowOf(hub: Hub, type: ObjectType, id: string): DealRow | RecordRow {
	const row = type === 'deals' ? hub.deal(id) : hub.rows(type).get(id);
	if (!row) throw notFound();
	return row;
}

const isDeal = (row: DealRow | RecordRow): row is DealRow => 'stages' in row;

function inlineOf(deal: DealRow, types: readonly string[]): object {
	const shown = types.map((type) => {
		if (!['line_items', 'companies', 'contacts', 'notes'].includes(type))
			throw invalid(`Unable to infer object type from: ${type}`);
		const all = linksOf(deal, type as ObjectType);
		const paging = all.length > INLINE ? { paging: { next: { after: String(INLINE), link: '?after=' } } } : {};
		return [type.replace('_', ' '), { results: all.slice(0, INLINE), ...paging }] as const;
	});
	// Types of which there is nothing are missing.
	const filled = shown.filter(([, { results }]) => results.length > 0);
	return filled.length > 0 ? { associations: Object.fromEntries(filled) } : {};
}

async function batchRead({ hub, at, request }: Call) {
	const type = at[0] as ObjectType;
	const body = checked(jsonOf(request), ['inputs', 'properties', 'propertiesWithHistory'], ['idProperty']);
	const names = textList(body.properties, 'properties');
	const history = textList(body.propertiesWithHistory, 'propertiesWithHistory');
	const inputs = Array.isArray(body.inputs) ? body.inputs : [];
	const most = history.length > 0 ? MOST_WITH_HISTORY : MOST_INPUTS;
	if (inputs.length === 0 || inputs.length > most)
		throw invalid(
			`The maximum number of inputs supported in a batch request for property histories or records is ${most}`,
		);
	const ids = inputs.map((input) => String(checked(input, ['id']).id));
	await breath(hub.world);
	const found = ids.map((id) => (type === 'deals' ? hub.books.deals.get(id) : hub.rows(type).get(id)));
	const results = found.flatMap((row) => {
		if (!row) return [];
		const shown = shownRecord(hub, type, row, names);
		return [isDeal(row) ? { ...shown, ...shownHistory(row, history) } : shown];
	});
	const missing = ids.filter((_, index) => !found[index]);
	const times = { status: 'COMPLETE', startedAt: hub.now(), completedAt: hub.now() };
	if (missing.length === 0) return ok({ ...times, results });
	const error = {
		status: 'error',
		category: 'OBJECT_NOT_FOUND',
		message: `Could not get some ${type} objects, they may be deleted or not exist. Check that ids are valid.`,
		context: { ids: missing },
		errors: [],
		links: {},
	};
	return { status: 207, body: { ...times, results, numErrors: missing.length, errors: [error] } };
}

async function updateDeal({ hub, at, request }: Call) {
	const body = checked(jsonOf(request), ['properties']);
	const written = writtenValues(hub, 'deals', body.properties);
	await breath(hub.world);
	const deal = rowOf(hub, 'deals', at[1] ?? '') as DealRow;
	const { dealstage, pipeline, ...others } = written;
	if (dealstage !== undefined) assertPipeline(dealstage, pipeline ?? deal.values.pipeline ?? '');
	const moved = dealstage !== undefined && hub.move(deal, dealstage, 'INTEGRATION');
	Object.assign(deal.values, others);
	deal.updatedAt = hub.now();
	const files = Object.entries(others).flatMap(([name, value]) =>
		hub.fields.get('deals', name)?.fieldType === 'file'
			? value.split(';').flatMap((id) => hub.books.files.get(id) ?? [])
			: [],
	);
	hub.noteWrite(deal, { fields: written, files });
	if (moved) hub.tell(deal, 'move', { source: 'INTEGRATION', silent: false });
	return ok(shownRecord(hub, 'deals', deal, [...Object.keys(written), 'hs_lastmodifieddate']));
}

async function createNote({ hub, request }: Call) {
	const body = checked(jsonOf(request), ['properties', 'associations']);
	const values = writtenValues(hub, 'notes', body.properties);
	if (!values.hs_timestamp) throw invalid('Some required properties were not set: hs_timestamp');
	if ((values.hs_note_body ?? '').length > 65_536) throw invalid('hs_note_body is too long');
	const associations = Array.isArray(body.associations) ? body.associations : [];
	const deals = associations.map((association) => dealOfNote(hub, association));
	await breath(hub.world);
	const note: RecordRow = { id: hub.nextId(), values, createdAt: hub.now() };
	hub.books.notes.set(note.id, note);
	const files = (values.hs_attachment_ids ?? '').split(';').flatMap((id) => hub.books.files.get(id) ?? []);
	for (const deal of deals) {
		deal.noteIds.push(note.id);
		deal.updatedAt = hub.now();
		hub.noteWrite(deal, { notes: [values.hs_note_body ?? ''], files });
	}
	return { status: 201, body: shownRecord(hub, 'notes', note, Object.keys(values)) };
}

function dealOfNote(hub: Hub, association: unknown): DealRow {
	const { to, types } = checked(association, ['to', 'types']);
	const [type] = (Array.isArray(types) ? types : []) as unknown[];
	const { associationCategory, associationTypeId } = checked(type, ['associationCategory', 'associationTypeId']);
	if (associationCategory !== 'HUBSPOT_DEFINED' || associationTypeId !== NOTE_TO_DEAL)
		throw invalid(`The association type ${String(associationTypeId)} is not known between notes and deals`);
	const deal = hub.deal(String(checked(to, ['id']).id));
	if (!deal) throw invalid('One or more associations are not valid: the deal does not exist');
	return deal;
}

/** A stage is only taken together with its own pipeline. */
function assertPipeline(stageId: string, pipelineId: string): void {
	const place = placeOf(stageId);
	if (place?.pipelineId === pipelineId) return;
	throw invalidProperty('dealstage', 'INVALID_OPTION', `${stageId} is no stage of the pipeline ${pipelineId}`);
}
