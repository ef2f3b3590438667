import type { Stage } from '../../connect/ports';
import type { DealRow, StageRow } from './schemas';

/**
 * A deal that is won keeps its stage: in Pipedrive "won" is a status beside the stages. For rules, drop-downs and the
 * standing it is one more stage at the end of its pipeline, with an id of our own.
 */
export const wonStage = (pipelineId: string): string => `won:${pipelineId}`;

export const isWonStage = (stageId: string): boolean => stageId.startsWith('won:');

/** The stage in which the deal counts: "won" where that is its status. */
export function stageOf({ status, stage_id: stageId, pipeline_id: pipelineId }: DealRow): string {
	return status === 'won' ? wonStage(pipelineId) : stageId;
}

export function outcomeOf(status: string): Stage['outcome'] {
	return status === 'won' || status === 'lost' ? status : 'open';
}

export const toStage = (row: StageRow): Stage => ({
	id: row.id,
	name: row.name,
	pipelineId: row.pipeline_id,
	order: row.order_nr,
	outcome: 'open',
});

/** After every other stage, whatever their numbers. */
export const wonOf = (pipelineId: string): Stage => ({
	id: wonStage(pipelineId),
	name: 'Won',
	pipelineId,
	order: Number.MAX_SAFE_INTEGER,
	outcome: 'won',
});
