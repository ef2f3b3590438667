import type { Route } from '../api';
import { organisationView, userView } from '../accountViews';

export const accountRoutes: Route[] = [
	{
		method: 'GET',
		pattern: /^org$/,
		scopes: ['ZohoCRM.org.READ'],
		query: [],
		answer: () => ({ status: 200, body: { org: [organisationView()] } }),
	},
	{
		method: 'GET',
		pattern: /^users$/,
		scopes: ['ZohoCRM.users.READ'],
		query: ['type', 'page', 'per_page', 'ids'],
		answer: () => ({
			status: 200,
			body: { users: [userView()], info: { per_page: 200, count: 1, page: 1, more_records: false } },
		}),
	},
];
