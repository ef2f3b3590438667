import type { Pipeline, Stage } from '../../../connect/ports';
import type { PipelineRow } from '../schemas';

/** Pipelines with their stages in their order. Archived stages are left out: nothing can enter them. */
export function toPipelines(rows: readonly PipelineRow[]): Pipeline[] {
	return [...rows].sort(byOrder).map(({ id, label, stages }) => ({
		id,
		name: label,
		stages: stages
			.filter((stage) => !stage.archived)
			.sort(byOrder)
			.map((stage, index) => ({
				id: stage.id,
				name: stage.label,
				pipelineId: id,
				order: index + 1,
				outcome: outcomeOf(stage.metadata),
			})),
	}));
}

/** `isClosed` and `probability` are text: "true" and "1.0" for won, "0.0" for lost (docs: pipelines). */
function outcomeOf(metadata: Record<string, string>): Stage['outcome'] {
	if (metadata.isClosed !== 'true') return 'open';
	return Number(metadata.probability) === 1 ? 'won' : 'lost';
}

/** Stage ids are unique in an account, across its pipelines. */
export function stageOf(pipelines: readonly Pipeline[], stageId: string): Stage | undefined {
	return pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === stageId);
}

function byOrder(one: { displayOrder: number; label: string }, other: { displayOrder: number; label: string }): number {
	return one.displayOrder - other.displayOrder || one.label.localeCompare(other.label);
}
