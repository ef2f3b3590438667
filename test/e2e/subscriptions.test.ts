import { subscriptions } from '../faults/support/subscriptions';

jest.setTimeout(400_000);

describe('a workflow that Bitrix24 tells by OAuth', () => {
	it('has one subscription after every activation and none after it was switched off', async () => {
		const { figures, violations } = await subscriptions({ cycles: 4, cutOff: 1, log: () => undefined });
		expect(violations).toEqual([]);
		expect(figures['handlers at the end']).toBe(0);
	});
});
