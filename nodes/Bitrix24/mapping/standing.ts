import type { Deal, StageEntry } from '../../../invoicing/deal';
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

/**
 * Where the deal stands, seen from the stage entry. A stage that is no longer in the list counts as "elsewhere":
 * nothing is issued on a guess.
 */
export function standingOf(
	item: Pick<DealItem, 'stageId' | 'categoryId' | 'stageSemanticId'>,
	stages: readonly Stage[],
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): Deal['standing'] {
	if (!entry || entry.stageId === item.stageId) return 'inStage';
	if (item.stageSemanticId === 'F') return 'lost';
	if (entry.pipelineId !== undefined && entry.pipelineId !== item.categoryId) return 'elsewhere';
	const was = stages.find((stage) => stage.id === entry.stageId);
	const is = stages.find((stage) => stage.id === item.stageId);
	if (!was || !is) return 'elsewhere';
	return is.order > was.order ? 'movedOn' : 'movedBack';
}
