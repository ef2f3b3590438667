import { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import { fuzzInProcess } from '../../faults/support/fuzz/inProcess';

jest.setTimeout(240_000);

describe('the trigger’s webhook', () => {
	it('accepts nothing that is not valid and throws nothing, 5,000 requests of one seed', async () => {
		const { figures, violations } = await fuzzInProcess({
			node: new Bitrix24DealTrigger(),
			requests: 5000,
			seed: 20_261_125,
		});
		expect(violations).toEqual([]);
		expect(figures['runs started, one for each due deal']).toBe(2);
	});
});
