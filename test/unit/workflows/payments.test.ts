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

test('it is QuickBooks Online that has one', () => {
	expect(NAMES.filter((name) => 'trigger' in ACCOUNTINGS[name])).toEqual(['quickbooks']);
});

test('no step of the turn asks which of the two started it', () => {
	const { nodes } = canvasOf('quickbooks');
	const text = JSON.stringify(nodes.map(({ parameters }) => parameters));
	for (const name of [SCHEDULE, TOLD]) expect(text).not.toContain(`$('${name}')`);
});

test('in the sandbox it is on, with both credentials, at an address that the fake is told', () => {
	const input = { n8nUrl: 'http://127.0.0.1:5681', smtpPort: 1, timezone: 'Europe/Warsaw', profile: 'test' as const };
	const { workflows, credentials, accountingWebhookUrl } = scenario({ ...input, accounting: 'quickbooks' });
	const told = workflows.flatMap(({ nodes }) => nodes).find(({ type }) => type.endsWith('.quickBooksInvoicesTrigger'));
	const types = ['dealToInvoiceQuickBooksOAuth2Api', 'dealToInvoiceQuickBooksWebhookApi'];
	expect(told?.disabled).toBeUndefined();
	expect(Object.keys(told?.credentials ?? {}).sort()).toEqual(types);
	const ids = (credentials as { id: string }[]).map(({ id }) => id);
	for (const { id } of Object.values(told!.credentials!)) expect(ids).toContain(id);
	expect(accountingWebhookUrl).toBe(`http://127.0.0.1:5681/webhook/${PAYMENTS_TRIGGER_ID}/webhook`);
	const { workflows: real } = scenario({ ...input, accounting: 'quickbooks', profile: 'real' });
	expect(JSON.stringify(real)).toContain('"disabled":true');
});
