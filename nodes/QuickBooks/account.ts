import { sleep, type IDataObject, type IExecuteFunctions, type ILoadOptionsFunctions } from 'n8n-workflow';
import { VendorError } from '../../connect/http';
import { lineOf } from '../../connect/line';
import { n8nHttp } from '../../connect/n8nHttp';
import { isThrottled, VENDOR } from './failures';
import { QuickBooksAccounting } from './QuickBooksAccounting';
import type { IssueSettings } from './settings';

export const CREDENTIAL = 'dealToInvoiceQuickBooksOAuth2Api';

/** Nothing is chosen: for operations that issue nothing. */
export const NO_CHOICE: IssueSettings = {
	taxCodes: {},
	usTaxCode: '',
	itemId: '',
	incomeAccountId: '',
	itemType: 'Service',
	advanceItemId: '',
	terms: {},
};

/** The company of the node's credential. Throws VendorError when the credential names none. */
export async function accountingOf(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	issue: IssueSettings = NO_CHOICE,
): Promise<QuickBooksAccounting> {
	const credential = await context.getCredentials<IDataObject>(CREDENTIAL);
	const environment = credential.environment === 'sandbox' ? 'sandbox' : 'production';
	const realm = realmOf(credential);
	return new QuickBooksAccounting(
		n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL, leaves: isThrottled }),
		{ environment, realm, issue, line: lineOf(`quickbooks ${realm}`) },
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}

/**
 * The company that a person signed in to: Intuit names it beside the code of the sign-in (`realmId`), and n8n keeps
 * what came there with the token. A company id typed into the credential comes first.
 */
export function realmOf(credential: IDataObject): string {
	const token = credential.oauthTokenData as { callbackQueryString?: { realmId?: unknown } } | undefined;
	const typed = String(credential.companyId ?? '').replace(/[\s-]/g, '');
	const realm = typed || String(token?.callbackQueryString?.realmId ?? '');
	if (/^\d{1,25}$/.test(realm)) return realm;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'credential',
		outcome: 'notDone',
		message: `The ${VENDOR} credential does not say which company it belongs to.`,
		advice:
			'Open the credential and connect it again: Intuit then names the company. Or enter its number as "Company ID" (in QuickBooks: Settings, Account and settings, Billing and subscription).',
	});
}
