import { createFakturowniaFake } from '../fakes/fakturownia';
import type { SandboxAccounting } from './types';

export const fakturownia: SandboxAccounting = {
	create: (world, { secrets: { fakturowniaToken, fakturowniaWebhookToken } }) =>
		createFakturowniaFake(world, { token: fakturowniaToken, webhookToken: fakturowniaWebhookToken }),
	demo: { ksef: 'inKsef' },
	credential: { type: 'dealToInvoiceFakturowniaApi', id: 'demoFakturownia1', name: 'Fakturownia (sandbox)' },
	data: (secrets) => ({ account: 'demo', apiToken: secrets.fakturowniaToken }),
	webhook: {
		credential: {
			type: 'dealToInvoiceFakturowniaWebhookApi',
			id: 'demoFakturowniaW',
			name: 'Fakturownia webhook (sandbox)',
		},
		data: (secrets) => ({ webhookToken: secrets.fakturowniaWebhookToken }),
		alone: true,
	},
};
