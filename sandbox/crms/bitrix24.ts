import { createBitrix24Fake, type Bitrix24Fake } from '../fakes/bitrix24';
import { tokenAnswer } from '../fakes/bitrix24/oauth';
import type { Secrets } from '../secrets';
import { oAuth2 } from './oAuth2';
import type { Credential, SandboxCrm } from './types';

const HOST = 'demo.bitrix24.pl';

export const bitrix24: SandboxCrm<Bitrix24Fake> = {
	create(world, { isLimited, secrets }) {
		const { clientId, clientSecret, accessToken, refreshToken } = secrets.bitrix24Client;
		const fake = createBitrix24Fake(world, {
			isLimited,
			webhookSecret: secrets.bitrix24Webhook,
			application: { clientId, clientSecret },
			applicationToken: secrets.bitrix24ApplicationToken,
		});
		fake.auth.admit(accessToken, refreshToken);
		const setWebhook = (url: string) => fake.setOutgoingWebhook(url, secrets.bitrix24ApplicationToken);
		return Object.assign(fake, { setWebhook });
	},
	demo: {
		pipeline: '1',
		rules: [
			{ stage: 'C1:DEPOSIT', kind: 'proforma', part: 1, percent: '100' },
			{ stage: 'C1:TOINVOICE', kind: 'invoice', part: 1, percent: '100' },
		],
		invoicedStage: 'C1:WON',
		build: {
			buyerOptions: {
				emailField: 'UF_CRM_D2I_EMAIL',
				noEmailField: 'UF_CRM_D2I_NO_EMAIL',
				orderNumberField: 'UF_CRM_D2I_ORDER_NUMBER',
			},
			lineOptions: { vatRateField: 'UF_CRM_D2I_VAT_RATE', exemptionReasonField: 'UF_CRM_D2I_EXEMPTION_REASON' },
			dateOptions: { saleDateField: 'UF_CRM_D2I_SALE_DATE', issueOnField: 'UF_CRM_D2I_ISSUE_ON' },
		},
	},
	credential: { type: 'dealToInvoiceBitrix24WebhookApi', id: 'demoBitrix24Hook', name: 'Bitrix24 (sandbox)' },
	data: (secrets) => ({
		webhookUrl: `https://${HOST}/rest/1/${secrets.bitrix24Webhook}/`,
		applicationToken: secrets.bitrix24ApplicationToken,
	}),
};

/** A local application: the other way to sign in, whose trigger subscribes to the events by itself. */
export const BITRIX24_APPLICATION: Credential = {
	type: 'dealToInvoiceBitrix24OAuth2Api',
	id: 'demoBitrix24App1',
	name: 'Bitrix24 application (sandbox)',
};

export function applicationData(secrets: Secrets): object {
	const { accessToken, refreshToken } = secrets.bitrix24Client;
	return {
		...oAuth2(secrets.bitrix24Client, tokenAnswer(HOST, accessToken, refreshToken)),
		domain: HOST,
		applicationToken: secrets.bitrix24ApplicationToken,
	};
}
