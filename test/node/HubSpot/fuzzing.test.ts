import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { HubSpotDealTrigger } from '../../../nodes/HubSpot/HubSpotDealTrigger.node';
import { HOOK, nodeWorld, triggerContext } from './n8nContext';

const node = new HubSpotDealTrigger();
const RULES = { rule: [{ stage: '990105', kind: 'invoice', part: 1, percent: 100 }] };

/** As HubSpot would sign it: whatever is in it, it is no stage entry. */
function signed(body: string): { headers: Record<string, string>; body: string } {
	const timestamp = String(Date.now());
	const signature = createHmac('sha256', 'demo-hubspot-secret')
		.update(`POST${HOOK}${body}${timestamp}`)
		.digest('base64');
	return { headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp }, body };
}

const headers = fc.dictionary(
	fc.constantFrom(
		'x-hubspot-signature-v3',
		'x-hubspot-request-timestamp',
		'x-hubspot-signature',
		'x-hubspot-signature-version',
		'content-length',
	),
	fc.oneof(fc.string(), fc.constantFrom('v1', 'v2', String(Date.now()))),
);
const event = fc.record(
	{
		subscriptionType: fc.constantFrom('deal.propertyChange', 'deal.creation', 'object.creation', '__proto__'),
		portalId: fc.oneof(fc.constant(9001), fc.anything()),
		objectId: fc.oneof(fc.nat(), fc.anything()),
		occurredAt: fc.oneof(fc.nat(), fc.anything()),
		propertyName: fc.constantFrom('dealstage', 'amount'),
		propertyValue: fc.oneof(fc.constant('990105'), fc.anything()),
	},
	{ requiredKeys: [] },
);

describe('the trigger’s webhook', () => {
	it('accepts nothing that is not signed, starts nothing for what is no entry, and throws nothing', async () => {
		const world = nodeWorld({ listenBy: 'appEvents', rules: RULES, sweepEvery: 1, options: {} });
		await node.poll.call(triggerContext(world).context);
		const call = async (delivery: { headers: Record<string, string>; body: string }) => {
			const { context, answers } = triggerContext(world, { delivery });
			const { workflowData } = await node.webhook.call(context);
			return { answers, started: workflowData?.[0]?.length ?? 0 };
		};
		await fc.assert(
			fc.asyncProperty(headers, fc.string(), async (given, body) => {
				const { answers, started } = await call({ headers: given, body });
				expect([answers.length, started]).toEqual([1, 0]);
				expect([401, 413]).toContain(answers[0]);
			}),
			{ numRuns: 500 },
		);
		const anyBody = fc.oneof(
			fc.json(),
			fc.string(),
			fc.array(event, { maxLength: 5 }).map((events) => JSON.stringify(events) ?? ''),
		);
		await fc.assert(
			fc.asyncProperty(anyBody, async (body) => {
				expect(await call(signed(body))).toEqual({ answers: [200], started: 0 });
			}),
			{ numRuns: 500 },
		);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});
