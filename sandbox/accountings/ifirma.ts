import { createIfirmaFake } from '../fakes/ifirma';
import { DEMO_IFIRMA_CREDENTIAL } from '../fakes/ifirma/demo';
import type { SandboxAccounting } from './types';

export const ifirma: SandboxAccounting = {
	create: (world, { isLimited }) => createIfirmaFake(world, { isLimited }),
	demo: { ksef: 'noDuty' },
	credential: { type: 'dealToInvoiceIfirmaApi', id: 'demoIfirmaApi001', name: 'iFirma (sandbox)' },
	data: () => DEMO_IFIRMA_CREDENTIAL,
};
