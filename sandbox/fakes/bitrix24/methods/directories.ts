import { CATEGORIES, STATUSES, USER } from '../books';
import { conditions, integer, map, meets, page, sorted } from './arguments';
import type { Method } from './index';
import { classic } from '../restError';

/** The only fields by which the stage history can be filtered (docs: crm-stage-history-list). */
const HISTORY_FILTERS = ['ID', 'TYPE_ID', 'OWNER_ID', 'CREATED_TIME', 'CATEGORY_ID', 'STAGE_SEMANTIC_ID', 'STAGE_ID'];

export const directories: Record<string, Method> = {
	profile: () => ({
		result: { ID: String(USER.id), ADMIN: true, NAME: USER.name, LAST_NAME: USER.lastName, TIME_ZONE: '' },
	}),
	scope: () => ({ result: ['crm', 'user_brief'] }),
	'user.get': ({ params }) => {
		const wanted = conditions(map(params, params.FILTER === undefined ? 'filter' : 'FILTER'), ['ID']);
		const rows = [{ ID: String(USER.id), NAME: USER.name, LAST_NAME: USER.lastName, EMAIL: USER.email }];
		return { result: rows.filter((row) => meets(row, wanted)), total: 1 };
	},
	'crm.category.list': ({ params }) => {
		if (integer(params, 'entityTypeId') !== 2) throw classic('Entity not found');
		return { result: { categories: CATEGORIES.map((row) => ({ ...row, entityTypeId: 2 })) }, total: CATEGORIES.length };
	},
	'crm.status.list': ({ params }) => {
		const wanted = conditions(map(params, 'filter'), ['ENTITY_ID', 'STATUS_ID', 'SEMANTICS']);
		const rows = STATUSES.map((row) => ({
			ID: String(row.id),
			ENTITY_ID: row.entityId,
			STATUS_ID: row.statusId,
			NAME: row.name,
			NAME_INIT: '',
			SORT: String(row.sort),
			SYSTEM: 'N',
			CATEGORY_ID: row.entityId === 'DEAL_STAGE' ? '0' : row.entityId.slice('DEAL_STAGE_'.length),
			SEMANTICS: row.semantics,
			EXTRA: {
				SEMANTICS: row.semantics === 'S' ? 'success' : row.semantics === 'F' ? 'failure' : 'process',
				COLOR: '',
			},
		})).filter((row) => meets(row, wanted));
		return { result: rows, total: rows.length };
	},
	'crm.stagehistory.list': ({ portal, params }) => {
		if (integer(params, 'entityTypeId') !== 2) throw classic('Only deals have a history here');
		const wanted = conditions(map(params, 'filter'), HISTORY_FILTERS);
		const rows = portal.books.history
			.map((row) => ({
				ID: row.id,
				TYPE_ID: row.typeId,
				OWNER_ID: row.ownerId,
				CREATED_TIME: row.createdTime,
				CATEGORY_ID: row.categoryId,
				STAGE_SEMANTIC_ID: row.semanticId,
				STAGE_ID: row.stageId,
			}))
			.filter((row) => meets(row, wanted));
		const ordered = sorted(rows, params, (row, field) => row[field as keyof typeof row]);
		const { rows: shown, ...rest } = page(ordered, params);
		return { result: { items: shown }, ...rest };
	},
};
