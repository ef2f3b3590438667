import type { VendorError } from '../../connect/http';
import { type Http } from '../../connect/http';
import { nbpRate } from '../../connect/nbp';
import { rateDay } from '../../invoicing/exchange/exchange';
import { CASES } from './nbpCases';
import { createNbpFake } from '../../sandbox/fakes/nbp';
import type { World } from '../../sandbox/fakes/types';

function bank(now = '2026-11-25T10:00:00Z'): { http: Http; asked: string[] } {
	const world = { now: () => new Date(now) } as World;
	const fake = createNbpFake(world);
	const asked: string[] = [];
	const http: Http = {
		async send({ method, url, query }) {
			asked.push(url);
			const { hostname, pathname } = new URL(url);
			const params = new URLSearchParams(query as Record<string, string>);
			const request = { method, host: hostname, path: pathname, query: params, headers: {}, raw: Buffer.alloc(0) };
			const { status, headers, body } = await fake.handle(request);
			return { status, headers: headers ?? {}, body: JSON.parse(JSON.stringify(body)) as unknown };
		},
	};
	return { http, asked };
}

const failureOf = async (rate: Promise<unknown>) => rate.catch((error: unknown) => error as VendorError);

describe('the rate of the National Bank of Poland', () => {
	it('is that of table A on the day, with its number', async () => {
		const { http, asked } = bank();
		const rate = await nbpRate(http, 'EUR', '2026-11-23');
		expect(rate).toMatchObject({ date: '2026-11-23', table: expect.stringMatching(/^\d+\/A\/NBP\/2026$/) });
		expect(rate.rate).toMatch(/^4\.\d{1,4}$/);
		expect(asked).toHaveLength(1);
	});

	it('is the newest of table B for a currency that A lacks', async () => {
		const { http } = bank();
		expect(await nbpRate(http, 'GEL', '2026-11-23')).toMatchObject({
			date: '2026-11-18',
			table: expect.stringContaining('/B/'),
		});
	});

	it.each(CASES)('sold %s, issued %s, in %s: of %s', async (saleDate, issueDate, currency, date) => {
		const { http } = bank('2028-01-10T10:00:00Z');
		const letter = currency === 'GEL' ? 'B' : 'A';
		expect(await nbpRate(http, currency, rateDay({ saleDate, issueDate }))).toMatchObject({
			date,
			table: expect.stringMatching(new RegExp(`^\\d+/${letter}/NBP/${date.slice(0, 4)}$`)),
		});
	});

	it('is waited for while the table of the day is not there: no other day is taken', async () => {
		const { http } = bank('2026-11-23T09:00:00Z');
		expect(await failureOf(nbpRate(http, 'EUR', '2026-11-23'))).toMatchObject({
			cause_: 'unavailable',
			outcome: 'notDone',
			message: expect.stringContaining('2026-11-23'),
		});
	});

	it('a currency without a rate is refused with what to do', async () => {
		const { http } = bank();
		expect(await failureOf(nbpRate(http, 'XAU', '2026-11-23'))).toMatchObject({ cause_: 'rejected' });
	});

	it.each([
		[{ status: 503, headers: {}, body: '' }, 'unavailable'],
		[{ status: 200, headers: {}, body: { rates: 'none' } }, 'unreadable'],
	])('an answer of %p is no rate', async (answer, cause) => {
		const http: Http = { send: async () => answer };
		expect(await failureOf(nbpRate(http, 'EUR', '2026-11-23'))).toMatchObject({ cause_: cause });
	});
});
