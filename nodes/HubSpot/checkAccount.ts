import { VendorError } from '../../connect/http';
import type { CrmFields, CrmReport } from '../../connect/ports';
import { paths } from './api';
import { missingFields } from './fieldSetup';
import { ENTERED_CURRENT } from './mapping/moves';
import type { HubSpotAccess } from './readDeal';

/** What the pack reads, each asked for in the smallest way. Whether it may write shows only when it writes. */
const PROBES = [
	{ what: 'deals', path: paths.records('deals') },
	{ what: 'products of deals', path: paths.records('line_items') },
	{ what: 'companies', path: paths.records('companies') },
	{ what: 'contacts', path: paths.records('contacts') },
	{ what: 'notes', path: paths.records('notes') },
	{ what: 'tax rates', path: paths.taxRates() },
	{ what: 'files', path: paths.fileSearch() },
];

/** Throws VendorError only when HubSpot cannot be reached or refuses the credential. */
export async function checkAccount(access: HubSpotAccess, fields: CrmFields): Promise<CrmReport> {
	const { client, settings } = access;
	const { portalId } = await settings.account();
	const problems: string[] = [];
	const attempt = async (what: string, read: () => Promise<unknown>): Promise<boolean> => {
		try {
			await read();
			return true;
		} catch (error) {
			if (!(error instanceof VendorError) || error.cause_ === 'credential' || error.cause_ === 'unavailable')
				return Promise.reject(error);
			problems.push(`Cannot read ${what}. ${error.message} ${error.advice}`);
			return false;
		}
	};
	for (const { what, path } of PROBES)
		await attempt(what, async () =>
			client.call({
				kind: 'read',
				method: 'GET',
				path,
				query: { limit: 1 },
				purpose: `let the credential read ${what}`,
			}),
		);
	await attempt('pipelines', async () => settings.pipelines());
	await attempt('the fields of deals', async () => {
		const missing = await missingFields(access, fields);
		problems.push(
			...missing.map(
				({ name, label, object }) => `The field ${name} (${label}) of ${object} does not exist. Run "Create Fields".`,
			),
		);
	});
	return { ok: problems.length === 0, account: portalId, notes: [...problems, ...(await hints(access))] };
}

async function hints({ client, settings }: HubSpotAccess): Promise<string[]> {
	const notes: string[] = [];
	try {
		await client.call({
			kind: 'read',
			method: 'GET',
			path: paths.owners(),
			query: { limit: 1 },
			purpose: 'read owners',
		});
		if (!(await settings.dealProperties()).has(ENTERED_CURRENT))
			notes.push(
				'This account keeps no dates of stage entries (hs_v2_date_entered_…). The trigger works without them and reads the history of every deal that was changed.',
			);
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		notes.push('Without the scope crm.objects.owners.read the owner of a deal has no name; everything else works.');
	}
	return notes;
}
