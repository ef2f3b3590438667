/**
 * What the credentials of one sandbox hold and its vendors accept. Of no worth anywhere else. A test that looks for
 * leaks puts its own in.
 */
export interface Secrets {
	/** In the path of Bitrix24's inbound webhook: letters and digits. */
	bitrix24Webhook: string;
	/** What Bitrix24 sends with its events. */
	bitrix24ApplicationToken: string;
	/** Of the local application, with the token that its administrator's consent gave. */
	bitrix24Client: OAuthSecrets;
	/** The key, and the secret of the app that sends events. */
	hubspot: { serviceKey: string; clientSecret: string };
	/** Personal token of a monday user. */
	mondayToken: string;
	/** Of the client that an administrator of Zoho CRM registered. */
	zoho: OAuthSecrets;
	/** Personal API token of Pipedrive's one user. */
	pipedriveToken: string;
	fakturowniaToken: string;
	/** What its webhook repeats. */
	fakturowniaWebhookToken: string;
	google: OAuthSecrets;
	smtp: { user: string; password: string };
	/** Of the person who may fill in the replay form. */
	replayLogin: { user: string; password: string };
}

export interface OAuthSecrets {
	clientId: string;
	clientSecret: string;
	accessToken: string;
	refreshToken: string;
}

export const DEMO_SECRETS: Secrets = {
	bitrix24Webhook: 'demoinboundsecret',
	bitrix24ApplicationToken: 'demo-application-token',
	bitrix24Client: {
		clientId: 'demo-client-id',
		clientSecret: 'demo-client-secret',
		accessToken: 'demo-bitrix24-access-token',
		refreshToken: 'demo-bitrix24-refresh-token',
	},
	hubspot: { serviceKey: 'demo-service-key', clientSecret: 'demo-hubspot-secret' },
	mondayToken: 'demo-monday-token',
	zoho: {
		clientId: '1000.DEMOCLIENT',
		clientSecret: 'demo-zoho-client-secret',
		accessToken: 'demo-zoho-access-token',
		refreshToken: 'demo-zoho-refresh-token',
	},
	pipedriveToken: 'demo-pipedrive-token',
	fakturowniaToken: 'demo-fakturownia-token',
	fakturowniaWebhookToken: 'demo-fakturownia-webhook-token',
	google: {
		clientId: 'demo-client',
		clientSecret: 'demo-client-secret',
		accessToken: 'demo-google-token',
		refreshToken: 'demo-google-refresh',
	},
	smtp: { user: 'demo', password: 'demo-smtp-password' },
	replayLogin: { user: 'demo', password: 'demo-replay-password' },
};
