import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Crm } from '../ports';

type Connect = (context: ILoadOptionsFunctions) => Promise<{ crm: Crm }>;
type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The drop-downs of a CRM's nodes. */
export function crmLoadOptions(
	connect: Connect,
): Record<'getPipelines' | 'getStages' | 'getStagesOrLeave' | 'getDealFields', Load> {
	/** Stages of the chosen pipeline; of all pipelines, with the pipeline's name before, when the node has no such choice. */
	async function getStages(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { crm } = await connect(this);
		const pipelines = await crm.pipelines();
		const chosen = this.getCurrentNodeParameter('pipeline');
		const shown = pipelines.filter(({ id }) => chosen === undefined || chosen === '' || id === String(chosen));
		return shown.flatMap((pipeline) =>
			pipeline.stages.map((stage) => ({
				name: shown.length > 1 ? `${pipeline.name}: ${stage.name}` : stage.name,
				value: stage.id,
			})),
		);
	}
	return {
		async getPipelines() {
			const { crm } = await connect(this);
			return (await crm.pipelines()).map(({ id, name }) => ({ name, value: id }));
		},
		getStages,
		async getStagesOrLeave() {
			const leave = { name: 'Leave the Deal Where It Is', value: 'leave' };
			return [leave, ...(await getStages.call(this))];
		},
		async getDealFields() {
			const { crm } = await connect(this);
			return (await crm.dealFields()).map(({ name, title }) => ({ name: title, value: name, description: name }));
		},
	};
}
