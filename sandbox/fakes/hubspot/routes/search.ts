import { checked, invalid, textList } from '../apiError';
import type { DealRow, Values } from '../books';
import type { Hub } from '../hub';
import { shownRecord } from '../shown';
import { scopesOf } from './records';
import { jsonOf, ok, wholeOf, type Call, type Route } from './route';

const MOST_GROUPS = 5;
const MOST_FILTERS = 6;
const MOST_IN_ALL = 18;
const MOST_RESULTS = 200;
const CAP = 10_000;
const LONGEST_BODY = 3_000;

interface Filter {
	propertyName: string;
	operator: string;
	value: string;
}

export const search: Route[] = [
	{
		method: 'POST',
		path: /^\/crm\/objects\/2026-09\/(deals)\/search$/,
		scopes: scopesOf('read'),
		handle: (call) => searchDeals(call),
	},
];

function searchDeals({ hub, request }: Call) {
	if (request.raw.length > LONGEST_BODY) throw invalid('The request body is too long');
	const body = checked(jsonOf(request), ['filterGroups', 'sorts', 'properties', 'limit', 'after'], ['query']);
	const names = textList(body.properties, 'properties');
	const groups = groupsOf(hub, body.filterGroups);
	const limit = wholeOf(body.limit, 'limit');
	const after = wholeOf(body.after, 'after');
	if (limit < 1 || limit > MOST_RESULTS) throw invalid(`limit has to be between 1 and ${MOST_RESULTS}`);
	if (after + limit > CAP) throw invalid(`The search returns at most ${CAP} results`);
	const indexed = indexedDeals(hub, request);
	const found = indexed.filter((deal) =>
		groups.some((group) => group.every((filter) => meets(hub.valuesOf(deal), filter))),
	);
	const sorted = sortedBy(hub, found, body.sorts);
	const results = sorted.slice(after, after + limit).map((deal) => shownRecord(hub, 'deals', deal, names));
	const rest = after + limit < sorted.length;
	return ok({ total: found.length, results, ...(rest && { paging: { next: { after: String(after + limit) } } }) });
}

/** The index lags behind: deals that changed a moment ago are not in it yet. */
function indexedDeals(hub: Hub, request: Call['request']): DealRow[] {
	const lag = hub.world.fault('hubspot', 'search-lag', request);
	const until = hub.world.now().getTime() - (lag?.delayMs ?? -1);
	return [...hub.books.deals.values()].filter(
		(deal) => deal.mergedInto === undefined && (!lag || Date.parse(deal.updatedAt) <= until),
	);
}

function groupsOf(hub: Hub, given: unknown): Filter[][] {
	const groups = Array.isArray(given) ? given : [];
	if (groups.length > MOST_GROUPS) throw invalid(`filterGroups: at most ${MOST_GROUPS} are supported`);
	const all = groups.map((group) => {
		const { filters } = checked(group, ['filters']);
		return (Array.isArray(filters) ? filters : []).map((filter) => filterOf(hub, filter));
	});
	if (all.some((filters) => filters.length > MOST_FILTERS) || all.flat().length > MOST_IN_ALL)
		throw invalid('Too many filters');
	return all;
}

function filterOf(hub: Hub, given: unknown): Filter {
	const { propertyName, operator, value } = checked(given, ['propertyName', 'operator', 'value']);
	if (typeof propertyName !== 'string' || !hub.fields.get('deals', propertyName))
		throw invalid(`There was a problem with the request. No property ${String(propertyName)}`, {
			errors: [
				{
					message: 'unknown property',
					code: 'PROPERTY_DOESNT_EXIST',
					context: { propertyName: [String(propertyName)] },
				},
			],
		});
	if (typeof operator !== 'string' || !['EQ', 'GT', 'GTE', 'LT', 'LTE'].includes(operator))
		throw invalid(`Operator ${String(operator)} is not supported here`);
	if (typeof value !== 'string') throw invalid('The value of a filter has to be text');
	return { propertyName, operator, value };
}

/** Times are compared as milliseconds, numbers as numbers; an empty field meets nothing. */
function meets(values: Values, { propertyName, operator, value }: Filter): boolean {
	const held = values[propertyName];
	if (held === undefined || held === '') return false;
	if (operator === 'EQ') return held === value;
	const [one, other] = [comparable(held), comparable(value)];
	if (operator === 'GT') return one > other;
	if (operator === 'GTE') return one >= other;
	return operator === 'LT' ? one < other : one <= other;
}

function comparable(text: string): number {
	return /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number(text);
}

function sortedBy(hub: Hub, deals: DealRow[], given: unknown): DealRow[] {
	const sorts = Array.isArray(given) ? given : [];
	if (sorts.length > 1) throw invalid('Only one sort is supported');
	if (sorts.length === 0) return deals;
	const { propertyName, direction } = checked(sorts[0], ['propertyName', 'direction']);
	if (direction !== 'ASCENDING' && direction !== 'DESCENDING') throw invalid('direction is ASCENDING or DESCENDING');
	const by = (deal: DealRow) => comparable(hub.valuesOf(deal)[String(propertyName)] ?? '');
	const sign = direction === 'ASCENDING' ? 1 : -1;
	return [...deals].sort((one, other) => sign * (by(one) - by(other)));
}
