import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { n8nHttp } from '../../connect/n8nHttp';
import { FakturowniaAccounting, VENDOR } from './FakturowniaAccounting';

export const CREDENTIAL = 'dealToInvoiceFakturowniaApi';

/** As stored; a credential that is older than a field does not hold it. */
interface Stored {
	account: string;
	ksef?: string;
	clientCards?: string;
}

/** The account of the node's credential. Throws VendorError when its name is not usable. */
export async function accountingOf(context: IExecuteFunctions): Promise<FakturowniaAccounting> {
	const { account, ksef, clientCards } = await context.getCredentials<Stored>(CREDENTIAL);
	return new FakturowniaAccounting(
		n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL }),
		{
			account: account ?? '',
			ksef: ksef === 'off' ? 'off' : 'send',
			clientCards: clientCards === 'byTaxNumber' ? 'byTaxNumber' : 'match',
		},
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}
