import { createInvoiceOceanFake } from '../fakes/invoiceocean';
import { INVOICEOCEAN_DEMO } from '../fakes/invoiceocean/demo';
import type { SandboxAccounting } from './types';

export const invoiceocean: SandboxAccounting = {
	create: (world) => createInvoiceOceanFake(world),
	demo: { ksef: INVOICEOCEAN_DEMO.ksef },
	credential: INVOICEOCEAN_DEMO.credential,
	data: () => INVOICEOCEAN_DEMO.data(),
};
