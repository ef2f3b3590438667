import type { World } from '../types';
import { createFamilyFake, type FamilyFake, type FamilyFakeOptions } from '../fakturowniaFamily';
import { fakturowniaBrand } from './brand';
import { Ksef } from './ksef';
import { SettingsPatch, type Settings } from './schemas';

export interface FakturowniaFakeOptions extends Pick<FamilyFakeOptions<Settings>, 'drawPdf'> {
	host?: string;
	token?: string;
	settings?: Partial<Settings>;
}

export type FakturowniaFake = FamilyFake;

const DEFAULTS: Settings = { ksef: 'auto', ksefAnswer: 'ok', delayMs: 0, demo: false, pdfDelayMs: 0 };

/** Fakturownia: one account, one company, KSeF by settings. */
export function createFakturowniaFake(world: World, options: FakturowniaFakeOptions = {}): FakturowniaFake {
	return createFamilyFake(world, {
		host: options.host ?? 'demo.fakturownia.pl',
		brand: () => fakturowniaBrand(options.token ?? 'demo-fakturownia-token'),
		defaults: { ...DEFAULTS, ...options.settings },
		readSettings: (patch) => SettingsPatch.parse(patch),
		office: (settings) => new Ksef(world, settings),
		drawPdf: options.drawPdf,
	});
}
