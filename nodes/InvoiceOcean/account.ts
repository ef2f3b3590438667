import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { n8nHttp } from '../../connect/n8nHttp';
import { InvoiceOceanAccounting } from './InvoiceOceanAccounting';
import { VENDOR } from './refusals';

export const CREDENTIAL = 'dealToInvoiceInvoiceOceanApi';

/** The account of the node's credential. Throws VendorError when its name is not usable. */
export async function accountingOf(context: IExecuteFunctions): Promise<InvoiceOceanAccounting> {
	const { account } = await context.getCredentials<{ account: string }>(CREDENTIAL);
	return new InvoiceOceanAccounting(
		n8nHttp(context, { vendor: VENDOR, credentialType: CREDENTIAL }),
		{ account: account ?? '' },
		{ sleep: async (ms) => sleep(ms), now: () => new Date() },
	);
}
