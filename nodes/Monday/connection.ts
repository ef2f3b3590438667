import { NodeOperationError } from 'n8n-workflow';
import { n8nHttp, type N8nContext } from '../../connect/n8nHttp';
import { accountKey } from './account';
import { MondayCrm, type MondaySettings } from './adapter';
import { saysDailyLimit } from './answer';
import { VENDOR } from './apiErrors';
import { MondayClient } from './client';
import { columnMapOf, parameterOf } from './columnParameters';

export const TOKEN_CREDENTIAL = 'dealToInvoiceMondayApi';
export const APPLICATION_CREDENTIAL = 'dealToInvoiceMondayOAuth2Api';

export interface Connection {
	crm: MondayCrm;
	client: MondayClient;
	/** With which the app signs its webhooks; empty: they are not signed. */
	signingSecret: string;
}

/** The adapter for the credential that the node's `authentication` parameter names. */
export async function connect(context: N8nContext, settings: MondaySettings = {}): Promise<Connection> {
	const usesOAuth = parameterOf(context, 'authentication') === 'oAuth2';
	const credentialType = usesOAuth ? APPLICATION_CREDENTIAL : TOKEN_CREDENTIAL;
	const credential = await context.getCredentials<Record<string, unknown>>(credentialType);
	const secret = usesOAuth
		? (credential.oauthTokenData as { access_token?: unknown } | undefined)?.access_token
		: credential.apiToken;
	if (typeof secret !== 'string' || secret.trim() === '') throw notConnected(context, usesOAuth);
	const client = new MondayClient(n8nHttp(context, { vendor: VENDOR, credentialType, leaves: saysDailyLimit }));
	const { signingSecret } = credential;
	return {
		client,
		crm: new MondayCrm(client, {
			boardId: boardOf(context),
			map: columnMapOf(context),
			...settings,
			accountKey: accountKey(secret),
		}),
		signingSecret: typeof signingSecret === 'string' ? signingSecret.trim() : '',
	};
}

function boardOf(context: N8nContext): string {
	const value = parameterOf(context, 'pipeline');
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function notConnected(context: N8nContext, usesOAuth: boolean): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The monday.com credential is empty.', {
		description: usesOAuth
			? 'Open it and press "Connect my account".'
			: 'Open it and paste the token: in monday.com your picture → Developers → API token.',
		failure: { cause: 'credential-invalid' },
	});
}
