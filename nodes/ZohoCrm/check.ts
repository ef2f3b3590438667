import { VendorError } from '../../connect/http';
import type { CrmFields, CrmReport } from '../../connect/ports';
import { read, type ZohoClient } from './client';
import { missingFields } from './dealFields';
import { readOrganisation } from './org';
import { pipelines } from './pipelines';
import { Users } from './schemas';

/** Seven to nine requests. Throws VendorError only when Zoho cannot be reached or refuses the credential. */
export async function check(client: ZohoClient, fields: CrmFields): Promise<CrmReport> {
	const organisation = await readOrganisation(client);
	const user = await currentUser(client);
	const problems = await probe({
		pipelines: async () => void (await pipelines(client)),
		quotes: async () => void (await client.get('Quotes', { fields: 'Subject', per_page: 1 }, probing('quotes'))),
		notifications: async () => void (await client.get('actions/watch', { module: 'Deals' }, probing('notifications'))),
	});
	problems.push(...(await fieldProblems(client, fields)));
	const hints: string[] = [];
	if (!user.administrator)
		hints.push('The user is no administrator: what this user may not see is left out of deals without a word.');
	return { ok: problems.length === 0, account: organisation.id, user, notes: [...problems, ...hints] };
}

const probing = (what: string) => ({ purpose: `let the user read ${what}` });

async function currentUser(client: ZohoClient): Promise<NonNullable<CrmReport['user']>> {
	const purpose = 'read the user of the credential';
	const body = await client.get('users', { type: 'CurrentUser' }, { purpose });
	const [user] = body === undefined ? [] : read(Users, body, purpose).users;
	return {
		id: user?.id ?? '',
		name: user?.full_name ?? '',
		administrator: user?.profile?.name === 'Administrator',
	};
}

/** What cannot be read, in sentences. Trouble that passes is no finding: it is thrown. */
async function probe(probes: Record<string, () => Promise<void>>): Promise<string[]> {
	const problems: string[] = [];
	for (const [what, run] of Object.entries(probes)) {
		const problem = await refused(run);
		if (problem) problems.push(`Cannot read ${what}. ${problem.message} ${problem.advice}`);
	}
	return problems;
}

async function refused(run: () => Promise<void>): Promise<VendorError | undefined> {
	try {
		await run();
		return undefined;
	} catch (error) {
		if (error instanceof VendorError && ['permission', 'rejected', 'notFound'].includes(error.cause_)) return error;
		return Promise.reject(error);
	}
}

async function fieldProblems(client: ZohoClient, fields: CrmFields): Promise<string[]> {
	const missing = await missingFields(client, fields);
	return missing.map(
		({ module, name, en }) => `The field ${name} (${en}) does not exist in ${module}. Run "Create Fields".`,
	);
}
