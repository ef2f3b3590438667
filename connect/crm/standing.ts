import type { Deal, StageEntry } from '../../invoicing/deal';
import type { Stage } from '../ports';

/** Where a deal stands now, as its CRM says. */
export interface Place {
	stageId: string;
	pipelineId: string;
	outcome: Stage['outcome'];
}

/**
 * Where the deal stands, seen from the stage entry. A stage that is no longer in the list counts as "elsewhere":
 * nothing is issued on a guess.
 */
export function standingOf(
	place: Place,
	stages: readonly Stage[],
	entry: Pick<StageEntry, 'stageId' | 'pipelineId'> | undefined,
): Deal['standing'] {
	if (!entry || entry.stageId === place.stageId) return 'inStage';
	if (place.outcome === 'lost') return 'lost';
	if (entry.pipelineId !== undefined && entry.pipelineId !== place.pipelineId) return 'elsewhere';
	const was = stages.find((stage) => stage.id === entry.stageId);
	const is = stages.find((stage) => stage.id === place.stageId);
	if (!was || !is) return 'elsewhere';
	return is.order > was.order ? 'movedOn' : 'movedBack';
}
