import { NodeOperationError } from 'n8n-workflow';
import { n8nHttp, type N8nContext } from '../../connect/n8nHttp';
import { rememberedOf } from './access';
import { ZohoCrm } from './adapter';
import { VENDOR } from './apiErrors';
import { ZohoClient } from './client';
import { dataCentreOf } from './dataCentres';
import { isBusy } from './turns';

export const CREDENTIAL = 'dealToInvoiceZohoCrmOAuth2Api';

interface Token {
	api_domain?: unknown;
	refresh_token?: unknown;
	access_token?: unknown;
}

/** The adapter for the node's credential. Requests go to a host of Zoho's own and nowhere else. */
export async function connect(context: N8nContext): Promise<{ crm: ZohoCrm }> {
	const credential = await context.getCredentials<Record<string, unknown>>(CREDENTIAL);
	const token = credential.oauthTokenData as Token | undefined;
	const dataCentre = dataCentreOf(credential.dataCenter, token?.api_domain);
	if (!dataCentre)
		throw new NodeOperationError(context.getNode(), 'The Zoho CRM credential names no data center of Zoho.', {
			description: 'Open the credential, choose the data center of your Zoho and connect the account again.',
			failure: { cause: 'credential-invalid' },
		});
	const http = n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL, leaves: isBusy });
	const remembered = rememberedOf(token);
	const client = new ZohoClient(http, dataCentre.apiHost, remembered.turns);
	return { crm: new ZohoCrm({ client, dataCentre, remembered }) };
}
