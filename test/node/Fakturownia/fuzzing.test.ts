import { FakturowniaInvoicesTrigger } from '../../../nodes/Fakturownia/FakturowniaInvoicesTrigger.node';
import { fuzzEchoes } from '../../faults/support/fuzz/echoes';

jest.setTimeout(60_000);

it('accepts nothing without the token, starts nothing for what does not count, and throws nothing', async () => {
	const node = new FakturowniaInvoicesTrigger();
	const { violations } = await fuzzEchoes({ node, requests: 1_000, seed: 20261130 });
	expect(violations).toEqual([]);
});
