import { NodeOperationError } from 'n8n-workflow';
import { authenticationOf } from '../../connect/crm/authentication';
import { lineOf } from '../../connect/line';
import { n8nHttp, type N8nContext } from '../../connect/n8nHttp';
import { PipedriveCrm } from './adapter';
import { isTooMany, VENDOR } from './apiErrors';
import { PipedriveClient } from './client';
import { Directory } from './directory';
import type { Billing } from './readLines';
import { Sightings } from './sightings';

export const TOKEN_CREDENTIAL = 'dealToInvoicePipedriveApi';
export const APPLICATION_CREDENTIAL = 'dealToInvoicePipedriveOAuth2Api';

/** The first part of the company's address, from whatever of it was typed; undefined for anything else. */
export function companyOf(typed: unknown): string | undefined {
	const text = typeof typed === 'string' ? typed.trim().toLowerCase() : '';
	const [, company] = /^(?:https:\/\/)?([a-z0-9-]{1,63})(?:\.pipedrive\.com)?(?:\/.*)?$/.exec(text) ?? [];
	return company;
}

/** What is known of a company in this process, for all nodes and runs that share a bundle. */
interface Known {
	directory: Directory;
	sightings: Sightings;
}

const companies = new Map<string, Known>();

function knownOf(account: string): Known {
	const known = companies.get(account) ?? { directory: new Directory(), sightings: new Sightings() };
	companies.set(account, known);
	return known;
}

/** The adapter for the credential that the node's `authentication` parameter names. */
export async function connect(context: N8nContext, billing: Billing = 'stop'): Promise<{ crm: PipedriveCrm }> {
	const credentialType = authenticationOf(context) === 'oAuth2' ? APPLICATION_CREDENTIAL : TOKEN_CREDENTIAL;
	const { companyDomain } = await context.getCredentials<{ companyDomain?: unknown }>(credentialType);
	const account = companyOf(companyDomain);
	if (account === undefined)
		throw new NodeOperationError(
			context.getNode(),
			'The field "Company Domain" of the Pipedrive credential does not hold the domain of a company.',
			{
				description: 'Enter the first part of your Pipedrive address: "acme" for acme.pipedrive.com.',
				failure: { cause: 'credential-invalid' },
			},
		);
	const http = n8nHttp(context, { vendor: VENDOR, credentialType, leaves: isTooMany });
	const client = new PipedriveClient(http, account, undefined, lineOf(`${account}.pipedrive.com`));
	const { directory, sightings } = knownOf(account);
	return { crm: new PipedriveCrm(client, directory, sightings, billing) };
}
