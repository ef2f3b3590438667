import { z } from 'zod';
import type { CrmFields, CrmReport } from '../../connect/ports';
import { isNotFound, toVendorError } from './apiErrors';
import { read, type Bitrix24Client } from './client';
import type { Command } from './params';
import { Profile } from './schemas';
import { missingFields } from './userFields';

/** What the pack reads, each asked for in the smallest way. */
const PROBES: Record<string, Command & { what: string }> = {
	pipelines: { what: 'pipelines', method: 'crm.category.list', params: { entityTypeId: 2 } },
	history: {
		what: 'the stage history',
		method: 'crm.stagehistory.list',
		params: { entityTypeId: 2, order: { ID: 'DESC' }, start: -1 },
	},
	requisites: { what: 'requisites', method: 'crm.requisite.list', params: { select: ['ID'], start: -1 } },
	companies: { what: 'companies', method: 'crm.item.list', params: { entityTypeId: 4, select: ['id'], start: -1 } },
	contacts: { what: 'contacts', method: 'crm.item.list', params: { entityTypeId: 3, select: ['id'], start: -1 } },
};

/** Four requests. Throws VendorError only when the portal cannot be reached or refuses the credential. */
export async function checkPortal(client: Bitrix24Client, fields: CrmFields): Promise<CrmReport> {
	const profile = read(
		Profile,
		await client.call('profile', {}, { kind: 'read', purpose: 'read the user of the credential' }),
		'read the user of the credential',
	);
	const granted = await client.call('scope', {}, { kind: 'read', purpose: 'read the permissions of the credential' });
	const scopes = read(z.array(z.string()), granted, 'read the permissions of the credential');
	const hasCrm = scopes.includes('crm');
	const problems = hasCrm
		? [...(await probe(client)), ...(await fieldProblems(client, fields))]
		: ['The permission "CRM (crm)" is missing on the webhook or application.'];
	const hints: string[] = [];
	if (!scopes.some((scope) => scope === 'user' || scope.startsWith('user_')))
		hints.push('Without the permission "Users (user_brief)" the owner of a deal has no name; everything else works.');
	const administrator = profile.ADMIN === true;
	if (!administrator)
		hints.push('The user is no administrator: what this user may not see is left out of deals without a word.');
	return {
		ok: problems.length === 0,
		user: { id: profile.ID, name: [profile.NAME, profile.LAST_NAME].filter(Boolean).join(' '), administrator },
		account: client.account,
		scopes,
		notes: [...problems, ...hints],
	};
}

async function probe(client: Bitrix24Client): Promise<string[]> {
	const answer = await client.batch(PROBES, { kind: 'read', purpose: 'check what the credential may read' });
	return Object.entries(PROBES).flatMap(([name, { what }]) => {
		const error = answer.errors[name];
		if (!error || isNotFound(error)) return [];
		const told = toVendorError(error, { kind: 'read', purpose: `let the user read ${what}` });
		return [`Cannot read ${what}. ${told.message} ${told.advice}`];
	});
}

async function fieldProblems(client: Bitrix24Client, fields: CrmFields): Promise<string[]> {
	const missing = await missingFields(client, fields);
	return missing.map((plan) => `The deal field ${plan.name} (${plan.en}) does not exist. Run "Create Fields".`);
}
