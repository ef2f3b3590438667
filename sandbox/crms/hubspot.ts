import { createHubSpotFake, type HubSpotFake } from '../fakes/hubspot';
import type { SandboxCrm } from './types';

export const hubspot: SandboxCrm<HubSpotFake> = {
	create(world, { isLimited, secrets }) {
		const { serviceKey, clientSecret } = secrets.hubspot;
		const application = { clientId: 'demo-hubspot-client', clientSecret };
		return createHubSpotFake(world, { isLimited, serviceKey, application });
	},
	demo: {
		pipeline: '771001',
		rules: [
			{ stage: '990102', kind: 'proforma', part: 1, percent: '100' },
			{ stage: '990105', kind: 'invoice', part: 1, percent: '100' },
		],
		invoicedStage: '990106',
		// The sandbox's app has the trigger's address; shipped is what works without an app.
		crmParameters: { trigger: { listenBy: 'appEvents' }, deals: {} },
		build: {
			buyerOptions: {
				emailField: 'd2i_email',
				noEmailField: 'd2i_no_email',
				orderNumberField: 'd2i_order_number',
			},
			lineOptions: { vatRateField: 'd2i_vat_rate', exemptionReasonField: 'd2i_exemption_reason' },
			dateOptions: { saleDateField: 'd2i_sale_date', issueOnField: 'd2i_issue_on' },
		},
	},
	credential: { type: 'dealToInvoiceHubSpotServiceKeyApi', id: 'demoHubSpotKey01', name: 'HubSpot (sandbox)' },
	data: ({ hubspot: { serviceKey, clientSecret } }) => ({ accessToken: serviceKey, clientSecret, webhookSecret: '' }),
};
