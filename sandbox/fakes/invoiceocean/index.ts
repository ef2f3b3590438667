import type { World } from '../types';
import { createFamilyFake, type FamilyFake, type FamilyFakeOptions } from '../fakturowniaFamily';
import { invoiceOceanBrand } from './brand';
import { INVOICEOCEAN_DEMO } from './demo';
import { SettingsPatch, type Settings } from './schemas';

export interface InvoiceOceanFakeOptions extends Pick<FamilyFakeOptions<Settings>, 'drawPdf'> {
	host?: string;
	token?: string;
	settings?: Partial<Settings>;
}

export type InvoiceOceanFake = FamilyFake;

const DEFAULTS: Settings = {
	enforcesOid: false,
	filtersByOid: true,
	listShowsOid: true,
	pageSize: 0,
	wordRates: 'kept',
	answersPositions: false,
	oldestPaymentsFirst: false,
	pdfDelayMs: 0,
};

/** InvoiceOcean: one account, one company, no KSeF. What its documentation leaves open is a setting. */
export function createInvoiceOceanFake(world: World, options: InvoiceOceanFakeOptions = {}): InvoiceOceanFake {
	const { host = 'demo.invoiceocean.com', token = INVOICEOCEAN_DEMO.token, settings, drawPdf } = options;
	return createFamilyFake(world, {
		host,
		brand: (current) => invoiceOceanBrand(token, current),
		defaults: { ...DEFAULTS, ...settings },
		readSettings: (patch) => SettingsPatch.parse(patch),
		drawPdf,
	});
}
