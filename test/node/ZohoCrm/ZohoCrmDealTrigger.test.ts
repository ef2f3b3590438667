import fc from 'fast-check';
import { ZohoCrmDealTrigger } from '../../../nodes/ZohoCrm/ZohoCrmDealTrigger.node';
import { nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new ZohoCrmDealTrigger();
const hooks = node.webhookMethods.default;
const STAGE = 'Usługi › Do faktury';
const RULES = { rule: [{ stage: STAGE, kind: 'invoice', part: 1, percent: 100 }] };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));

async function active(): Promise<NodeWorld> {
	const world = nodeWorld({ listenBy: 'notifications', rules: RULES, sweepEvery: 1, options: {} });
	await hooks.create.call(triggerContext(world).context);
	await node.poll.call(triggerContext(world).context);
	return world;
}

async function eventOf(world: NodeWorld): Promise<Record<string, unknown>> {
	const { id } = await world.fake.createDeal({ title: 'D' });
	await world.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
	await settle();
	return world.events.at(-1)!;
}

describe('Zoho CRM Deal Trigger', () => {
	it('calls the data center of the account and nothing else', async () => {
		const world = await active();
		const body = await eventOf(world);
		expect((await node.webhook.call(triggerContext(world, { body }).context)).workflowData).toHaveLength(1);
		expect([...world.hosts]).toEqual(['www.zohoapis.eu']);
	});

	it('answers 401 to any body of anybody, and throws nothing', async () => {
		const world = await active();
		await fc.assert(
			fc.asyncProperty(fc.anything({ withNullPrototype: true, withBigInt: true }), async (body) => {
				const { context, answers } = triggerContext(world, { body });
				expect(await node.webhook.call(context)).toEqual({ noWebhookResponse: true });
				expect(answers).toEqual([401]);
			}),
			{ numRuns: 500, seed: 20_261_125 },
		);
	});

	it('takes what is signed but odd with 200, and starts nothing', async () => {
		const world = await active();
		const { token, channel_id: channelId } = await eventOf(world);
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(fc.constantFrom('ids', 'module', 'operation', 'server_time'), fc.anything()),
				async (odd) => {
					const { context, answers } = triggerContext(world, { body: { ...odd, token, channel_id: channelId } });
					expect((await node.webhook.call(context)).workflowData).toBeUndefined();
					expect(answers).toEqual([200]);
				},
			),
			{ numRuns: 200, seed: 20_261_125 },
		);
	});

	it('renews in the sweep what ends soon, with the token that events under way carry', async () => {
		const world = await active();
		const [channel] = world.fake.organisation.alive();
		const { token } = channel!;
		channel!.expiry = Date.now() + 3_600_000;
		await node.poll.call(triggerContext({ ...world, id: `${world.id}-restarted` }).context);
		const [renewed, ...more] = world.fake.organisation.alive();
		expect(more).toEqual([]);
		expect(renewed!.token).toBe(token);
		expect(renewed!.expiry - Date.now()).toBeGreaterThan(6 * 86_400_000);
	});

	it('says what is wrong with a credential', async () => {
		const world = await active();
		world.credential.dataCenter = 'accounts.evil.example';
		await expect(node.poll.call(triggerContext(world).context)).rejects.toThrow('no data center of Zoho');
	});
});

describe('drop-downs', () => {
	const listing = (pipeline?: string) => {
		const { context } = triggerContext(nodeWorld({}));
		return Object.assign(context, { getCurrentNodeParameter: () => pipeline }) as never;
	};
	const { getPipelines, getStages } = node.methods.loadOptions;

	it('lists pipelines, and the stages of the chosen one in their order, as people see them', async () => {
		expect(await getPipelines.call(listing())).toEqual([
			{ name: 'Standard (Standard)', value: 'Standard (Standard)' },
			{ name: 'Usługi dla firm', value: 'Usługi' },
		]);
		const stages = await getStages.call(listing('Usługi'));
		expect(stages).toHaveLength(7);
		expect(stages[4]).toEqual({ name: 'Do faktury', value: STAGE });
		expect(stages[5]).toEqual({ name: 'Zafakturowano', value: 'Usługi › Closed Won' });
	});
});
