import type { Pipeline } from '../../connect/ports';
import type { PipedriveClient } from './client';
import { PipelineRow, StageRow } from './schemas';
import { toStage, wonOf } from './stages';

/** All pipelines with their stages, "Won" as the last one of each. 10 tokens. */
export async function pipelines(client: PipedriveClient): Promise<Pipeline[]> {
	const purpose = 'read the pipelines and stages';
	const { rows: pipelineRows } = await client.list({ version: 'v2', path: '/pipelines', purpose }, PipelineRow);
	const { rows: stageRows } = await client.list({ version: 'v2', path: '/stages', purpose }, StageRow);
	return pipelineRows
		.filter((pipeline) => pipeline.is_deleted !== true)
		.sort((one, other) => one.order_nr - other.order_nr)
		.map(({ id, name }) => {
			const own = stageRows.filter((stage) => stage.pipeline_id === id && stage.is_deleted !== true);
			const stages = own.map(toStage).sort((one, other) => one.order - other.order);
			return { id, name, stages: [...stages, wonOf(id)] };
		});
}
