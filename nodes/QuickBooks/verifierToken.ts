import type {
	IDataObject,
	ICredentialDataDecryptedObject,
	IHookFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { VendorError } from '../../connect/http';
import { VENDOR } from './failures';

export const WEBHOOK_CREDENTIAL = 'dealToInvoiceQuickBooksWebhookApi';

/** The token that Intuit signs with; empty where none was entered. */
export async function verifierTokenOf(context: IWebhookFunctions | IHookFunctions): Promise<string> {
	return tokenIn(await context.getCredentials<IDataObject>(WEBHOOK_CREDENTIAL));
}

/** Throws VendorError for a token that cannot be one. */
export function assertToken(token: string): void {
	const problem = problemOf(token);
	if (problem === undefined) return;
	throw new VendorError({ vendor: VENDOR, cause: 'credential', outcome: 'notDone', message: problem, advice: ADVICE });
}

/** Intuit has no call that says whether a token is right: the first notification shows it. Only the field is looked at. */
export function testOfToken(data: ICredentialDataDecryptedObject | undefined): INodeCredentialTestResult {
	const problem = problemOf(tokenIn(data ?? {}));
	if (problem !== undefined) return { status: 'Error', message: `${problem} ${ADVICE}` };
	return { status: 'OK', message: 'A token is entered. Whether it is the right one, the first notification shows.' };
}

const ADVICE =
	'Copy it at developer.intuit.com from the page Webhooks of your app, where the address of this node stands.';

const tokenIn = ({ verifierToken }: IDataObject): string => String(verifierToken ?? '').trim();

function problemOf(token: string): string | undefined {
	if (token === '') return 'The field "Verifier Token" of the QuickBooks Online webhook credential is empty.';
	if (/\s|:\/\//.test(token))
		return 'The field "Verifier Token" of the QuickBooks Online webhook credential does not hold a token.';
	return undefined;
}
