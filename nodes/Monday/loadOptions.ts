import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { crmLoadOptions } from '../../connect/crm/loadOptions';
import type { DealBoards } from './boardColumns';
import { connect } from './connection';
import type { BoardWithColumns } from './schemas';

/** Columns of one of the boards that a deal's data stand on. */
const columnsOf = (choose: (boards: DealBoards) => BoardWithColumns | undefined) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { crm } = await connect(this);
		const columns = choose(await crm.boards())?.columns ?? [];
		return columns
			.filter(({ archived, type }) => !archived && type !== 'name')
			.map(({ id, title, type }) => ({ name: `${title} (${type})`, value: id, description: id }));
	};

export const loadOptions = {
	...crmLoadOptions(connect),
	getClientColumns: columnsOf((boards) => boards.clients),
	getLineColumns: columnsOf((boards) => boards.lines),
};
