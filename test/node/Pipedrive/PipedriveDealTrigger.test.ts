import { PipedriveDealTrigger } from '../../../nodes/Pipedrive/PipedriveDealTrigger.node';
import { nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new PipedriveDealTrigger();
const hooks = node.webhookMethods.default;
const RULES = { rule: [{ stage: '15', kind: 'invoice', part: 1, percent: 100 }] };

const trigger = (listenBy = 'webhook') => nodeWorld({ listenBy, rules: RULES, sweepEvery: 1, options: {} });

/** Activated, with its first search behind it. */
async function active(listenBy = 'webhook'): Promise<NodeWorld> {
	const world = trigger(listenBy);
	expect(await hooks.checkExists.call(triggerContext(world).context)).toBe(listenBy === 'sweepOnly');
	expect(await hooks.create.call(triggerContext(world).context)).toBe(true);
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
	it('answers 200 and starts one run with the stage entry, ids and times only, without a request', async () => {
		const world = await active();
		const { id, body, headers } = await moved(world);
		const first = triggerContext(world, { body, headers });
		const result = await node.webhook.call(first.context);
		expect(first.answers).toEqual([200]);
		const item = result.workflowData?.[0]?.[0]?.json ?? {};
		expect(item).toMatchObject({
			crm: 'pipedrive',
			account: world.fake.company.domain,
			dealId: id,
			stageId: '15',
			kind: 'invoice',
			percent: '100',
			percentBefore: '0',
		});
		expect(JSON.stringify(item)).not.toMatch(/Basic|permitted|host/);
		expect(world.calls).toEqual([]);
		const again = triggerContext(world, { body, headers });
		expect(await node.webhook.call(again.context)).toEqual({ noWebhookResponse: true });
		expect(again.answers).toEqual([200]);
		const swept = triggerContext(world);
		await node.poll.call(swept.context);
		expect(swept.emitted).toEqual([]);
	});

	it.each([
		['no credentials', undefined],
		['credentials of another trigger', `Basic ${Buffer.from('a:b').toString('base64')}`],
		['a list', ['x']],
		['nothing but the scheme', 'Basic '],
	])('answers 401 to %s', async (_, authorization) => {
		const world = await active();
		const { body } = await moved(world);
		const { context, answers } = triggerContext(world, { body, headers: { authorization } });
		expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
		expect(answers).toEqual([401]);
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

	it('never writes static data in webhook()', async () => {
		const world = await active();
		const { body, headers } = await moved(world);
		const before = JSON.stringify(world.data);
		const frozen = { ...world, data: deepFreeze(JSON.parse(before) as Record<string, unknown>) };
		expect((await node.webhook.call(triggerContext(frozen, { body, headers }).context)).workflowData).toHaveLength(1);
		expect(JSON.stringify(frozen.data)).toBe(before);
	});

	it('refuses everything when it is not activated, or only searches', async () => {
		const idle = trigger();
		const searching = await active('sweepOnly');
		expect(searching.fake.subscriptions()).toEqual([]);
		for (const world of [idle, searching]) {
			const { context, answers } = triggerContext(world, { body: {}, headers: { authorization: 'Basic Og==' } });
			await node.webhook.call(context);
			expect(answers).toEqual([401]);
		}
	});

	it('finds by the search what no event told', async () => {
		const world = await active('sweepOnly');
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		const due = new Date(Date.now() + 120_000);
		jest.useFakeTimers({ now: due, doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
		try {
			const { context, emitted } = triggerContext(world);
			await node.poll.call(context);
			expect(emitted).toEqual([[[{ json: expect.objectContaining({ dealId: id, stageId: '15' }) }]]]);
		} finally {
			jest.useRealTimers();
		}
	});
});

describe('the life of its webhook', () => {
	it('is there while the trigger is switched on, and only once', async () => {
		const world = await active();
		expect(world.fake.subscriptions()).toEqual([{ url: 'https://n8n.example/webhook/abc/webhook' }]);
		expect(await hooks.checkExists.call(triggerContext(world).context)).toBe(true);
		await hooks.create.call(triggerContext(world).context);
		expect(world.fake.subscriptions()).toHaveLength(1);
		expect(await hooks.delete.call(triggerContext(world).context)).toBe(true);
		expect(world.fake.subscriptions()).toEqual([]);
		expect(world.data.subscription).toBeUndefined();
	});

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
		const { body, headers } = await moved(world);
		const { context, answers } = triggerContext(world, { body, headers });
		expect((await node.webhook.call(context)).workflowData).toHaveLength(1);
		expect(answers).toEqual([200]);
	});

	it('tells at the activation what Pipedrive refuses, and can be switched off while it is away', async () => {
		const refused = trigger();
		refused.credential.apiToken = 'wrong';
		await expect(hooks.create.call(triggerContext(refused).context)).rejects.toThrow('Pipedrive did not');
		const local = trigger();
		const unreachable = triggerContext(local, { url: 'http://localhost:5678/webhook/abc/webhook' });
		await expect(hooks.create.call(unreachable.context)).rejects.toThrow('non-reachable');
		const world = await active();
		world.credential.apiToken = 'revoked';
		expect(await hooks.delete.call(triggerContext(world).context)).toBe(false);
	});

	it('names the field of a credential that is wrong, without its content', async () => {
		const world = trigger();
		world.credential.companyDomain = 'https://evil.example/verysecret';
		const failed = node.poll.call(triggerContext(world).context);
		await expect(failed).rejects.toThrow('"Company Domain"');
		await expect(failed).rejects.not.toThrow('verysecret');
	});
});

function deepFreeze<T extends object>(value: T): T {
	for (const inner of Object.values(value))
		if (typeof inner === 'object' && inner !== null) deepFreeze(inner as object);
	return Object.freeze(value);
}
