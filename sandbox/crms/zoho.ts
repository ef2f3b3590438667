import { API_HOST, createZohoFake, type ZohoFake } from '../fakes/zoho';
import { SERVICES, stageWord } from '../fakes/zoho/books';
import { tokenAnswer } from '../fakes/zoho/oauth';
import type { LogicalStage } from '../fakes/types';
import { oAuth2 } from './oAuth2';
import type { SandboxCrm } from './types';

/** A stage as the drop-down holds it: Zoho's word, behind that of its pipeline. */
const stage = (logical: LogicalStage): string => `${SERVICES.word} › ${stageWord(logical)}`;

export const zoho: SandboxCrm<ZohoFake> = {
	create: (world, { isLimited, secrets }) => createZohoFake(world, { isLimited, signIn: secrets.zoho }),
	demo: {
		pipeline: SERVICES.word,
		rules: [
			{ stage: stage('deposit'), kind: 'proforma', part: 1, percent: '100' },
			{ stage: stage('invoice'), kind: 'invoice', part: 1, percent: '100' },
		],
		invoicedStage: stage('invoiced'),
		// Prices with VAT stand in a table of the deal; private persons have no account.
		crmParameters: { trigger: {}, deals: { lineSource: 'subformOrQuote', contactAlone: 'consumer' } },
		build: {
			buyerOptions: {
				emailField: 'D2I_Email',
				noEmailField: 'D2I_No_Email',
				orderNumberField: 'D2I_Order_Number',
			},
			lineOptions: { vatRateField: 'D2I_VAT_Rate', exemptionReasonField: 'D2I_Exemption_Reason' },
			dateOptions: { saleDateField: 'D2I_Sale_Date', issueOnField: 'D2I_Issue_On' },
		},
	},
	credential: { type: 'dealToInvoiceZohoCrmOAuth2Api', id: 'demoZohoCrmOAuth', name: 'Zoho CRM (sandbox)' },
	data: ({ zoho: signIn }) => ({
		...oAuth2(signIn, tokenAnswer(API_HOST, signIn.accessToken)),
		dataCenter: 'accounts.zoho.eu',
	}),
};
