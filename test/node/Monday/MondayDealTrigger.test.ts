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

	it('answers no challenge when it only searches', async () => {
		const world = await active(nodeWorld({ ...PARAMETERS, listenBy: 'sweepOnly' }));
		const { context, answers } = triggerContext(world, { body: { challenge: 'abc' } });
		await node.webhook.call(context);
		expect(answers.map(({ status }) => status)).toEqual([401]);
	});

	it('makes its webhooks anew with the same secret when somebody removed them', async () => {
		const world = await active(nodeWorld({ ...PARAMETERS, sweepEvery: 1 }));
		const secret = new URL(world.fake.webhooks()[0]!.url).searchParams.get('secret');
		expect(secret).toMatch(/^[0-9a-f]{48}$/);
		world.fake.account.webhooks = [];
		await node.poll.call(triggerContext({ ...world, nodeId: `${world.nodeId}-restarted` }).context);
		expect(world.fake.webhooks()).toHaveLength(1);
		expect(new URL(world.fake.webhooks()[0]!.url).searchParams.get('secret')).toBe(secret);
	});

	it('says that the credential is empty', async () => {
		const world = nodeWorld(PARAMETERS);
		world.credential = { apiToken: ' ' };
		await expect(node.poll.call(triggerContext(world).context)).rejects.toThrow('credential is empty');
	});
});
