import { ApiError, invalidId } from '../apiError';
import type { Call, Route } from '../api';
import type { HistoryRow } from '../books';
import { fieldsIn } from '../request';
import { answerPage, sorted } from './records';

const SCOPES = ['ZohoCRM.modules.ALL'];

export const historyRoutes: Route[] = [
	{
		method: 'GET',
		pattern: /^Deals\/(\d+)\/Stage_History$/,
		scopes: SCOPES,
		query: ['fields', 'page', 'per_page'],
		answer: ({ organisation, request, path: [dealId = ''] }) => {
			const names = fieldsIn(request);
			if (!organisation.deal(dealId)) throw invalidId();
			const rows = organisation.books.history.filter((row) => row.dealId === dealId).reverse();
			return answerPage(rows, request, (row) => historyView(row, names));
		},
	},
	{
		method: 'GET',
		pattern: /^DealHistory$/,
		scopes: SCOPES,
		query: ['fields', 'page', 'per_page', 'page_token', 'sort_by', 'sort_order'],
		answer: allRows,
	},
];

/** A list of all deals' rows may be behind by a while (`search-lag`). The rows of deleted deals stay, without the deal. */
function allRows({ organisation, request }: Call) {
	if (!organisation.historyIsListable)
		throw new ApiError(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });
	const names = fieldsIn(request);
	const lag = organisation.world.fault('zoho', 'search-lag', request);
	const until = organisation.world.now().getTime() - (lag?.delayMs ?? -1000);
	const rows = organisation.books.history
		.filter((row) => Date.parse(row.time) <= until)
		.map((row) => ({ ...row, modifiedTime: row.time }));
	return answerPage(sorted(rows, request.query), request, (row) => ({
		...historyView(row, names),
		Potential_Name: organisation.deal(row.dealId)
			? { id: row.dealId, name: organisation.deal(row.dealId)?.values.Deal_Name }
			: null,
	}));
}

function historyView(row: HistoryRow, names: string[]): Record<string, unknown> {
	const whole: Record<string, unknown> = {
		Stage: row.stage,
		Modified_Time: row.time,
		Moved_To__s: row.movedTo,
		Stage_Duration_Calendar_Days: row.movedTo === null ? null : 0,
	};
	return {
		id: row.id,
		...Object.fromEntries(names.filter((name) => name in whole).map((name) => [name, whole[name]])),
	};
}
