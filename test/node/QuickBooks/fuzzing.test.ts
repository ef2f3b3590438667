import { QuickBooksInvoicesTrigger } from '../../../nodes/QuickBooks/QuickBooksInvoicesTrigger.node';
import { fuzzNotifications } from '../../faults/support/fuzz/notifications';

jest.setTimeout(60_000);

it('accepts nothing that is not signed, starts nothing for what does not count, and throws nothing', async () => {
	const node = new QuickBooksInvoicesTrigger();
	const { violations } = await fuzzNotifications({ node, requests: 1_000, seed: 20261130 });
	expect(violations).toEqual([]);
});
