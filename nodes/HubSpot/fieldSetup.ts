import { VendorError } from '../../connect/http';
import type { CrmFields } from '../../connect/ports';
import { paths, type ObjectType } from './api';
import { plannedFields, type FieldPlan } from './fields';
import type { HubSpotAccess } from './readDeal';
import { PropertyRow, PropertyRows } from './schemas';

/** HubSpot's own groups, which every account has. */
const GROUPS = { deals: 'dealinformation', companies: 'companyinformation' } as const;
const YES_NO = [
	{ label: 'Tak / Yes', value: 'true', displayOrder: 0, hidden: false },
	{ label: 'Nie / No', value: 'false', displayOrder: 1, hidden: false },
];

/** The planned fields that the account does not have yet. The tax number may be on company, contact or deal. */
export async function missingFields(access: HubSpotAccess, fields: CrmFields): Promise<FieldPlan[]> {
	const deals = await namesOf(access, 'deals');
	const clients = fields.taxId
		? [...(await namesOf(access, 'companies')), ...(await namesOf(access, 'contacts')), ...deals]
		: [];
	const known = { deals: new Set(deals), companies: new Set(clients) };
	return plannedFields(fields).filter(({ object, name }) => !known[object].has(name));
}

/** Makes the fields that are missing; answers their names. */
export async function ensureFields(access: HubSpotAccess, fields: CrmFields): Promise<string[]> {
	const made: string[] = [];
	for (const plan of await missingFields(access, fields)) if (await make(access, plan)) made.push(plan.name);
	access.settings.forget();
	return made;
}

/** False when someone else has made it between our look and our request: then all is well. */
async function make({ client }: HubSpotAccess, plan: FieldPlan): Promise<boolean> {
	const { object, ...property } = plan;
	const purpose = `create the field ${plan.name} of ${object}`;
	const body = {
		...property,
		groupName: GROUPS[object],
		...(plan.type === 'bool' && { options: YES_NO }),
	};
	try {
		await client.call({ kind: 'create', method: 'POST', path: paths.properties(object), body, purpose });
		return true;
	} catch (error) {
		const refused = error instanceof VendorError && error.cause_ === 'rejected';
		if (refused && (await exists({ client }, plan))) return false;
		return Promise.reject(error);
	}
}

async function exists({ client }: Pick<HubSpotAccess, 'client'>, { object, name }: FieldPlan): Promise<boolean> {
	try {
		await client.read(PropertyRow, {
			method: 'GET',
			path: paths.property(object, name),
			purpose: `look for the field ${name}`,
		});
		return true;
	} catch (error) {
		if (error instanceof VendorError && error.cause_ === 'notFound') return false;
		return Promise.reject(error);
	}
}

/** The fields of deals that a user may choose for what the pack writes: text that people may edit. */
export async function dealFields({ settings }: HubSpotAccess): Promise<{ name: string; title: string }[]> {
	const rows = [...(await settings.dealProperties()).values()];
	return titled(rows.filter((row) => row.hubspotDefined !== true));
}

/** Where the tax number may be: fields of companies first, then of contacts and deals. */
export async function taxIdFields(access: HubSpotAccess): Promise<{ name: string; title: string }[]> {
	const found = new Map<string, string>();
	for (const [object, title] of [
		['companies', 'company'],
		['contacts', 'contact'],
		['deals', 'deal'],
	] as const)
		for (const row of titled((await rowsOf(access, object)).filter((one) => one.hubspotDefined !== true)))
			if (!found.has(row.name)) found.set(row.name, `${row.title} (${title})`);
	return [...found].map(([name, title]) => ({ name, title }));
}

async function namesOf(access: HubSpotAccess, object: ObjectType): Promise<string[]> {
	return (await rowsOf(access, object)).map(({ name }) => name);
}

async function rowsOf({ client }: HubSpotAccess, object: ObjectType): Promise<PropertyRow[]> {
	const purpose = `read the fields of ${object}`;
	return (await client.read(PropertyRows, { method: 'GET', path: paths.properties(object), purpose })).results;
}

function titled(rows: readonly PropertyRow[]): { name: string; title: string }[] {
	return rows.map(({ name, label }) => ({ name, title: label || name }));
}
