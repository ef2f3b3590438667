import type { Pipeline, Stage } from '../../connect/ports';
import { read, type ZohoClient } from './client';
import { Layouts, Pipelines } from './schemas';
import { stageIdOf } from './stageId';

/** All pipelines of all layouts, by their names: a deal names its pipeline, not its layout's. One request a layout. */
export async function pipelines(client: ZohoClient): Promise<Pipeline[]> {
	const purpose = 'read the layouts of deals';
	const body = await client.get('settings/layouts', { module: 'Deals' }, { purpose });
	const layouts = body === undefined ? [] : read(Layouts, body, purpose).layouts;
	const found = new Map<string, Pipeline>();
	for (const layout of layouts.filter(({ status }) => status !== 'inactive'))
		for (const pipeline of await pipelinesOfLayout(client, layout.id))
			if (!found.has(pipeline.id)) found.set(pipeline.id, pipeline);
	return [...found.values()];
}

/** The pipelines of one layout, its default one first. */
export async function pipelinesOfLayout(client: ZohoClient, layoutId: string): Promise<Pipeline[]> {
	const purpose = 'read the pipelines and stages';
	const body = await client.get('settings/pipeline', { layout_id: layoutId }, { purpose });
	if (body === undefined) return [];
	const { pipeline: rows } = read(Pipelines, body, purpose);
	return [...rows]
		.sort((one, other) => Number(other.default === true) - Number(one.default === true))
		.map(({ actual_value: id, display_value: name, maps }) => ({ id, name, stages: toStages(id, maps) }));
}

function toStages(pipelineId: string, maps: Pipelines['pipeline'][number]['maps']): Stage[] {
	return [...maps]
		.sort((one, other) => (one.sequence_number ?? 0) - (other.sequence_number ?? 0))
		.map((stage, index) => ({
			id: stageIdOf(pipelineId, stage.actual_value),
			name: stage.display_value || stage.actual_value,
			pipelineId,
			order: index + 1,
			outcome: outcomeOf(stage.forecast_type),
		}));
}

/** `forecast_type`: Open, Closed Won, Closed Lost; also without the blank. */
function outcomeOf(forecastType: string): Stage['outcome'] {
	if (/won/i.test(forecastType)) return 'won';
	return /lost/i.test(forecastType) ? 'lost' : 'open';
}
