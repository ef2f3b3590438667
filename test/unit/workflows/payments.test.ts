import { scenario } from '../../../sandbox/scenario';
import { ACCOUNTINGS, type AccountingName } from '../../../workflows/definitions/accountings';
import { SHIPPED } from '../../../workflows/definitions/options';
import { payments, PAYMENTS_TRIGGER_ID } from '../../../workflows/definitions/payments';

const NAMES = Object.keys(ACCOUNTINGS) as AccountingName[];
const SCHEDULE = 'Every 6 Hours';
const TOLD = 'Told of a Change';
const canvasOf = (accounting: AccountingName) => payments({ ...SHIPPED, language: 'en', accounting });

test.each(NAMES)('%s: the schedule starts a turn, and beside it the trigger of a system that has one', (name) => {
	const { nodes, connections } = canvasOf(name);
	const told = nodes.find((node) => node.name === TOLD);
	expect(connections[SCHEDULE]?.main[0]?.map(({ node }) => node)).toEqual(['Settings']);
	if (!('trigger' in ACCOUNTINGS[name])) {
		expect(told).toBeUndefined();
		return;
	}
	// Off until the user has set it up: a node without its credential would keep the workflow from being published.
	expect(told).toMatchObject({
		type: `n8n-nodes-deal-to-invoice.${ACCOUNTINGS[name].trigger}`,
		webhookId: PAYMENTS_TRIGGER_ID,
		disabled: true,
	});
	expect(connections[TOLD]?.main[0]?.map(({ node }) => node)).toEqual(['Settings']);
});

test('it is Fakturownia and QuickBooks Online that have one', () => {
	expect(NAMES.filter((name) => 'trigger' in ACCOUNTINGS[name])).toEqual(['fakturownia', 'quickbooks']);
});

test.each(['fakturownia', 'quickbooks'] as const)(
	'%s: no step of the turn asks which of the two started it',
	(name) => {
		const { nodes } = canvasOf(name);
		const text = JSON.stringify(nodes.map(({ parameters }) => parameters));
		for (const step of [SCHEDULE, TOLD]) expect(text).not.toContain(`$('${step}')`);
	},
);

test.each([
	['fakturownia', ['dealToInvoiceFakturowniaWebhookApi']],
	['quickbooks', ['dealToInvoiceQuickBooksOAuth2Api', 'dealToInvoiceQuickBooksWebhookApi']],
] as const)('%s: in the sandbox it is on, with its credentials, at an address that the fake is told', (name, types) => {
	const input = { n8nUrl: 'http://127.0.0.1:5681', smtpPort: 1, timezone: 'Europe/Warsaw', profile: 'test' as const };
	const { workflows, credentials, accountingWebhookUrl } = scenario({ ...input, accounting: name });
	const type = `.${ACCOUNTINGS[name].trigger}`;
	const told = workflows.flatMap(({ nodes }) => nodes).find((node) => node.type.endsWith(type));
	expect(told?.disabled).toBeUndefined();
	expect(Object.keys(told?.credentials ?? {}).sort()).toEqual(types);
	const ids = (credentials as { id: string }[]).map(({ id }) => id);
	for (const { id } of Object.values(told!.credentials!)) expect(ids).toContain(id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(accountingWebhookUrl).toBe(`http://127.0.0.1:5681/webhook/${PAYMENTS_TRIGGER_ID}/webhook`);
	const { workflows: real } = scenario({ ...input, accounting: name, profile: 'real' });
	expect(JSON.stringify(real)).toContain('"disabled":true');
});
