import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from './connection';

export async function getPipelines(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { crm } = await connect(this);
	return (await crm.pipelines()).map(({ id, name }) => ({ name, value: id }));
}

/** Stages of the chosen pipeline; of all pipelines, with the pipeline's name before, when the node has no such choice. */
export async function getStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { crm } = await connect(this);
	const pipelines = await crm.pipelines();
	const chosen = this.getCurrentNodeParameter('pipeline');
	const shown = pipelines.filter((pipeline) => chosen === undefined || chosen === '' || pipeline.id === String(chosen));
	return shown.flatMap((pipeline) =>
		pipeline.stages.map((stage) => ({
			name: shown.length > 1 ? `${pipeline.name}: ${stage.name}` : stage.name,
			value: stage.id,
		})),
	);
}

export async function getStagesOrLeave(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const leave = { name: 'Leave the Deal Where It Is', value: 'leave' };
	return [leave, ...(await getStages.call(this))];
}

export async function getDealFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { crm } = await connect(this);
	return (await crm.customFields()).map(({ name, title }) => ({ name: title, value: name, description: name }));
}
