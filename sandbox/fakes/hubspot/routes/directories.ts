import { notFound } from '../apiError';
import { OWNER, PIPELINES, TAX_RATES } from '../books';
import { ok, pageOf, type Route } from './route';

const STAMP = '2026-01-01T00:00:00Z';

/** What an account is set up like: account, pipelines, owners, tax rates. */
export const directories: Route[] = [
	{
		method: 'GET',
		path: /^\/account-info\/2026-09\/details$/,
		handle: ({ hub }) =>
			ok({
				portalId: hub.options.portalId,
				accountType: 'STANDARD',
				timeZone: 'Europe/Warsaw',
				companyCurrency: 'PLN',
				additionalCurrencies: ['EUR'],
				utcOffset: '+01:00',
				utcOffsetMilliseconds: 3_600_000,
				uiDomain: 'app-eu1.hubspot.com',
				dataHostingLocation: 'eu1',
			}),
	},
	{
		method: 'GET',
		path: /^\/crm\/pipelines\/2026-09\/deals$/,
		scopes: () => ['crm.objects.deals.read', 'crm.schemas.deals.read'],
		handle: () => ok({ results: PIPELINES.map(shownPipeline) }),
	},
	{
		method: 'GET',
		path: /^\/crm\/owners\/2026-09$/,
		scopes: () => ['crm.objects.owners.read'],
		query: ['limit', 'after', 'email'],
		handle: ({ request }) => ok(pageOf([shownOwner()], request.query)),
	},
	{
		method: 'GET',
		path: /^\/crm\/owners\/2026-09\/([^/]+)$/,
		scopes: () => ['crm.objects.owners.read'],
		query: ['idProperty'],
		handle: ({ at }) => {
			if (at[0] !== OWNER.id) throw notFound();
			return ok(shownOwner());
		},
	},
	{
		method: 'GET',
		path: /^\/tax-rates\/2026-09\/tax-rates$/,
		scopes: () => ['tax_rates.read'],
		query: ['limit', 'after', 'active'],
		handle: ({ request }) => ok(pageOf(TAX_RATES.map(shownRate), request.query)),
	},
	{
		method: 'GET',
		path: /^\/tax-rates\/2026-09\/tax-rates\/([^/]+)$/,
		scopes: () => ['tax_rates.read'],
		handle: ({ at }) => {
			const found = TAX_RATES.find(({ id }) => id === at[0]);
			if (!found) throw notFound();
			return ok(shownRate(found));
		},
	},
];

function shownPipeline({ id, label, stages }: (typeof PIPELINES)[number], index: number): object {
	return {
		id,
		label,
		displayOrder: index,
		archived: false,
		createdAt: STAMP,
		updatedAt: STAMP,
		stages: stages.map((stage, order) => ({
			id: stage.id,
			label: stage.label,
			displayOrder: order,
			metadata: { isClosed: String(stage.isClosed), probability: stage.probability },
			archived: false,
			createdAt: STAMP,
			updatedAt: STAMP,
			writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
		})),
	};
}

const shownOwner = () => ({ ...OWNER, type: 'PERSON', archived: false, createdAt: STAMP, updatedAt: STAMP });
const shownRate = (rate: (typeof TAX_RATES)[number]) => ({ ...rate, active: true, createdAt: STAMP, updatedAt: STAMP });
