import fc from 'fast-check';
import { MondayDealTrigger } from '../../../nodes/Monday/MondayDealTrigger.node';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { MONDAY_DEMO } from '../../../sandbox/fakes/monday/demo';
import { asRequest, nodeWorld, triggerContext, type Request } from './n8nContext';

const node = new MondayDealTrigger();
const RULES = { rule: [{ stage: MONDAY_DEMO.stages.invoice, kind: 'invoice', part: 1, percent: 100 }] };
const RUNS = 3_000;

jest.setTimeout(120_000);

/** A true event, bent somewhere: a value replaced, a key added, a part cut off. */
function bent(event: Record<string, unknown>): fc.Arbitrary<unknown> {
	const keys = fc.constantFrom(...Object.keys(event));
	const other = fc.oneof(
		fc.jsonValue(),
		fc.constant(undefined),
		fc.constantFrom('__proto__', 'constructor', '[object Object]'),
	);
	return fc.oneof(
		fc.tuple(keys, other).map(([key, value]) => ({ event: { ...event, [key]: value } })),
		keys.map((key) => ({ event: Object.fromEntries(Object.entries(event).filter(([name]) => name !== key)) })),
		fc.tuple(fc.string(), other).map(([key, value]) => ({ event, [key]: value })),
		fc.jsonValue().map((value) => ({ event: value })),
		fc.jsonValue(),
		fc.constantFrom(undefined, null, '', 'event', [event], Buffer.from(JSON.stringify({ event }))),
	);
}

describe('the trigger’s webhook', () => {
	it('throws nothing, answers once, and starts nothing without its secret, whatever comes', async () => {
		const world = nodeWorld({ listenBy: 'webhooks', pipeline: DEALS, rules: RULES, sweepEvery: 1, options: {} });
		await node.webhookMethods.default.create.call(triggerContext(world).context);
		await node.poll.call(triggerContext(world).context);
		await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		await new Promise((resolve) => setTimeout(resolve, 5));
		const good = asRequest(world.delivered.at(-1)!);
		const secret = String(good.query!.secret);
		const { event } = good.body as { event: Record<string, unknown> };
		const calls = world.fake.callsToday();
		const statuses = new Map<number, number>();
		const secrets = fc.oneof(
			fc.constantFrom(undefined, '', secret.slice(1), `${secret} `, secret.toUpperCase(), [secret], { secret }),
			fc.string(),
		);
		const answer = async (request: Request) => {
			const { context, answers } = triggerContext(world, request);
			const result = await node.webhook.call(context);
			expect(answers).toHaveLength(1);
			expect(result).toEqual({ noWebhookResponse: true });
			statuses.set(answers[0]!.status, (statuses.get(answers[0]!.status) ?? 0) + 1);
			return answers[0]!;
		};
		await fc.assert(
			fc.asyncProperty(bent(event), secrets, async (body, given) => {
				const { status, text } = await answer({ body, query: { secret: given } });
				// A challenge is given back to anybody; it holds nothing that was not asked.
				if (status === 200) expect(text).toBe(JSON.stringify({ challenge: (body as { challenge: string }).challenge }));
				else expect(status).toBe(401);
			}),
			{ numRuns: RUNS, seed: 20_261_125 },
		);
		expect(statuses.get(401)).toBeGreaterThan(RUNS * 0.9);
		expect(world.fake.callsToday()).toBe(calls);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});
