/** The one host that all accounts share, in the EU as well. */
export const API = 'https://api.hubapi.com';

/**
 * HubSpot puts the date of an API version into the path; each lives about 18 months. One constant for each family,
 * because they do not move together: in the specification of 2026-09 files have no upload.
 * Source: developers.hubspot.com, "migration guide"; github.com/HubSpot/HubSpot-public-api-spec-collection.
 */
export const VERSIONS = {
	objects: '2026-09',
	associations: '2026-09',
	properties: '2026-09',
	pipelines: '2026-09',
	owners: '2026-09',
	taxRates: '2026-09',
	accountInfo: '2026-09',
	appWebhooks: '2026-09',
	files: '2026-03',
} as const;

export type ObjectType = 'deals' | 'line_items' | 'companies' | 'contacts' | 'notes';

export const paths = {
	record: (type: ObjectType, id: string) => `/crm/objects/${VERSIONS.objects}/${type}/${encodeURIComponent(id)}`,
	records: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}`,
	batchRead: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}/batch/read`,
	search: (type: ObjectType) => `/crm/objects/${VERSIONS.objects}/${type}/search`,
	associations: (from: ObjectType, to: ObjectType) =>
		`/crm/associations/${VERSIONS.associations}/${from}/${to}/batch/read`,
	properties: (type: ObjectType) => `/crm/properties/${VERSIONS.properties}/${type}`,
	property: (type: ObjectType, name: string) =>
		`/crm/properties/${VERSIONS.properties}/${type}/${encodeURIComponent(name)}`,
	pipelines: () => `/crm/pipelines/${VERSIONS.pipelines}/deals`,
	owners: () => `/crm/owners/${VERSIONS.owners}`,
	owner: (id: string) => `/crm/owners/${VERSIONS.owners}/${encodeURIComponent(id)}`,
	taxRates: () => `/tax-rates/${VERSIONS.taxRates}/tax-rates`,
	taxRate: (id: string) => `/tax-rates/${VERSIONS.taxRates}/tax-rates/${encodeURIComponent(id)}`,
	accountInfo: () => `/account-info/${VERSIONS.accountInfo}/details`,
	files: () => `/files/${VERSIONS.files}/files`,
	fileSearch: () => `/files/${VERSIONS.files}/files/search`,
	appWebhooks: (appId: string, rest: 'settings' | 'subscriptions') =>
		`/app-webhooks/${VERSIONS.appWebhooks}/${encodeURIComponent(appId)}/${rest}`,
	appSubscription: (appId: string, id: string) =>
		`/app-webhooks/${VERSIONS.appWebhooks}/${encodeURIComponent(appId)}/subscriptions/${encodeURIComponent(id)}`,
};
