import { authorizationOf, DealWebhooks } from '../../../nodes/Pipedrive/subscription';
import { testCompany, tick, type TestCompany } from './company';

const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';
const webhooks = ({ crm }: TestCompany) => new DealWebhooks(crm.client);

describe('the webhook', () => {
	it('is exactly one after fifty activations, whatever was forgotten in between', async () => {
		const company = testCompany();
		const own = webhooks(company);
		for (let round = 0; round < 50; round++) {
			const subscription = await own.subscribe(URL_OF_NODE);
			expect(await own.isSubscribed(URL_OF_NODE, subscription)).toBe(true);
			// Every third time n8n is cut off before it can unsubscribe.
			if (round % 3 !== 0) await own.unsubscribe(URL_OF_NODE);
		}
		expect(company.fake.subscriptions()).toEqual([]);
		const last = await own.subscribe(URL_OF_NODE);
		expect(await own.subscribe(URL_OF_NODE, last)).toEqual(last);
		expect(company.fake.company.webhooks.rows).toEqual([
			expect.objectContaining({ url: URL_OF_NODE, action: '*', object: 'deal', version: '2.0' }),
		]);
	});

	it('carries random credentials that every event brings back, and keeps them when it is made anew', async () => {
		const company = testCompany();
		const own = webhooks(company);
		const first = await own.subscribe(URL_OF_NODE);
		const second = await own.subscribe(URL_OF_NODE);
		expect(first.user).toMatch(/^[0-9a-f]{48}$/);
		expect(new Set([first.user, first.password, second.user, second.password]).size).toBe(4);
		company.fake.company.webhooks.rows = [];
		expect(await own.isSubscribed(URL_OF_NODE, second)).toBe(false);
		const renewed = await own.subscribe(URL_OF_NODE, second);
		expect(renewed).toMatchObject({ user: second.user, password: second.password });
		await company.fake.createDeal({ title: 'D' });
		await tick();
		expect(company.delivered.map(({ headers }) => headers.authorization)).toEqual([authorizationOf(second)]);
	});

	it('leaves those of others alone, and is made anew when it is another than it was', async () => {
		const company = testCompany();
		const own = webhooks(company);
		const test = 'https://n8n.example/webhook-test/abc/webhook';
		const other = await own.subscribe(test);
		const ours = await own.subscribe(URL_OF_NODE);
		const { rows } = company.fake.company.webhooks;
		for (const change of [{ action: 'change' }, { object: '*' }, { version: '1.0' }, { bannedUntil: Infinity }]) {
			const row = rows.find(({ url }) => url === URL_OF_NODE)!;
			const before = { ...row };
			Object.assign(row, change);
			expect(await own.isSubscribed(URL_OF_NODE, ours)).toBe(false);
			Object.assign(row, before);
		}
		expect(await own.isSubscribed(URL_OF_NODE, undefined)).toBe(false);
		expect(await own.isSubscribed(test, ours)).toBe(false);
		await own.unsubscribe(URL_OF_NODE);
		expect(company.fake.subscriptions()).toEqual([{ url: test }]);
		await own.unsubscribe(test, ours);
		expect(company.fake.subscriptions()).toEqual([{ url: test }]);
		await own.unsubscribe(test, other);
		expect(company.fake.subscriptions()).toEqual([]);
	});

	it('says what to do when a user has 40 webhooks', async () => {
		const company = testCompany();
		const own = webhooks(company);
		for (let at = 0; at < 40; at++) await own.subscribe(`https://n8n.example/webhook/${at}/webhook`);
		await expect(own.subscribe(URL_OF_NODE)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			advice: expect.stringContaining('40 webhooks'),
		});
	});
});
