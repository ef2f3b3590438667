import { breath } from '../../time';
import { ApiError, invalidData, invalidId, NOTHING, RecordError } from '../apiError';
import type { Call, Route } from '../api';
import { MODULES, type Module, type RecordRow } from '../books';
import type { Organisation } from '../organisation';
import { allowOnly, fieldsIn, jsonOf, onlyOne, pageOf, shown, success } from '../request';
import { checkedValue } from '../values';

const ANY = MODULES.join('|');
const SCOPES = ['ZohoCRM.modules.ALL'];
const LIST = ['fields', 'ids', 'page', 'per_page', 'page_token', 'sort_by', 'sort_order'];
/** Related lists of a deal, by their names, which are those of the modules. */
const RELATED = ['Quotes', 'Sales_Orders'];
const TRIGGERS = ['workflow', 'approval', 'blueprint', 'pathfinder', 'orchestration'];
const ID = /^[1-9]\d{11,18}$/;

export const recordRoutes: Route[] = [
	{
		method: 'GET',
		pattern: new RegExp(`^(${ANY})/(\\w+)$`),
		scopes: SCOPES,
		query: ['fields'],
		answer: ({ organisation, request, path }) => {
			const [module, id] = path as [Module, string];
			if (!ID.test(id)) throw invalidId();
			const row = organisation.books.records[module].get(id);
			if (!row) return NOTHING;
			// A single record holds all fields, subforms too.
			const names = request.query.has('fields') ? fieldsIn(request) : undefined;
			return { status: 200, body: { data: [shown(whole(organisation, module, row), names)] } };
		},
	},
	{ method: 'PUT', pattern: /^(Deals)\/(\w+)$/, scopes: SCOPES, query: [], answer: update },
	{ method: 'GET', pattern: new RegExp(`^(${ANY})$`), scopes: SCOPES, query: LIST, answer: list },
	{
		method: 'GET',
		pattern: /^Deals\/(\w+)\/(Quotes|Sales_Orders|Products|Invoices)$/,
		scopes: SCOPES,
		query: ['fields', 'page', 'per_page'],
		answer: ({ organisation, request, path }) => {
			const [dealId, related] = path as [string, Module];
			if (!RELATED.includes(related)) return NOTHING;
			if (!ID.test(dealId) || !organisation.deal(dealId)) throw invalidId();
			const names = fieldsIn(request);
			const rows = [...organisation.books.records[related].values()].filter(
				(row) => (row.values.Deal_Name as { id?: string } | null)?.id === dealId,
			);
			return answerPage(rows, request, (row) => shown(flat(row), names));
		},
	},
];

/** Every field of the module, empty ones as null. */
function whole(organisation: Organisation, module: Module, row: RecordRow): RecordRow {
	const empty = Object.fromEntries([...organisation.fields[module].keys()].map((name) => [name, null]));
	return { ...row, values: { ...empty, ...row.values } };
}

/** Lists hold no subforms. */
function flat(row: RecordRow): RecordRow {
	return {
		...row,
		values: Object.fromEntries(Object.entries(row.values).filter(([, value]) => !Array.isArray(value))),
	};
}

function list({ organisation, request, path }: Call) {
	const [module] = path as [Module];
	const names = fieldsIn(request);
	const rows = [...organisation.books.records[module].values()];
	const ids = request.query.get('ids')?.split(',');
	if (ids && ids.length > 100) throw invalidData('invalid data', { param_name: 'ids', limit: 100 });
	const wanted = ids ? rows.filter((row) => ids.includes(row.id)) : sorted(rows, request.query);
	return answerPage(wanted, request, (row) => shown(flat(whole(organisation, module, row)), names));
}

export function sorted<T extends { modifiedTime: string; id: string }>(rows: T[], query: URLSearchParams): T[] {
	const by = query.get('sort_by') ?? 'id';
	if (!['id', 'Modified_Time', 'Created_Time'].includes(by))
		throw invalidData('invalid data', { param_name: 'sort_by' });
	const order = query.get('sort_order') ?? 'desc';
	if (!['asc', 'desc'].includes(order)) throw invalidData('invalid data', { param_name: 'sort_order' });
	const key = (row: T) => (by === 'id' ? row.id : `${Date.parse(row.modifiedTime)} ${row.id}`);
	const sign = order === 'asc' ? 1 : -1;
	return [...rows].sort((one, other) => (key(one) < key(other) ? -sign : sign));
}

export function answerPage<T>(rows: T[], request: Call['request'], show: (row: T) => Record<string, unknown>) {
	const { rows: page, info } = pageOf(rows, request);
	return page.length === 0 ? NOTHING : { status: 200, body: { data: page.map(show), info } };
}

/** Unknown fields are ignored without a word, and those that Zoho sets itself too. */
async function update({ organisation, request, path }: Call) {
	const [, id = ''] = path;
	const body = jsonOf(request);
	allowOnly(body, ['data', 'trigger', 'skip_feature_execution', 'apply_feature_execution']);
	const given = onlyOne(body, 'data');
	const automations = startsAutomations(body.trigger);
	if (!ID.test(id)) throw invalidId();
	await breath(organisation.world);
	const deal = organisation.deal(id);
	if (!deal) throw new RecordError('data', 'INVALID_DATA', 'the id given seems to be invalid', { id });
	if (organisation.books.locked.has(id)) throw new RecordError('data', 'RECORD_LOCKED', 'record is locked', { id });
	const written = checkAll(organisation, deal, given);
	const before = { ...deal.values };
	const { Stage: stage, Pipeline: pipeline, ...others } = written;
	if (stage !== undefined || pipeline !== undefined)
		organisation.move(deal, String(pipeline ?? deal.values.Pipeline), String(stage ?? deal.values.Stage));
	Object.assign(deal.values, others);
	deal.modifiedTime = organisation.now();
	const changed = Object.keys(written).filter((name) => before[name] !== deal.values[name]);
	const fields = Object.fromEntries(Object.entries(written).map(([name, value]) => [name, String(value ?? '')]));
	organisation.noteWrite(deal, { fields, automations });
	if (changed.length > 0) organisation.tell('update', id, changed, { user: false, silent: false });
	return { status: 200, body: { data: [success(deal, 'record updated')] } };
}

function checkAll(
	organisation: Organisation,
	deal: RecordRow,
	given: Record<string, unknown>,
): Record<string, unknown> {
	const known = organisation.fields.Deals;
	const written = Object.entries(given)
		.filter(([name]) => known.has(name) && !known.get(name)!.readOnly)
		.map(([name, value]) => [name, checkedValue(known.get(name)!, value)] as const);
	const movesStage = written.some(([name, value]) => name === 'Stage' && value !== deal.values.Stage);
	if (movesStage && organisation.books.inBlueprint.has(deal.id))
		throw new RecordError('data', 'RECORD_IN_BLUEPRINT', 'record is in blueprint', { id: deal.id, api_name: 'Stage' });
	return Object.fromEntries(written);
}

/** Left out, everything starts; an empty list stops all. */
function startsAutomations(trigger: unknown): boolean {
	if (trigger === undefined) return true;
	if (!Array.isArray(trigger) || trigger.some((name) => !TRIGGERS.includes(name as string)))
		throw new ApiError(400, 'INVALID_DATA', 'invalid data', { api_name: 'trigger', json_path: '$.trigger' });
	return trigger.length > 0;
}
