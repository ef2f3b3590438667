import type { Place } from '../../../connect/crm/standing';
import type { Stage } from '../../../connect/ports';
import type { DealItem, Statuses } from '../schemas';

/** The stages of one pipeline in their order. `SEMANTICS`: S won, F lost, else in progress. */
export function toStages(pipelineId: string, statuses: Statuses): Stage[] {
	return [...statuses]
		.sort((one, other) => one.SORT - other.SORT)
		.map((status, index) => ({
			id: status.STATUS_ID,
			name: status.NAME,
			pipelineId,
			order: index + 1,
			outcome: outcomeOf(status.SEMANTICS),
		}));
}

export function outcomeOf(semantics: string | null | undefined): Stage['outcome'] {
	if (semantics === 'S') return 'won';
	return semantics === 'F' ? 'lost' : 'open';
}

/** Where a deal stands, as Bitrix24 says it. */
export function placeOf(item: Pick<DealItem, 'stageId' | 'categoryId' | 'stageSemanticId'>): Place {
	return { stageId: item.stageId, pipelineId: item.categoryId, outcome: outcomeOf(item.stageSemanticId) };
}
