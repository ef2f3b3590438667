import { createPipedriveFake, type PipedriveFake } from '../fakes/pipedrive';
import type { SandboxCrm } from './types';

/** Fields go by the names that people see: their codes are other ones in every company. */
export const pipedrive: SandboxCrm<PipedriveFake> = {
	create: (world, { isLimited, secrets }) =>
		createPipedriveFake(world, { isLimited, apiToken: secrets.pipedriveToken }),
	demo: {
		pipeline: '2',
		rules: [
			{ stage: '12', kind: 'proforma', part: 1, percent: '100' },
			{ stage: '15', kind: 'invoice', part: 1, percent: '100' },
		],
		invoicedStage: 'won:2',
		build: {
			buyerOptions: {
				emailField: 'Invoice e-mail (D2I)',
				noEmailField: 'No invoice e-mail (D2I)',
				orderNumberField: 'Order number (D2I)',
			},
			lineOptions: { vatRateField: 'VAT rate (D2I)', exemptionReasonField: 'VAT exemption reason (D2I)' },
			dateOptions: { saleDateField: 'Sale date (D2I)', issueOnField: 'Issue on (D2I)' },
		},
	},
	credential: { type: 'dealToInvoicePipedriveApi', id: 'demoPipedriveApi', name: 'Pipedrive (sandbox)' },
	data: ({ pipedriveToken }) => ({ companyDomain: 'demo', apiToken: pipedriveToken }),
};
