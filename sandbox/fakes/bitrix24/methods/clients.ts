import { PRESETS } from '../books';
import { classic } from '../restError';
import { conditions, integer, map, meets, page, sorted } from './arguments';
import type { Method } from './index';

const REQUISITE_FILTERS = ['ID', 'ENTITY_TYPE_ID', 'ENTITY_ID', 'PRESET_ID', 'RQ_INN', 'RQ_VAT_ID', 'ACTIVE'];
const ADDRESS_FILTERS = ['TYPE_ID', 'ENTITY_TYPE_ID', 'ENTITY_ID', 'CITY'];

export const clients: Record<string, Method> = {
	'crm.requisite.list': ({ portal, params }) => {
		const wanted = conditions(map(params, 'filter'), REQUISITE_FILTERS);
		const found = [...portal.books.requisites.values()].filter((row) => meets(row, wanted));
		const { rows, ...rest } = page(
			sorted(found, params, (row, field) => row[field]),
			params,
		);
		return { result: rows, ...rest };
	},
	'crm.requisite.get': ({ portal, params }) => {
		const found = portal.books.requisites.get(integer(params, 'id'));
		if (!found) throw classic('Not found');
		return { result: found };
	},
	'crm.requisite.link.get': ({ portal, params }) => {
		if (integer(params, 'entityTypeId') !== 2) throw classic('Not found');
		const dealId = integer(params, 'entityId');
		const requisiteId = portal.books.links.get(dealId);
		if (requisiteId === undefined) throw classic('Not found');
		return {
			result: {
				ENTITY_TYPE_ID: '2',
				ENTITY_ID: String(dealId),
				REQUISITE_ID: String(requisiteId),
				BANK_DETAIL_ID: '0',
				MC_REQUISITE_ID: '0',
				MC_BANK_DETAIL_ID: '0',
			},
		};
	},
	'crm.requisite.preset.list': ({ params }) => {
		const { rows, ...rest } = page(PRESETS, params);
		return { result: rows, ...rest };
	},
	'crm.address.list': ({ portal, params }) => {
		const wanted = conditions(map(params, 'filter'), ADDRESS_FILTERS);
		const { rows, ...rest } = page(
			portal.books.addresses.filter((row) => meets(row, wanted)),
			params,
		);
		return { result: rows, ...rest };
	},
	'crm.deal.contact.items.get': ({ portal, params }) => {
		const deal = portal.deal(integer(params, 'id'));
		if (!deal) throw classic('Not found');
		return {
			result: deal.contactIds.map((id, index) => ({
				CONTACT_ID: id,
				SORT: (index + 1) * 10,
				ROLE_ID: 0,
				IS_PRIMARY: index === 0 ? 'Y' : 'N',
			})),
		};
	},
};
