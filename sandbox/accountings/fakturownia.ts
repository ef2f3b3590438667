import { createFakturowniaFake } from '../fakes/fakturownia';
import { DEMO_WEBHOOK_TOKEN } from '../fakes/fakturownia/webhook';
import type { SandboxAccounting } from './types';

export const fakturownia: SandboxAccounting = {
	create: (world, { secrets }) => createFakturowniaFake(world, { token: secrets.fakturowniaToken }),
	demo: { ksef: 'inKsef' },
	credential: { type: 'dealToInvoiceFakturowniaApi', id: 'demoFakturownia1', name: 'Fakturownia (sandbox)' },
	data: (secrets) => ({ account: 'demo', apiToken: secrets.fakturowniaToken }),
	webhook: {
		credential: {
			type: 'dealToInvoiceFakturowniaWebhookApi',
			id: 'demoFakturowniaW',
			name: 'Fakturownia webhook (sandbox)',
		},
		data: () => ({ webhookToken: DEMO_WEBHOOK_TOKEN }),
		alone: true,
	},
};
