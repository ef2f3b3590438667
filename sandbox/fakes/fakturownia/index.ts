import type { World } from '../types';
import { createFamilyFake, type FamilyFake, type FamilyFakeOptions } from '../fakturowniaFamily';
import { fakturowniaBrand } from './brand';
import { Ksef } from './ksef';
import { SettingsPatch, type Settings } from './schemas';
import { DEMO_WEBHOOK_TOKEN, Webhook } from './webhook';

export interface FakturowniaFakeOptions extends Pick<FamilyFakeOptions<Settings>, 'drawPdf'> {
	host?: string;
	token?: string;
	settings?: Partial<Settings>;
}

export interface FakturowniaFake extends FamilyFake {
	/** Of the account: `setWebhook` enters an address. */
	readonly webhook: Webhook;
}

const DEFAULTS: Settings = { ksef: 'auto', ksefAnswer: 'ok', delayMs: 0, demo: false, pdfDelayMs: 0 };

/** Fakturownia: one account, one company, KSeF by settings. */
export function createFakturowniaFake(world: World, options: FakturowniaFakeOptions = {}): FakturowniaFake {
	const { host = 'demo.fakturownia.pl', token = 'demo-fakturownia-token', settings, drawPdf } = options;
	const webhook = new Webhook(world, host, DEMO_WEBHOOK_TOKEN);
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
