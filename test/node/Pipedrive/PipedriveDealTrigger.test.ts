import { PipedriveDealTrigger } from '../../../nodes/Pipedrive/PipedriveDealTrigger.node';
import { nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new PipedriveDealTrigger();
const hooks = node.webhookMethods.default;
const RULES = { rule: [{ stage: '15', kind: 'invoice', part: 1, percent: 100 }] };

const trigger = () => nodeWorld({ listenBy: 'webhook', rules: RULES, sweepEvery: 1, options: {} });

/** Activated, with its first search behind it. */
async function active(): Promise<NodeWorld> {
	const world = trigger();
	await hooks.create.call(triggerContext(world).context);
	await node.poll.call(triggerContext(world).context);
	world.calls.length = 0;
	return world;
}

async function moved(world: NodeWorld) {
	const { id } = await world.fake.createDeal({ title: 'D', stage: 'open' });
	await world.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
	await new Promise((resolve) => setTimeout(resolve, 5));
	return { id, ...world.delivered.at(-1)! };
}

describe('Pipedrive Deal Trigger, told by its webhook', () => {
	it('starts a run without a request: the event itself proves the entry', async () => {
		const world = await active();
		const { id, body, headers } = await moved(world);
		const { workflowData } = await node.webhook.call(triggerContext(world, { body, headers }).context);
		expect(workflowData).toMatchObject([[{ json: { dealId: id } }]]);
		expect(world.calls).toEqual([]);
	});

	it.each([[undefined], ['x'], [[1, 2]], [{ meta: 1 }]])(
		'answers 200 to the body %j that is no event, and starts nothing',
		async (body) => {
			const world = await active();
			const { headers } = await moved(world);
			const { context, answers } = triggerContext(world, { body, headers });
			expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
			expect(answers).toEqual([200]);
		},
	);

	it('looks into no body that is too long', async () => {
		const world = await active();
		const { context, answers } = triggerContext(world);
		const getBodyData = jest.fn(() => ({}));
		const getRequestObject = () => ({ headers: {}, rawBody: Buffer.alloc(1024 * 1024 + 1) });
		await node.webhook.call(Object.assign(context, { getBodyData, getRequestObject }) as never);
		expect(answers).toEqual([413]);
		expect(getBodyData).not.toHaveBeenCalled();
	});

	it('takes an event of a company with a thousand fields and users', async () => {
		const world = await active();
		const { id, body, headers } = await moved(world);
		const { context, answers } = triggerContext(world, { body, headers });
		const getRequestObject = () => ({ headers: {}, rawBody: Buffer.alloc(200 * 1024) });
		const { workflowData } = await node.webhook.call(Object.assign(context, { getRequestObject }) as never);
		expect(answers).toEqual([200]);
		expect(workflowData?.[0]?.[0]?.json.dealId).toBe(id);
	});

	it('refuses everything when it is not activated', async () => {
		const { context, answers } = triggerContext(trigger(), { body: {}, headers: { authorization: 'Basic Og==' } });
		await node.webhook.call(context);
		expect(answers).toEqual([401]);
	});
});

describe('the life of its webhook', () => {
	it('is made anew by a search when Pipedrive has deleted it; a look costs tokens, so once an hour', async () => {
		const world = await active();
		world.fake.company.webhooks.rows = [];
		const poll = async (minutes: number) => {
			jest.useFakeTimers({
				now: Date.now() + minutes * 60_000,
				doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'],
			});
			await node.poll.call(triggerContext(world).context);
			jest.useRealTimers();
		};
		await poll(30);
		expect(world.fake.subscriptions()).toEqual([]);
		await poll(61);
		expect(world.fake.subscriptions()).toHaveLength(1);
	});

	it('tells at the activation what Pipedrive refuses', async () => {
		const refused = trigger();
		refused.credential.apiToken = 'wrong';
		await expect(hooks.create.call(triggerContext(refused).context)).rejects.toThrow('Pipedrive did not');
		const local = trigger();
		const unreachable = triggerContext(local, { url: 'http://localhost:5678/webhook/abc/webhook' });
		await expect(hooks.create.call(unreachable.context)).rejects.toThrow('non-reachable');
	});

	it('names the field of a credential that is wrong, without its content', async () => {
		const world = trigger();
		world.credential.companyDomain = 'https://evil.example/verysecret';
		const failed = node.poll.call(triggerContext(world).context);
		await expect(failed).rejects.toThrow('"Company Domain"');
		await expect(failed).rejects.not.toThrow('verysecret');
	});
});
