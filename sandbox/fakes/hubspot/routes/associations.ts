import { checked, invalid } from '../apiError';
import type { ObjectType } from '../fields';
import { linksOf } from '../shown';
import { jsonOf, ok, wholeOf, type Route } from './route';

const PAGE = 500;
const TYPE_IDS: Record<string, number> = {
	deal_to_contact: 3,
	deal_to_company: 5,
	deal_to_line_item: 19,
	deal_to_note: 213,
	deal_to_company_unlabeled: 341,
};

export const associations: Route[] = [
	{
		method: 'POST',
		path: /^\/crm\/associations\/2026-09\/(deals)\/(line_items|companies|contacts|notes)\/batch\/read$/,
		scopes: ({ at }) => [`crm.objects.${at[0]}.read`],
		handle: ({ hub, at, request }) => {
			const { inputs } = checked(jsonOf(request), ['inputs']);
			if (!Array.isArray(inputs) || inputs.length === 0) throw invalid('inputs have to be a list');
			const results = inputs.flatMap((input) => {
				const { id, after = '0' } = checked(input, ['id'], ['after']);
				const deal = hub.deal(String(id));
				if (!deal) return [];
				const from = wholeOf(after, 'after');
				const links = linksOf(deal, at[1] as ObjectType);
				const ids = [...new Set(links.map((link) => link.id))];
				const to = ids.slice(from, from + PAGE).map((toObjectId) => ({
					toObjectId,
					associationTypes: links
						.filter((link) => link.id === toObjectId)
						.map(({ type }) => ({ category: 'HUBSPOT_DEFINED', typeId: TYPE_IDS[type] ?? 0 })),
				}));
				const rest = from + PAGE < ids.length;
				return [{ from: { id: deal.id }, to, ...(rest && { paging: { next: { after: String(from + PAGE) } } }) }];
			});
			return ok({ status: 'COMPLETE', startedAt: hub.now(), completedAt: hub.now(), results });
		},
	},
];
