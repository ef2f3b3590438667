import { VendorError } from '../../connect/http';
import type { CrmFields, CrmReport } from '../../connect/ports';
import { z } from 'zod';
import type { PipedriveClient } from './client';
import type { Directory } from './directory';
import { codesOf, missingFields } from './fields';
import { Me, type FieldRow } from './schemas';

const anything = z.unknown();

/** What the pack asks for beside deal fields, each tried in the smallest way. The right to it is what counts. */
const PROBES = [
	{ what: 'deals', version: 'v2', path: '/deals', query: { limit: 1 } },
	{ what: 'organizations and persons', version: 'v2', path: '/organizations', query: { limit: 1 } },
	{ what: 'products', version: 'v2', path: '/products', query: { limit: 1 } },
	{ what: 'webhooks', version: 'v1', path: '/webhooks', query: undefined },
] as const;

/** About 75 tokens. Throws VendorError only when the company cannot be reached or refuses the sign-in. */
export async function checkAccount(
	client: PipedriveClient,
	directory: Directory,
	fields: CrmFields,
): Promise<CrmReport> {
	const purpose = 'read the user of the credential';
	const me = await client.data({ version: 'v1', path: '/users/me', purpose }, Me);
	const problems: string[] = [];
	if (me.company_domain !== '' && me.company_domain !== client.account)
		problems.push(
			`The credential belongs to the company "${me.company_domain}", not to "${client.account}". Correct "Company Domain" in it.`,
		);
	for (const { what, ...probe } of PROBES)
		problems.push(
			...(await tried(what, async () => client.data({ ...probe, purpose: `let the user read ${what}` }, anything))),
		);
	problems.push(...(await tried('deal fields', async () => fieldProblems(client, directory, fields))));
	const administrator = me.access.some(({ app, admin }) => admin && (app === 'sales' || app === 'global'));
	const hints = administrator
		? []
		: ['The user is no deals administrator: events of deals that this user may not see do not come.'];
	return {
		ok: problems.length === 0,
		account: client.account,
		user: { id: me.id, name: me.name, administrator },
		notes: [...problems, ...hints],
	};
}

/** The sentences of a check, or what kept it from being made. */
async function tried(what: string, run: () => Promise<unknown>): Promise<string[]> {
	try {
		const said = await run();
		return Array.isArray(said) && said.every((one): one is string => typeof one === 'string') ? said : [];
	} catch (error) {
		if (!(error instanceof VendorError) || error.cause_ === 'credential') return Promise.reject(error);
		return [`Cannot read ${what}. ${error.message} ${error.advice}`];
	}
}

async function fieldProblems(client: PipedriveClient, directory: Directory, fields: CrmFields): Promise<string[]> {
	const missing = await missingFields(client, directory, fields);
	const dealRows = await directory.fields(client, 'deal');
	const names = [fields.number, fields.documentId, fields.reference, fields.link, fields.status].filter(Boolean);
	const several = names.filter((name) => codesOf(name, dealRows).length > 1);
	return [
		...missing.map(({ name }) => `The deal field "${name}" does not exist. Run "Create Fields".`),
		...several.map((name) => `Several deal fields are called "${name}". Rename all but one in Pipedrive.`),
		...(await taxIdProblems(client, directory, fields.taxId ?? '', dealRows)),
	];
}

async function taxIdProblems(
	client: PipedriveClient,
	directory: Directory,
	name: string,
	dealRows: readonly FieldRow[],
): Promise<string[]> {
	if (name === '') return ['No field for the tax number is chosen: every Polish invoice needs one.'];
	const organizationRows = await directory.fields(client, 'organization', 0);
	const personRows = await directory.fields(client, 'person', 0);
	const isThere = [organizationRows, personRows, dealRows].some((rows) => codesOf(name, rows).length > 0);
	if (isThere) return [];
	return [
		`No organization, person or deal has a field "${name}" for the tax number. Make one of type "Text" under Company settings → Data fields → Organization, or choose yours under "Field Names".`,
	];
}
