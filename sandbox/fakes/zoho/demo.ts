import { API_HOST, DEMO_SIGN_IN } from '.';
import { SERVICES, stageWord } from './books';
import { tokenAnswer } from './oauth';

const stage = (logical: Parameters<typeof stageWord>[0]): string => `${SERVICES.word} › ${stageWord(logical)}`;

/** What a user of the sandbox's organisation sets in the scenario. */
export const ZOHO_DEMO = {
	pipeline: SERVICES.word,
	rules: [
		{ stage: stage('deposit'), kind: 'proforma', part: 1, percent: '100' },
		{ stage: stage('invoice'), kind: 'invoice', part: 1, percent: '100' },
	],
	invoicedStage: stage('invoiced'),
	/** Of the action node, beside those of every CRM. */
	dealParameters: { lineSource: 'quote', contactAlone: 'consumer' },
	build: {
		buyerOptions: {
			emailField: 'D2I_Email',
			noEmailField: 'D2I_No_Email',
			orderNumberField: 'D2I_Order_Number',
		},
		lineOptions: { vatRateField: 'D2I_VAT_Rate', exemptionReasonField: 'D2I_Exemption_Reason' },
		dateOptions: { saleDateField: 'D2I_Sale_Date', issueOnField: 'D2I_Issue_On' },
	},
};

export const ZOHO_CREDENTIAL = {
	type: 'dealToInvoiceZohoCrmOAuth2Api',
	data: {
		dataCenter: 'accounts.zoho.eu',
		clientId: DEMO_SIGN_IN.clientId,
		clientSecret: DEMO_SIGN_IN.clientSecret,
		oauthTokenData: {
			...tokenAnswer(API_HOST, DEMO_SIGN_IN.accessToken),
			refresh_token: DEMO_SIGN_IN.refreshToken,
		},
	},
};
