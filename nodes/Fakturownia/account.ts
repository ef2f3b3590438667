import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { n8nHttp } from '../../connect/n8nHttp';
import { FakturowniaAccounting, VENDOR } from './FakturowniaAccounting';

export const CREDENTIAL = 'dealToInvoiceFakturowniaApi';

/** The account of the node's credential. Throws VendorError when its name is not usable. */
export async function accountingOf(context: IExecuteFunctions): Promise<FakturowniaAccounting> {
	const { account, ksef } = await context.getCredentials<{ account: string; ksef?: string }>(CREDENTIAL);
	return new FakturowniaAccounting(
		n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL }),
		{ account: account ?? '', ksef: ksef === 'off' ? 'off' : 'send' },
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}
