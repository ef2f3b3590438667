import { createQuickBooksFake } from '../fakes/quickbooks';
import { DEMO_PARAMETERS, DEMO_VERIFIER_TOKEN, demoCredential } from '../fakes/quickbooks/demo';
import type { SandboxAccounting } from './types';

export const quickbooks: SandboxAccounting = {
	create: (world, { isLimited }) => createQuickBooksFake(world, { isLimited }),
	demo: { ksef: 'noDuty', accountingParameters: DEMO_PARAMETERS },
	credential: { type: 'dealToInvoiceQuickBooksOAuth2Api', id: 'demoQuickBooks01', name: 'QuickBooks (sandbox)' },
	data: () => demoCredential(),
	webhook: {
		credential: {
			type: 'dealToInvoiceQuickBooksWebhookApi',
			id: 'demoQuickBooksWh',
			name: 'QuickBooks webhooks (sandbox)',
		},
		data: () => ({ verifierToken: DEMO_VERIFIER_TOKEN }),
	},
};
