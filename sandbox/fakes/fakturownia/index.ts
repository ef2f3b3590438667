import { DEMO_SECRETS } from '../../secrets';
import type { World } from '../types';
import { createFamilyFake, type FamilyFake, type FamilyFakeOptions } from '../fakturowniaFamily';
import { fakturowniaBrand } from './brand';
import { Ksef } from './ksef';
import { SettingsPatch, type Settings } from './schemas';
import { Webhook } from './webhook';

export interface FakturowniaFakeOptions extends Pick<FamilyFakeOptions<Settings>, 'drawPdf'> {
	host?: string;
	token?: string;
	/** What its webhook repeats. */
	webhookToken?: string;
	settings?: Partial<Settings>;
}

export interface FakturowniaFake extends FamilyFake {
	/** Of the account: `setWebhook` enters an address. */
	readonly webhook: Webhook;
}

const DEFAULTS: Settings = { ksef: 'auto', ksefAnswer: 'ok', delayMs: 0, demo: false, pdfDelayMs: 0 };

/** Fakturownia: one account, one company, KSeF by settings. */
export function createFakturowniaFake(world: World, options: FakturowniaFakeOptions = {}): FakturowniaFake {
	const { host = 'demo.fakturownia.pl', settings, drawPdf } = options;
	const { token = DEMO_SECRETS.fakturowniaToken, webhookToken = DEMO_SECRETS.fakturowniaWebhookToken } = options;
	const webhook = new Webhook(world, host, webhookToken);
	const account = createFamilyFake(world, {
		host,
		brand: () => fakturowniaBrand(token),
		defaults: { ...DEFAULTS, ...settings },
		readSettings: (patch) => SettingsPatch.parse(patch),
		office: (current) => new Ksef(world, current),
		changedByPerson: (document) => webhook.tell(document),
		drawPdf,
	});
	return {
		...account,
		webhook,
		setWebhook: (url) => void (webhook.url = url),
		reset: () => {
			account.reset();
			webhook.delivered.length = 0;
		},
	};
}
