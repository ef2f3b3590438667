import { createHash } from 'node:crypto';
import type { DealIn } from '../../../sandbox/fakes/types';
import type { Secrets } from '../../../sandbox/secrets';
import { freshNip, plainDeal } from '../../e2e/support/scene';
import type { Needle } from './needles';

/** Letters and digits that stand nowhere else; the same at each run, so that a prepared n8n can be used again. */
const mark = (name: string) => `kan${createHash('sha256').update(`canary ${name}`).digest('hex').slice(0, 28)}`;

/** One of its own in every secret field. Where the field takes any text it holds what has to be escaped somewhere. */
export const CANARY_SECRETS: Secrets = {
	bitrix24Webhook: mark('inbound webhook'),
	bitrix24ApplicationToken: mark('application token'),
	bitrix24Client: {
		clientId: 'local.kanarek.app',
		clientSecret: `${mark('bitrix24 client secret')}/+"&é`,
		accessToken: mark('bitrix24 access token'),
		refreshToken: mark('bitrix24 refresh token'),
	},
	hubspot: { serviceKey: `pat-eu1-${mark('hubspot service key')}`, clientSecret: mark('hubspot client secret') },
	mondayToken: mark('monday token'),
	zoho: {
		clientId: '1000.KANAREK',
		clientSecret: mark('zoho client secret'),
		accessToken: `1000.${mark('zoho access token')}`,
		refreshToken: `1000.${mark('zoho refresh token')}`,
	},
	pipedriveToken: mark('pipedrive token'),
	fakturowniaToken: `${mark('fakturownia token')}/acme`,
	fakturowniaWebhookToken: mark('fakturownia webhook token'),
	google: {
		clientId: 'kanarek.apps.googleusercontent.com',
		clientSecret: `GOCSPX-${mark('google client secret')}`,
		accessToken: `ya29.${mark('google access token')}`,
		refreshToken: `1//${mark('google refresh token')}`,
	},
	smtp: { user: 'faktury@seller.example', password: `${mark('smtp password')}"\\/+&` },
	replayLogin: { user: 'kanarek', password: `${mark('replay password')}"\\&` },
};

/** The secrets as things to look for. */
export function secretNeedles(secrets: Secrets): Needle[] {
	const { bitrix24Client, google, zoho } = secrets;
	const oAuth = (vendor: string, of: typeof google) => [
		{ name: `${vendor} client secret`, value: of.clientSecret },
		{ name: `${vendor} access token`, value: of.accessToken },
		{ name: `${vendor} refresh token`, value: of.refreshToken },
	];
	return [
		{ name: 'Bitrix24 inbound webhook', value: secrets.bitrix24Webhook },
		{ name: 'Bitrix24 application token', value: secrets.bitrix24ApplicationToken },
		...oAuth('Bitrix24', bitrix24Client),
		{ name: 'HubSpot service key', value: secrets.hubspot.serviceKey },
		{ name: 'HubSpot client secret', value: secrets.hubspot.clientSecret },
		...oAuth('Zoho', zoho),
		{ name: 'Pipedrive token', value: secrets.pipedriveToken },
		{ name: 'Fakturownia token', value: secrets.fakturowniaToken },
		{ name: 'Fakturownia webhook token', value: secrets.fakturowniaWebhookToken },
		...oAuth('Google', google),
		{ name: 'SMTP password', value: secrets.smtp.password },
		{ name: 'replay password', value: secrets.replayLogin.password },
	];
}

/** Who the deals are about: nobody, but to be found again. */
export class CanaryPeople {
	readonly taxId = freshNip();
	readonly email = `kanarek.${mark(`e-mail ${this.taxId}`)}@klient.example`;
	readonly person = `Żaneta Kanarkówna-${mark(`person ${this.taxId}`).slice(0, 12)}`;
	readonly street = `ul. Kanarkowa ${mark(`street ${this.taxId}`).slice(0, 12)}`;

	needles(): Needle[] {
		const [a, b, c, d] = [this.taxId.slice(0, 3), this.taxId.slice(3, 6), this.taxId.slice(6, 8), this.taxId.slice(8)];
		return [
			{ name: 'e-mail', value: this.email },
			{ name: 'name', value: this.person },
			{ name: 'street', value: this.street },
			{ name: 'NIP', value: this.taxId },
			{ name: 'NIP with dashes', value: `${a}-${b}-${c}-${d}` },
		];
	}

	/** A sole trader: the firm bears the name of its owner. */
	deal(): DealIn {
		const address = { street: this.street, postalCode: '00-001', city: 'Warszawa' };
		const buyer = {
			name: this.person,
			kind: 'business',
			taxId: this.taxId,
			country: 'PL',
			email: this.email,
			address,
		} as const;
		return { ...plainDeal(), buyer, contact: { name: this.person, email: this.email } };
	}
}
