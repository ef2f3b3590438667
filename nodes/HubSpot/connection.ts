import { createHash } from 'node:crypto';
import { NodeOperationError } from 'n8n-workflow';
import { authenticationOf } from '../../connect/crm/authentication';
import { lineOf } from '../../connect/line';
import { n8nHttp, type N8nContext } from '../../connect/n8nHttp';
import { HubSpotCrm } from './adapter';
import { isBusy, VENDOR } from './apiErrors';
import { HubSpotClient } from './client';
import { AccountSettings, SettingsMemory } from './settings';

export const KEY_CREDENTIAL = 'dealToInvoiceHubSpotServiceKeyApi';
export const APPLICATION_CREDENTIAL = 'dealToInvoiceHubSpotOAuth2Api';
export const DEVELOPER_CREDENTIAL = 'dealToInvoiceHubSpotDeveloperApi';

export interface Connection {
	crm: HubSpotCrm;
	/** Of the app: what its events are signed with. Empty: none. */
	clientSecret: string;
	/** What the user's workflow sends along. Empty: none. */
	webhookSecret: string;
}

/** The adapter for the credential that the node's `authentication` parameter names, and the trigger's secrets. */
export async function connect(context: N8nContext): Promise<Connection> {
	const credentialType = authenticationOf(context) === 'oAuth2' ? APPLICATION_CREDENTIAL : KEY_CREDENTIAL;
	const credential = await context.getCredentials<Record<string, unknown>>(credentialType);
	const identity = identityOf(credential);
	if (identity === undefined && credentialType === KEY_CREDENTIAL) throw keyMissing(context);
	const http = n8nHttp(context, { vendor: VENDOR, credentialType, leaves: isBusy });
	const client = new HubSpotClient(http, undefined, lineOf(`hubspot ${identity}`));
	const settings = new AccountSettings(client, identity === undefined ? undefined : memoryOf(identity));
	return {
		crm: new HubSpotCrm({ client, settings, now: () => new Date() }),
		clientSecret: textOf(credential.clientSecret),
		webhookSecret: textOf(credential.webhookSecret),
	};
}

/** The app whose events a developer key manages, and the client that is signed with that key. */
export async function connectApp(context: N8nContext): Promise<{ client: HubSpotClient; appId: string }> {
	const credential = await context.getCredentials<Record<string, unknown>>(DEVELOPER_CREDENTIAL);
	const appId = textOf(credential.appId);
	if (!/^\d{1,15}$/.test(appId))
		throw new NodeOperationError(
			context.getNode(),
			'The HubSpot developer credential does not hold the number of an app.',
			{
				description: 'Copy the App ID from the app in your HubSpot developer account: digits only.',
				failure: { cause: 'credential-invalid' },
			},
		);
	return {
		client: new HubSpotClient(n8nHttp(context, { vendor: VENDOR, credentialType: DEVELOPER_CREDENTIAL })),
		appId,
	};
}

/**
 * What stays the same as long as it is the same account: the key, or the refresh token, which HubSpot keeps. Hashed: it
 * only tells accounts apart. A credential changed to another account has another one.
 */
function identityOf(credential: Record<string, unknown>): string | undefined {
	const tokens = credential.oauthTokenData as { refresh_token?: unknown; access_token?: unknown } | undefined;
	const secret = textOf(credential.accessToken) || textOf(tokens?.refresh_token) || textOf(tokens?.access_token);
	return secret === '' ? undefined : createHash('sha256').update(secret, 'utf8').digest('hex');
}

const memories = new Map<string, SettingsMemory>();

/** One memory an account and process: what is set up there is the same for all nodes and runs. */
function memoryOf(identity: string): SettingsMemory {
	const known = memories.get(identity);
	if (known) return known;
	const fresh = new SettingsMemory();
	memories.set(identity, fresh);
	return fresh;
}

function keyMissing(context: N8nContext): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The field "Service Key" of the HubSpot credential is empty.', {
		description: 'Copy it from HubSpot: Development, Keys, Service keys.',
		failure: { cause: 'credential-invalid' },
	});
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
