import { ApiError } from '../apiError';
import type { OrganizationRow, PersonRow } from '../books';
import { shownCustom } from '../custom';
import { idIn, pageV2, type Call, type QueryType, type Route } from './route';

const SHOWN: Record<string, QueryType> = {
	include_option_labels: 'boolean',
	include_fields: 'text',
	custom_fields: 'text',
};
const SOMETIME = '2026-01-02T08:00:00Z';

export const contacts: Route[] = [
	{
		version: 'v2',
		method: 'GET',
		path: '/organizations',
		tokens: 10,
		query: { ...SHOWN, limit: 'integer', cursor: 'text' },
		handle: (call) =>
			pageV2(
				[...call.company.books.organizations.values()].map((row) => shownOrganization(call, row)),
				call,
			),
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/organizations/{id}',
		tokens: 1,
		query: SHOWN,
		handle: (call) => {
			const row = call.company.books.organizations.get(idIn(call));
			if (!row) throw new ApiError(404, 'Organization not found');
			return { data: shownOrganization(call, row) };
		},
	},
	{
		version: 'v2',
		method: 'GET',
		path: '/persons/{id}',
		tokens: 1,
		query: SHOWN,
		handle: (call) => {
			const row = call.company.books.persons.get(idIn(call));
			if (!row) throw new ApiError(404, 'Person not found');
			return { data: shownPerson(call, row) };
		},
	},
];

function shownOrganization({ company, query }: Call, row: OrganizationRow): Record<string, unknown> {
	return {
		id: row.id,
		name: row.name,
		owner_id: 77,
		add_time: SOMETIME,
		update_time: SOMETIME,
		address: row.address,
		is_deleted: false,
		visible_to: 3,
		label_ids: [],
		website: null,
		custom_fields: shownCustom(company.fields.organization, row.custom, query.include_option_labels === 'true'),
	};
}

function shownPerson({ company, query }: Call, row: PersonRow): Record<string, unknown> {
	const [firstName = '', ...rest] = row.name.split(' ');
	return {
		id: row.id,
		name: row.name,
		first_name: firstName,
		last_name: rest.join(' '),
		owner_id: 77,
		org_id: null,
		add_time: SOMETIME,
		update_time: SOMETIME,
		emails: row.emails,
		phones: [],
		is_deleted: false,
		visible_to: 3,
		label_ids: [],
		picture_id: null,
		// Only companies that keep contacts in step with an address book have it.
		...(row.address && { postal_address: row.address }),
		custom_fields: shownCustom(company.fields.person, row.custom, query.include_option_labels === 'true'),
	};
}
