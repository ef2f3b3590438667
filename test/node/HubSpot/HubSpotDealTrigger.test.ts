import { HubSpotDealTrigger } from '../../../nodes/HubSpot/HubSpotDealTrigger.node';
import { connectApp, HOOK, nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new HubSpotDealTrigger();
const hooks = node.webhookMethods.default;
const RULES = { rule: [{ stage: '990105', kind: 'invoice', part: 1, percent: 100 }] };
const PARAMETERS = { listenBy: 'appEvents', rules: RULES, sweepEvery: 1, options: {} };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 10));
const reads = (world: NodeWorld) => world.calls.filter((call) => call.endsWith('/deals/batch/read'));

/** A world whose trigger is active, and the delivery of a deal that entered the stage since. */
async function listening(options: Parameters<typeof nodeWorld>[1] = {}, listenBy = 'appEvents') {
	const world = nodeWorld({ ...PARAMETERS, listenBy }, options);
	await node.poll.call(triggerContext(world).context);
	world.fake.setWebhook(HOOK);
	const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
	await settle();
	world.calls.length = 0;
	return { world, id, delivery: world.delivered.at(-1)! };
}

async function called(world: NodeWorld, request: Parameters<typeof triggerContext>[1]) {
	const { context, answers } = triggerContext(world, request);
	const { workflowData } = await node.webhook.call(context);
	return { answers, items: (workflowData?.[0] ?? []).map(({ json }) => json) };
}

describe('HubSpot Deal Trigger, told by an app', () => {
	it.each(['both', 'v3', 'v1'] as const)(
		'answers 200 and starts one run with ids and times only (%s)',
		async (signatures) => {
			const { world, id, delivery } = await listening({ signatures });
			const { answers, items } = await called(world, { delivery });
			expect(answers).toEqual([200]);
			expect(items).toEqual([
				expect.objectContaining({
					crm: 'hubspot',
					account: '9001',
					dealId: id,
					stageId: '990105',
					pipelineId: '771001',
					reference: `hubspot:9001:${id}:invoice:1`,
				}),
			]);
			expect(reads(world)).toHaveLength(1);
			expect(JSON.stringify(items)).not.toMatch(/secret|signature|sourceId/i);
			expect(await called(world, { delivery })).toEqual({ answers: [200], items: [] });
		},
	);

	it.each<[string, (delivery: { headers: Record<string, string>; body: string }) => object]>([
		[
			'another body',
			({ headers, body }) => ({ delivery: { headers, body: body.replace('"objectId":', '"objectId": ') } }),
		],
		['no signature', ({ body }) => ({ delivery: { headers: {}, body } })],
		[
			'a time of its own',
			({ headers, body }) => ({
				delivery: { headers: { ...headers, 'x-hubspot-request-timestamp': String(Date.now()) }, body },
			}),
		],
		['a query that was not signed', (delivery) => ({ delivery, originalUrl: '/webhook/abc/webhook?x=1' })],
		['nothing', () => ({})],
	])('answers 401 to %s and reads nothing', async (_, change) => {
		const { world, delivery } = await listening();
		await new Promise((resolve) => setTimeout(resolve, 2));
		expect(await called(world, change(delivery))).toEqual({ answers: [401], items: [] });
		expect(world.calls).toEqual([]);
	});

	it('answers 401 to an event that comes more than five minutes after it was signed', async () => {
		const { world, delivery } = await listening({ signatures: 'v3' });
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 301_000);
		expect((await called(world, { delivery })).answers).toEqual([401]);
		clock.mockReturnValue(now + 290_000);
		expect((await called(world, { delivery })).answers).toEqual([200]);
		clock.mockRestore();
	});

	it('refuses events signed with another secret, and all of them without one, and says so at the activation', async () => {
		const { world, delivery } = await listening();
		for (const clientSecret of ['other', '']) {
			world.credential.clientSecret = clientSecret;
			expect((await called(world, { delivery })).answers).toEqual([401]);
		}
		await expect(hooks.checkExists.call(triggerContext(world).context)).rejects.toThrow('no client secret');
	});

	it('is right behind a tunnel whose address the user names', async () => {
		const world = nodeWorld({ ...PARAMETERS, publicUrl: 'https://tunnel.example/in?k=a%3Ab' }, { signatures: 'v3' });
		await node.poll.call(triggerContext(world).context);
		world.fake.setWebhook('https://tunnel.example/in?k=a:b');
		await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		await settle();
		const delivery = world.delivered.at(-1)!;
		expect((await called(world, { delivery })).items).toHaveLength(1);
		world.parameters.publicUrl = '';
		expect((await called(world, { delivery })).answers).toEqual([401]);
	});

	it('takes a body of a hundred events with two reads, and those of this account only', async () => {
		const { world } = await listening();
		for (let at = 0; at < 99; at++) await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		const events = [...world.fake.hub.books.lastEvents.values()];
		await world.fake.deliverTogether(events);
		await settle();
		expect((await called(world, { delivery: world.delivered.at(-1)! })).items).toHaveLength(100);
		expect(reads(world)).toHaveLength(2);
		const other = await listening({ portalId: 7 });
		// The same app, connected to account 7 as well: its events come to the same address.
		other.world.credential = world.credential;
		const here = { ...other.world, fake: world.fake, calls: [] as string[] };
		expect(await called(here, { delivery: other.delivery })).toEqual({ answers: [200], items: [] });
		expect(reads(here)).toEqual([]);
	});

	it('never throws when HubSpot is away', async () => {
		const { world, delivery } = await listening();
		const handle = world.fake.handle.bind(world.fake);
		world.fake.handle = async () => ({ status: 401, body: {} });
		expect(await called(world, { delivery })).toEqual({ answers: [200], items: [] });
		world.fake.handle = handle;
	});

	it('looks into no body that is too long, and takes one that a workflow may send', async () => {
		const { world } = await listening();
		const long = (bytes: number) => ({ delivery: { headers: {}, body: 'x'.repeat(bytes) } });
		expect((await called(world, long(1024 * 1024 + 1))).answers).toEqual([413]);
		expect((await called(world, long(500_000))).answers).toEqual([401]);
	});
});

