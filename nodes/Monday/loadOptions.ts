import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { crmLoadOptions } from '../../connect/crm/loadOptions';
import { connect } from './connection';
import type { BoardWithColumns } from './schemas';

/** The columns of a board, by name and type. */
export const choicesOf = (board: BoardWithColumns | undefined): INodePropertyOptions[] =>
	(board?.columns ?? [])
		.filter(({ archived, type }) => !archived && type !== 'name')
		.map(({ id, title, type }) => ({ name: `${title} (${type})`, value: id, description: id }));

export const loadOptions = {
	...crmLoadOptions(connect),
	async getClientColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { crm } = await connect(this);
		return choicesOf((await crm.boards()).clients);
	},
};
