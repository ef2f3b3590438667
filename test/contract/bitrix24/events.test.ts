import { entryBehind } from '../../../connect/trigger/event';
import { expandForm } from '../../../connect/trigger/form';
import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { Bitrix24Client } from '../../../nodes/Bitrix24/client';
import { applicationTokenIn, hintIn } from '../../../nodes/Bitrix24/dealEvent';
import { EventHandlers, handlerOf } from '../../../nodes/Bitrix24/subscription';
import { pollProbe, untilQuiet } from '../../unit/trigger/contexts';
import { inProcess, testPortal, type TestPortal } from './portal';

const RULES = stageRules([{ stage: 'C1:TOINVOICE' }]);
const settings = { overlapHours: 24, everyMinutes: 1 };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));

async function lastForm(portal: TestPortal) {
	await settle();
	const form = portal.delivered.at(-1)?.form ?? new URLSearchParams();
	return expandForm(Object.fromEntries(form));
}

describe('events and the sweep together', () => {
	it('a moved deal is told by its event, with one request, and not again by the sweep', async () => {
		const portal = testPortal();
		const { fake, crm, calls } = portal;
		fake.setOutgoingWebhook('https://n8n.example/webhook/1', 'demo-application-token');
		const { id } = await fake.createDeal({ title: 'D' });
		const probe = pollProbe();
		const source = { crm, rules: RULES, settings, vendor: 'Bitrix24' };
		await pollStageEntries(probe.context, source, portal.now());
		portal.pass(1);
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		const form = await lastForm(portal);
		expect(applicationTokenIn(form)).toBe('demo-application-token');
		const hint = hintIn(form);
		calls.length = 0;
		const memory = memoryOf('workflow', probe.context.getNode().id);
		const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
		const entry = await entryBehind(hint!, trigger);
		expect(entry).toMatchObject({
			dealId: id,
			stageId: 'C1:TOINVOICE',
			reference: `bitrix24:demo.bitrix24.pl:${id}:invoice:1`,
		});
		expect(calls).toEqual(['crm.stagehistory.list']);
		portal.pass(5);
		await pollStageEntries(probe.context, source, portal.now());
		expect(probe.emitted).toEqual([]);
	});

	it('finds by the sweep what no event told, over several pages, and a re-entry as a new entry', async () => {
		const portal = testPortal();
		const { fake, crm } = portal;
		const probe = pollProbe();
		const source = { crm, rules: RULES, settings, vendor: 'Bitrix24' };
		await pollStageEntries(probe.context, source, portal.now());
		portal.pass(1);
		const ids: string[] = [];
		for (let at = 0; at < 120; at++) ids.push((await fake.createDeal({ title: 'D', stage: 'invoice' })).id);
		await fake.patchDeal(ids[0]!, { stage: 'open' }, { silent: true });
		await fake.patchDeal(ids[0]!, { stage: 'invoice' }, { silent: true });
		portal.pass(5);
		await untilQuiet(probe, async () => pollStageEntries(probe.context, source, portal.now()));
		expect(probe.emitted.map((run) => run[0]?.[0]?.json.dealId)).toEqual([...ids, ids[0]]);
	});

	it('starts nothing for our own write-back and for an edit long after the move', async () => {
		const portal = testPortal();
		const { fake, crm } = portal;
		fake.setOutgoingWebhook('https://n8n.example/webhook/1', 't');
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		portal.pass(60);
		await crm.client.call(
			'crm.item.update',
			{ entityTypeId: 2, id, fields: { title: 'E' } },
			{ kind: 'update', purpose: 'x' },
		);
		const hint = hintIn(await lastForm(portal));
		expect(hint).toMatchObject({ dealId: id });
		const state = { watchedSince: { 'C1:TOINVOICE': '2026-01-01T00:00:00Z' } };
		const trigger = { crm, rules: RULES, state, memory: memoryOf('w', 'own'), testing: false };
		expect(await entryBehind(hint!, trigger)).toBeUndefined();
	});

	it.each([
		['another event', { event: 'ONCRMLEADADD', 'data[FIELDS][ID]': '1', ts: '1795341600' }],
		['no id', { event: 'ONCRMDEALADD', ts: '1795341600' }],
		['an id that is none', { event: 'ONCRMDEALADD', 'data[FIELDS][ID]': '1 OR 1', ts: '1795341600' }],
		['no time', { event: 'ONCRMDEALADD', 'data[FIELDS][ID]': '1' }],
		['a nested body', { data: { FIELDS: { ID: '1' } } as unknown as string, event: 'ONCRMDEALADD', ts: '1795341600' }],
	])('takes no hint from %s', (_, flat) => {
		expect(hintIn(expandForm(flat))).toBeUndefined();
	});
});

describe('the subscription of an application', () => {
	const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';

	function application() {
		const portal = testPortal();
		const { access_token: token } = portal.fake.auth.issued().body as Record<string, string>;
		const http = inProcess(portal.fake, portal.calls, { authorization: `Bearer ${token}` });
		const client = new Bitrix24Client(http, 'https://demo.bitrix24.pl/rest/', 'demo.bitrix24.pl');
		return { ...portal, handlers: new EventHandlers(client) };
	}

	it('is exactly one after fifty activations, whatever was forgotten in between', async () => {
		const { handlers, fake } = application();
		for (let round = 0; round < 50; round++) {
			const made = await handlers.subscribe(URL_OF_NODE);
			expect(await handlers.isSubscribed(URL_OF_NODE, made)).toBe(true);
			// Every third time n8n is cut off before it can unsubscribe.
			if (round % 3 !== 0) await handlers.unsubscribe(URL_OF_NODE);
		}
		expect(fake.handlers()).toEqual([]);
		const last = await handlers.subscribe(URL_OF_NODE);
		await handlers.subscribe(URL_OF_NODE, last);
		expect(fake.handlers().map((row) => [row.event, row.handler])).toEqual([
			['ONCRMDEALADD', handlerOf(last)],
			['ONCRMDEALUPDATE', handlerOf(last)],
		]);
	});

	it('leaves the handlers of others alone and notices that its own is gone', async () => {
		const { handlers, fake } = application();
		const other = await handlers.subscribe('https://n8n.example/webhook-test/abc/webhook');
		const ours = await handlers.subscribe(URL_OF_NODE);
		await handlers.unsubscribe(URL_OF_NODE);
		expect(fake.handlers().map((row) => row.handler)).toEqual([handlerOf(other), handlerOf(other)]);
		expect(await handlers.isSubscribed(URL_OF_NODE, ours)).toBe(false);
		expect(await handlers.isSubscribed(URL_OF_NODE, undefined)).toBe(false);
	});
});