describe('HubSpot Deal Trigger, told by a workflow of HubSpot', () => {
	async function byWorkflow(allProperties: boolean) {
		const world = nodeWorld({ ...PARAMETERS, listenBy: 'workflow' });
		world.credential.webhookSecret = 'long random text';
		await node.poll.call(triggerContext(world).context);
		world.fake.setWorkflowWebhook({ url: HOOK, secret: 'long random text', stages: ['990105'], allProperties });
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		await settle();
		world.calls.length = 0;
		return { world, id, delivery: world.delivered.at(-1)! };
	}

	it.each([true, false])('starts one run, whatever the body holds (all fields: %s)', async (allProperties) => {
		const { world, id, delivery } = await byWorkflow(allProperties);
		const { answers, items } = await called(world, { delivery });
		expect(answers).toEqual([200]);
		expect(items).toEqual([expect.objectContaining({ dealId: id, stageId: '990105' })]);
		expect((await called(world, { delivery })).items).toEqual([]);
		const inQuery = { delivery: { headers: {}, body: delivery.body }, query: { secret: 'long random text' } };
		expect((await called(world, inQuery)).answers).toEqual([200]);
	});

	it.each<Record<string, string>>([{}, { 'x-deal-to-invoice-secret': 'other' }, { 'x-deal-to-invoice-secret': '' }])(
		'answers 401 to %j',
		async (headers) => {
			const { world, delivery } = await byWorkflow(false);
			expect(await called(world, { delivery: { headers, body: delivery.body } })).toEqual({
				answers: [401],
				items: [],
			});
			expect(world.calls).toEqual([]);
		},
	);

	it('starts nothing for a deal that was in the stage before, however often the workflow runs', async () => {
		const world = nodeWorld({ ...PARAMETERS, listenBy: 'workflow' });
		world.credential.webhookSecret = 's';
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		await node.poll.call(triggerContext(world).context);
		const delivery = { headers: { 'x-deal-to-invoice-secret': 's' }, body: JSON.stringify({ objectId: Number(id) }) };
		expect(await called(world, { delivery })).toEqual({ answers: [200], items: [] });
	});

	it('says at the activation that there is no secret', async () => {
		const world = nodeWorld({ ...PARAMETERS, listenBy: 'workflow' });
		world.credential.clientSecret = '';
		await expect(hooks.checkExists.call(triggerContext(world).context)).rejects.toThrow('no webhook secret');
	});
});

describe('HubSpot Deal Trigger that subscribes by itself', () => {
	it('tells of an app that sends elsewhere, and of a number that is none', async () => {
		const world = nodeWorld({ ...PARAMETERS, listenBy: 'appSubscription' });
		connectApp(world);
		world.fake.setWebhook('https://other.example/');
		world.fake.hub.appSubscriptions.push({ id: '1', eventType: 'contact.creation', active: true, createdAt: '' });
		await expect(hooks.create.call(triggerContext(world).context)).rejects.toThrow('another address');
		world.developer.appId = 'my app';
		await expect(hooks.create.call(triggerContext(world).context)).rejects.toThrow('number of an app');
	});
});
