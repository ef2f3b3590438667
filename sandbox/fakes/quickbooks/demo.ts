import type { SignIn } from './oauth';

/** Of no worth anywhere else. */
export const DEMO_SIGN_IN: SignIn = {
	clientId: 'demo-intuit-client',
	clientSecret: 'demo-intuit-client-secret',
	accessToken: 'demo-quickbooks-access-token',
	refreshToken: 'demo-quickbooks-refresh-token',
};

/** With which the demo app's notifications are signed. */
export const DEMO_VERIFIER_TOKEN = 'demo-verifier-token';

export const DEMO_REALM = '9341450000000001';

/** The credential as n8n keeps it after somebody connected the demo company. */
export const demoCredential = ({ clientId, clientSecret, accessToken, refreshToken }: SignIn = DEMO_SIGN_IN) => ({
	environment: 'sandbox',
	companyId: '',
	clientId,
	clientSecret,
	oauthTokenData: {
		token_type: 'bearer',
		access_token: accessToken,
		refresh_token: refreshToken,
		callbackQueryString: { realmId: DEMO_REALM },
	},
});

/** What a bookkeeper of the demo company sets in the node: its tax codes and the account for services. */
export const DEMO_PARAMETERS = {
	taxCodes: {
		code: [
			{ vatRate: '23', taxCode: '11' },
			{ vatRate: '8', taxCode: '12' },
			{ vatRate: '5', taxCode: '13' },
			{ vatRate: '0 KR', taxCode: '14' },
			{ vatRate: '0 WDT', taxCode: '14' },
			{ vatRate: '0 EX', taxCode: '14' },
			{ vatRate: 'zw', taxCode: '15' },
			{ vatRate: 'oo', taxCode: '16' },
			{ vatRate: 'np I', taxCode: '17' },
			{ vatRate: 'np II', taxCode: '16' },
		],
	},
	products: 'byName',
	incomeAccount: '1',
	quickBooksOptions: { advanceItem: '34', terms: { term: [{ days: 14, id: '21' }] } },
};
