import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { VendorError } from '../../connect/http';
import { isIfirmaKey } from '../../connect/ifirmaSignature';
import { n8nHttp } from '../../connect/n8nHttp';
import { IfirmaAccounting } from './IfirmaAccounting';
import { VENDOR } from './refused';

export const CREDENTIAL = 'dealToInvoiceIfirmaApi';

interface Credential {
	login?: string;
	invoiceApiKey?: string;
	accountApiKey?: string;
	ksef?: string;
}

/** The account of the node's credential, with the choices of the node. Throws VendorError when a key cannot be one. */
export async function accountingOf(context: IExecuteFunctions, itemIndex: number): Promise<IfirmaAccounting> {
	const {
		login = '',
		invoiceApiKey = '',
		accountApiKey = '',
		ksef,
	} = await context.getCredentials<Credential>(CREDENTIAL);
	if (!login.trim()) throw notFilledIn('Login', 'Enter the login that you sign in to iFirma with.');
	// Anything but hexadecimal digits would be cut off in silence when the key is decoded, and the signature be wrong.
	const advice = 'Copy the key anew from iFirma (Konfiguracja, API): it has the digits 0-9 and the letters A-F only.';
	if (!isIfirmaKey(invoiceApiKey.trim())) throw notFilledIn('Invoice Key (faktura)', advice);
	if (!isIfirmaKey(accountApiKey.trim())) throw notFilledIn('Account Key (abonent)', advice);
	const choice = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '');
	return new IfirmaAccounting(
		n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL }),
		{
			login,
			ksef: ksef === 'off' ? 'off' : 'send',
			month: choice('accountingMonth') === 'switch' ? 'switch' : 'stop',
			conditionsMet: context.getNodeParameter('correctionConditions', itemIndex, true) !== false,
			mail: { sender: choice('senderMailbox').trim(), template: choice('emailTemplate').trim() },
		},
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}

function notFilledIn(field: string, advice: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'credential',
		outcome: 'notDone',
		message: `The field "${field}" of the iFirma credential does not hold what iFirma shows there.`,
		advice,
	});
}
