import { MondayDealTrigger } from '../../../nodes/Monday/MondayDealTrigger.node';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { MONDAY_DEMO } from '../../../sandbox/fakes/monday/demo';
import { signed } from '../../../sandbox/fakes/monday/webhooks';
import { asRequest, nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new MondayDealTrigger();
const hooks = node.webhookMethods.default;
const { stages } = MONDAY_DEMO;
const RULES = { rule: [{ stage: stages.invoice, kind: 'invoice', part: 1, percent: 100 }] };
const PARAMETERS = { listenBy: 'webhooks', pipeline: DEALS, rules: RULES, sweepEvery: 1, options: {} };

// The trigger lets the log catch up for two seconds before it reads it.
jest.setTimeout(20_000);

async function active(world: NodeWorld): Promise<NodeWorld> {
	await hooks.create.call(triggerContext(world).context);
	await node.poll.call(triggerContext(world).context);
	return world;
}

async function eventOf(world: NodeWorld) {
	const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
	await new Promise((resolve) => setTimeout(resolve, 5));
	return { id, request: asRequest(world.delivered.at(-1)!) };
}

function byApp(change: object = {}): NodeWorld {
	const world = nodeWorld(
		{ ...PARAMETERS, authentication: 'oAuth2' },
		{ appToken: 'app-token', signingSecret: 'shared' },
	);
	world.credential = { oauthTokenData: { access_token: 'app-token' }, signingSecret: 'shared', ...change };
	return world;
}

describe('monday.com Deal Trigger', () => {
	it('makes one webhook for each label, takes its events, and removes what it made', async () => {
		const world = nodeWorld(PARAMETERS);
		const { context } = triggerContext(world);
		expect(await hooks.checkExists.call(context)).toBe(false);
		expect(await hooks.create.call(context)).toBe(true);
		expect(await hooks.checkExists.call(context)).toBe(true);
		expect(world.fake.webhooks()).toHaveLength(1);
		expect(new URL(world.fake.webhooks()[0]!.url).searchParams.get('secret')).toMatch(/^[0-9a-f]{48}$/);
		await node.poll.call(context);
		const { id, request } = await eventOf(world);
		const first = triggerContext(world, request);
		const result = await node.webhook.call(first.context);
		expect(first.answers).toEqual([{ status: 200, text: 'OK' }]);
		const item = result.workflowData?.[0]?.[0]?.json ?? {};
		expect(item).toMatchObject({
			crm: 'monday',
			account: '7700123',
			dealId: id,
			stageId: stages.invoice,
			kind: 'invoice',
			percent: '100',
		});
		expect(JSON.stringify(item)).not.toMatch(/secret|token/);
		const again = triggerContext(world, request);
		expect(await node.webhook.call(again.context)).toEqual({ noWebhookResponse: true });
		expect(again.answers).toEqual([{ status: 200, text: 'OK' }]);
		const { emitted, context: later } = triggerContext(world);
		await node.poll.call(later);
		expect(emitted).toEqual([]);
		expect(await hooks.delete.call(context)).toBe(true);
		expect(world.fake.webhooks()).toEqual([]);
	});

	it('gives the challenge back while its webhook is being made, and to anybody else who asks', async () => {
		const world: NodeWorld = nodeWorld(PARAMETERS, {
			asks: async (_, { body }) => {
				const { context, answers } = triggerContext(world, { body: JSON.parse(body) as unknown });
				await node.webhook.call(context);
				return { status: answers[0]!.status, body: answers[0]!.text };
			},
		});
		expect(await hooks.create.call(triggerContext(world).context)).toBe(true);
		expect(world.fake.webhooks()).toHaveLength(1);
	});

	it('says that monday.com could not reach it, when nobody gives the challenge back', async () => {
		const world = nodeWorld(PARAMETERS, { asks: async () => ({ status: 0, body: '' }) });
		const failed = hooks.create.call(triggerContext(world).context);
		await expect(failed).rejects.toMatchObject({
			message: expect.stringContaining('could not reach the web address'),
			description: expect.stringContaining('Search Only'),
		});
		expect(world.data).toEqual({});
	});

	it.each([
		['no secret', {}],
		['a wrong secret', { secret: 'x' }],
		['the secret twice', { secret: ['x', 'y'] }],
	])('answers 401 to %s and asks monday nothing', async (_, query) => {
		const world = await active(nodeWorld(PARAMETERS));
		const { request } = await eventOf(world);
		const before = world.fake.callsToday();
		const { context, answers } = triggerContext(world, { ...request, query });
		expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
		expect(answers.map(({ status }) => status)).toEqual([401]);
		expect(world.fake.callsToday()).toBe(before);
	});

	it.each([[undefined], ['event=1'], [Buffer.from('{}')], [[1, 2]], [{}], [{ event: null }]])(
		'starts nothing for the body %p, also with the secret, and asks monday nothing',
		async (body) => {
			const world = await active(nodeWorld(PARAMETERS));
			const { request } = await eventOf(world);
			const before = world.fake.callsToday();
			const { context, answers } = triggerContext(world, { ...request, body });
			expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
			expect(answers.map(({ status }) => status)).toEqual([200]);
			expect(world.fake.callsToday()).toBe(before);
		},
	);

	it('asks nothing for a label that no rule names', async () => {
		const world = await active(nodeWorld(PARAMETERS));
		const { request } = await eventOf(world);
		const { event } = request.body as { event: object };
		const before = world.fake.callsToday();
		const other = { event: { ...event, value: { label: { index: 7 } } } };
		expect(await node.webhook.call(triggerContext(world, { ...request, body: other }).context)).toEqual({
			noWebhookResponse: true,
		});
		expect(world.fake.callsToday()).toBe(before);
	});

	it('takes only signed events where the credential holds a signing secret', async () => {
		const world = await active(byApp());
		const { request } = await eventOf(world);
		const lapsed = signed({ exp: Date.now() / 1000 - 600 }, 'shared');
		for (const [authorization, status] of [
			[undefined, 401],
			[signed({ exp: Date.now() / 1000 + 60 }, 'other'), 401],
			[lapsed, 401],
			[request.headers!.authorization, 200],
		] as const) {
			const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
			const { context, answers } = triggerContext(world, { ...request, headers });
			await node.webhook.call(context);
			expect(answers.map((answer) => answer.status)).toEqual([status]);
		}
	});

	it('takes unsigned events of an app whose credential holds none', async () => {
		const world = await active(byApp({ signingSecret: '' }));
		const { request } = await eventOf(world);
		const { context, answers } = triggerContext(world, { ...request, headers: {} });
		expect((await node.webhook.call(context)).workflowData).toHaveLength(1);
		expect(answers.map(({ status }) => status)).toEqual([200]);
	});

	it('never writes static data in webhook()', async () => {
		const world = await active(nodeWorld(PARAMETERS));
		const { request } = await eventOf(world);
		const before = JSON.stringify(world.data);
		world.data = Object.freeze(JSON.parse(before) as Record<string, unknown>);
		expect((await node.webhook.call(triggerContext(world, request).context)).workflowData).toHaveLength(1);
		expect(JSON.stringify(world.data)).toBe(before);
	});

	it('only searches when it is told to: no webhook, no answer to a challenge', async () => {
		const world = nodeWorld({ ...PARAMETERS, listenBy: 'sweepOnly' });
		expect(await hooks.checkExists.call(triggerContext(world).context)).toBe(true);
		await active(world);
		expect(world.fake.webhooks()).toEqual([]);
		for (const body of [{ challenge: 'abc' }, { event: {} }]) {
			const { context, answers } = triggerContext(world, { body });
			await node.webhook.call(context);
			expect(answers.map(({ status }) => status)).toEqual([401]);
		}
	});

	it('makes its webhooks anew in the search when somebody removed them', async () => {
		const world = await active(nodeWorld({ ...PARAMETERS, sweepEvery: 1 }));
		const secret = new URL(world.fake.webhooks()[0]!.url).searchParams.get('secret');
		world.fake.account.webhooks = [];
		await node.poll.call(triggerContext({ ...world, nodeId: `${world.nodeId}-restarted` }).context);
		expect(world.fake.webhooks()).toHaveLength(1);
		expect(new URL(world.fake.webhooks()[0]!.url).searchParams.get('secret')).toBe(secret);
	});

	it('can be switched off while monday.com refuses the token', async () => {
		const world = await active(nodeWorld(PARAMETERS));
		world.credential = { apiToken: 'revoked' };
		expect(await hooks.delete.call(triggerContext(world).context)).toBe(false);
	});

	it('says that the credential is empty', async () => {
		const world = nodeWorld(PARAMETERS);
		world.credential = { apiToken: ' ' };
		await expect(node.poll.call(triggerContext(world).context)).rejects.toThrow('credential is empty');
	});
});
