import { isSignedBy } from '../../../nodes/Monday/jwt';
import { placeOfStage } from '../../../nodes/Monday/stageId';
import { BoardWebhooks, type Subscription } from '../../../nodes/Monday/subscription';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { STAGES, testAccount } from './account';
import { listening, settle, URL_OF_NODE, WANTED } from './trigger';

describe('the webhooks of a trigger', () => {
	it('are one for each label, told by the search itself, and made anew when somebody removed one', async () => {
		const account = testAccount();
		const { fake, calls, client } = account;
		const both = [...WANTED, placeOfStage(STAGES.deposit)!];
		const subscription = await new BoardWebhooks(client, both, undefined).subscribe(URL_OF_NODE);
		expect(fake.webhooks().map(({ event, config }) => [event, JSON.parse(config!)])).toEqual([
			['change_status_column_value', { columnId: 'deal_stage', columnValue: { index: 3 } }],
			['change_status_column_value', { columnId: 'deal_stage', columnValue: { index: 0 } }],
		]);
		const crm = account.with({});
		crm.webhooksOf = [DEALS];
		calls.length = 0;
		await crm.stageMovesSince('2026-11-22T00:00:00Z', [STAGES.invoice]);
		const hooks = new BoardWebhooks(client, both, subscription, crm.webhooks);
		expect(await hooks.isSubscribed(URL_OF_NODE, subscription)).toBe(true);
		expect(calls).toEqual(['log0 hooks0']);
		fake.account.webhooks = fake.account.webhooks.slice(1);
		const afresh = new BoardWebhooks(client, both, subscription);
		expect(await afresh.isSubscribed(URL_OF_NODE, subscription)).toBe(false);
		const renewed = await afresh.subscribe(URL_OF_NODE, subscription);
		expect(renewed.secret).toBe(subscription.secret);
		expect(fake.webhooks()).toHaveLength(2);
		expect(await afresh.isSubscribed(URL_OF_NODE, renewed)).toBe(true);
		await afresh.unsubscribe(URL_OF_NODE, renewed);
		expect(fake.webhooks()).toEqual([]);
	});

	it('are exactly those of the present rules after fifty activations', async () => {
		const { fake, client } = testAccount();
		let known: Subscription | undefined;
		for (let round = 0; round < 50; round++) {
			const wanted = round % 2 ? WANTED : [placeOfStage(STAGES.deposit)!, ...WANTED];
			known = await new BoardWebhooks(client, wanted, known).subscribe(URL_OF_NODE);
			expect(
				fake
					.webhooks()
					.map(({ id }) => id)
					.sort(),
			).toEqual(known.hooks.map(({ id }) => id).sort());
		}
		await new BoardWebhooks(client, [], known).unsubscribe(URL_OF_NODE);
		expect(fake.webhooks()).toEqual([]);
	});

	it('of a test in the editor leave those of the workflow alone', async () => {
		const { fake, client } = testAccount();
		const known = await new BoardWebhooks(client, WANTED, undefined).subscribe(URL_OF_NODE);
		const testUrl = 'https://n8n.example/webhook-test/abc/webhook';
		const test = new BoardWebhooks(client, WANTED, known);
		const ofTest = await test.subscribe(testUrl);
		expect(fake.webhooks()).toHaveLength(2);
		await test.unsubscribe(testUrl);
		expect(fake.webhooks()).toHaveLength(2);
		await new BoardWebhooks(client, [], ofTest).unsubscribe(testUrl);
		expect(fake.webhooks().map(({ id }) => id)).toEqual(known.hooks.map(({ id }) => id));
	});

	it('are not made where nobody answers the challenge, and what was made half is taken back', async () => {
		let answered = 0;
		const account = testAccount({
			answers: (_, body) => (answered++ === 0 ? { status: 200, body } : { status: 404, body: '' }),
		});
		const hooks = new BoardWebhooks(account.client, [...WANTED, placeOfStage(STAGES.deposit)!], undefined);
		await expect(hooks.subscribe(URL_OF_NODE)).rejects.toMatchObject({
			message: expect.stringContaining('could not reach the web address'),
			advice: expect.stringContaining('Search Only'),
		});
		expect(account.fake.webhooks()).toEqual([]);
	});

	it('refuses an address that monday would not take', async () => {
		const hooks = new BoardWebhooks(testAccount().client, WANTED, undefined);
		await expect(hooks.subscribe(`https://n8n.example/${'x'.repeat(250)}`)).rejects.toThrow('too long');
	});

	it('of an app are signed, those of a personal token are not', async () => {
		const account = testAccount();
		await listening(account, 'demo-monday-app-token');
		const { id } = await account.fake.createDeal({ title: 'D' });
		await account.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		const { authorization } = account.delivered.at(-1)!.headers;
		expect(isSignedBy(authorization, 'demo-monday-signing-secret', account.now())).toBe(true);
		expect(isSignedBy(authorization, 'another', account.now())).toBe(false);
		const plain = testAccount();
		await listening(plain);
		await plain.fake.createDeal({ title: 'D', stage: 'invoice' });
		await settle();
		expect(plain.delivered.at(-1)!.headers.authorization).toBeUndefined();
	});
});
