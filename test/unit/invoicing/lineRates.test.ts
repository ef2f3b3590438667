import { printedRate, ratesAgree } from '../../../invoicing/lineRates';
import type { VatRate } from '../../../invoicing/primitives';
import { withRates } from '../fakturownia/support';

const agree = (asked: VatRate[], written: string[]) => ratesAgree(withRates(...asked).lines, written);

test.each([
	['23', '23'],
	['0 WDT', '0'],
	['zw', 'zw'],
	['np II', 'np'],
] as const)('%s is printed as %s', (vatRate, printed) => expect(printedRate({ vatRate })).toBe(printed));

test.each([
	[['23'], ['23']],
	[['23'], ['23.0']],
	[['8'], ['8,00 %']],
	[['0 EX'], ['0']],
	[['np I'], ['N/A']],
	[['np I'], ['nie podlega']],
	// Another language's word for it: nobody can tell, and it is no percentage.
	[['zw'], ['exempt']],
	[
		['23', 'zw'],
		['23', 'zw'],
	],
] as [VatRate[], string[]][])('%j agrees with %j', (asked, written) => expect(agree(asked, written)).toBe(true));

test.each([
	[['23'], ['8']],
	[['np I'], ['0']],
	[['zw'], ['23']],
	[['23'], ['zw']],
	[['zw'], ['np']],
	[['oo'], ['np']],
	[
		['23', '8'],
		['8', '23'],
	],
	[['23', '8'], ['23']],
	[['zw'], ['']],
	[['zw'], []],
] as [VatRate[], string[]][])('%j differs from %j', (asked, written) => expect(agree(asked, written)).toBe(false));
