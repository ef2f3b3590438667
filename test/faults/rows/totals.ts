import { everyPrice, randomInvoices } from '../../support/totalsCheck';
import { seeded } from '../support/queue/seeded';
import type { Row } from '../row';

const INVOICES = 1_000_000;
const MOST_GROSZE = 1_000_000;

/** No faults here, but too long for every run of the tests. */
export const totals: Row = {
	id: 'totals',
	title: 'A million random invoices and every price from 0.01 to 10,000.00, by every method, against whole numbers',
	figure: '0 wrong: the totals, the sums of the parts, two decimals, no negative zero',
	run: async ({ seed, log }) => {
		const begun = Date.now();
		const violations = randomInvoices(seeded(seed), INVOICES);
		const perSecond = Math.round(INVOICES / ((Date.now() - begun) / 1000));
		log(`${INVOICES} invoices: ${violations.length} wrong`);
		violations.push(...everyPrice(MOST_GROSZE));
		return { figures: { invoices: INVOICES, 'invoices a second': perSecond, prices: MOST_GROSZE * 6 }, violations };
	},
};
