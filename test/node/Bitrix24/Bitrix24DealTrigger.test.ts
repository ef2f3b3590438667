import { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import { triggerContext, type NodeWorld } from './n8nContext';
import { byApplication, portal } from './worlds';

const node = new Bitrix24DealTrigger();
const hooks = node.webhookMethods.default;
const RULES = { rule: [{ stage: 'C1:TOINVOICE', kind: 'invoice', part: 1, percent: 100 }] };

function byWebhook(listenBy = 'outgoingWebhook') {
	const { fake, bodies } = portal();
	fake.setOutgoingWebhook('https://n8n.example/webhook/abc/webhook', 'right');
	const world: NodeWorld = {
		fake,
		credential: { webhookUrl: 'https://demo.bitrix24.pl/rest/1/demoinboundsecret/', applicationToken: 'right' },
		parameters: { authentication: 'webhook', listenBy, rules: RULES, sweepEvery: 1, options: {} },
		data: {},
	};
	return { world, bodies };
}

const application = () => byApplication({ rules: RULES, sweepEvery: 1, options: {} });

async function eventOf(world: NodeWorld, bodies: URLSearchParams[]): Promise<Record<string, string>> {
	await node.poll.call(triggerContext(world).context);
	await world.fake.createDeal({ title: 'D', stage: 'invoice' });
	await new Promise((resolve) => setTimeout(resolve, 5));
	return Object.fromEntries(bodies.at(-1)!);
}

describe('Bitrix24 Deal Trigger, told by an outgoing webhook', () => {
	it('answers 200 and starts one run with the stage entry, ids and times only', async () => {
		const { world, bodies } = byWebhook();
		const body = await eventOf(world, bodies);
		const first = triggerContext(world, { body });
		const result = await node.webhook.call(first.context);
		expect(first.answers).toEqual([200]);
		const item = result.workflowData?.[0]?.[0]?.json ?? {};
		expect(item).toMatchObject({
			crm: 'bitrix24',
			stageId: 'C1:TOINVOICE',
			kind: 'invoice',
			percent: '100',
			percentBefore: '0',
		});
		expect(JSON.stringify(item)).not.toMatch(/right|demoinboundsecret|auth/);
		const again = triggerContext(world, { body });
		expect(await node.webhook.call(again.context)).toEqual({ noWebhookResponse: true });
		expect(again.answers).toEqual([200]);
	});

	it.each([
		['a wrong token', { 'auth[application_token]': 'wrong' }],
		['no token', { 'auth[application_token]': '' }],
		['a polluting key', { '__proto__[x]': '1' }],
	])('answers 401 to %s and reads nothing', async (_, change) => {
		const { world, bodies } = byWebhook();
		const body = { ...(await eventOf(world, bodies)) };
		Object.entries(change).forEach(([name, value]) => Object.defineProperty(body, name, { value, enumerable: true }));
		const { context, answers } = triggerContext(world, { body });
		expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
		expect(answers).toEqual([401]);
	});

	it.each([[undefined], ['event=1'], [Buffer.from('event=1')], [[1, 2]]])(
		'answers 401 to the body %p',
		async (body) => {
			const { world } = byWebhook();
			const { context, answers } = triggerContext(world, { body: body as never });
			expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
			expect(answers).toEqual([401]);
		},
	);

	it('looks into no body that is too long', async () => {
		const { world } = byWebhook();
		const { context, answers } = triggerContext(world);
		const getBodyData = jest.fn(() => ({}));
		const getRequestObject = () => ({ headers: {}, rawBody: Buffer.alloc(64 * 1024 + 1) });
		await node.webhook.call(Object.assign(context, { getBodyData, getRequestObject }) as never);
		expect(answers).toEqual([413]);
		expect(getBodyData).not.toHaveBeenCalled();
	});

	it('refuses every event while the credential has no token, and says so at the activation', async () => {
		const { world, bodies } = byWebhook();
		const body = await eventOf(world, bodies);
		world.credential.applicationToken = '';
		const { context, answers } = triggerContext(world, { body: { ...body, 'auth[application_token]': '' } });
		await node.webhook.call(context);
		expect(answers).toEqual([401]);
		await expect(hooks.checkExists.call(triggerContext(world).context)).rejects.toThrow('no application token');
	});

	it('names the field of a credential that is wrong, without its content', async () => {
		const { world } = byWebhook();
		world.credential.webhookUrl = 'https://demo.bitrix24.pl/verysecret';
		const failed = node.poll.call(triggerContext(world).context);
		await expect(failed).rejects.toThrow('"Webhook URL"');
		await expect(failed).rejects.not.toThrow('verysecret');
	});
});

describe('Bitrix24 Deal Trigger, told by application events', () => {
	it('renews in the sweep what Bitrix24 has dropped', async () => {
		const { world } = application();
		await hooks.create.call(triggerContext(world).context);
		const bound = world.fake.handlers();
		world.fake.portal.handlers = bound.slice(1);
		await node.poll.call(triggerContext({ ...world, data: world.data }).context);
		expect(world.fake.handlers()).toHaveLength(2);
		expect(new Set(world.fake.handlers().map((row) => row.handler)).size).toBe(1);
	});

	it.each(['event.get', 'event.bind'])(
		'leaves nothing subscribed when it is switched off while a search is at %s',
		async (method) => {
			const { world } = application();
			await hooks.create.call(triggerContext(world).context);
			world.fake.portal.handlers = [];
			const handle = world.fake.handle.bind(world.fake);
			let isOff = false;
			world.fake.handle = async (request) => {
				if (request.path.endsWith(method) && !isOff) {
					isOff = true;
					await hooks.delete.call(triggerContext({ ...world, data: structuredClone(world.data) }).context);
				}
				return handle(request);
			};
			await node.poll.call(triggerContext(world).context);
			expect(isOff).toBe(true);
			expect(world.fake.handlers()).toEqual([]);
		},
	);
});
