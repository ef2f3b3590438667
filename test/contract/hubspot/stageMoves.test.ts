import { entryBehind } from '../../../connect/trigger/event';
import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { pollProbe } from '../../unit/trigger/contexts';
import { jsonOf } from '../../../connect/trigger/rawJson';
import { toldIn } from '../../../nodes/HubSpot/dealEvents';
import { testAccount, type TestAccount } from './account';

const WATCHED = ['990105', '7f1c2e30-8a4b-4d6e-9c11-52d0aa31b7e4'];
const RULES = stageRules(WATCHED.map((stage, at) => ({ stage, part: at + 1, percent: 50 })));
const settings = { overlapHours: 24, everyMinutes: 1 };
const source = ({ crm }: Pick<TestAccount, 'crm'>) => ({ crm, rules: RULES, settings, vendor: 'HubSpot' });
const settle = async () => new Promise((resolve) => setTimeout(resolve, 10));
const told = ({ delivered }: TestAccount) => toldIn(jsonOf(Buffer.from(delivered.at(-1)?.body ?? '')), WATCHED);

describe('the search', () => {
	it.each([
		['with the days of stage entries', true],
		['without them', false],
	])('finds every entry, a second one as a new one, and nothing else (%s)', async (_, stageDates) => {
		const account = testAccount({ stageDates });
		const { fake, crm, pass } = account;
		const since = account.now().toISOString();
		pass(1);
		const { id: one } = await fake.createDeal({ title: 'A', stage: 'invoice' });
		const { id: idle } = await fake.createDeal({ title: 'B' });
		pass(1);
		await fake.patchDeal(one, { stage: 'open' }, { silent: true });
		pass(1);
		await fake.patchDeal(one, { stage: 'invoice' }, { silent: true });
		await fake.patchDeal(idle, { notes: 'edited' }, { silent: true });
		// Entered and left before anybody looked.
		const { id: gone } = await fake.createDeal({ title: 'C', stage: 'phase2' });
		pass(1);
		await fake.patchDeal(gone, { stage: 'invoiced' }, { silent: true });
		const moves = await crm.stageMovesSince(since, WATCHED);
		expect(moves.map((move) => [move.dealId, move.stageId, move.enteredAt])).toEqual([
			[one, '990105', '2026-11-22T10:01:00.123Z'],
			[one, '990105', '2026-11-22T10:03:00.123Z'],
			[gone, WATCHED[1], '2026-11-22T10:03:00.123Z'],
		]);
		expect(moves.every((move) => move.pipelineId === '771001')).toBe(true);
		expect(new Set(moves.map((move) => move.entryId)).size).toBe(3);
		expect(await account.start().stageMovesSince(since, WATCHED)).toEqual(moves);
		expect(await crm.stageMovesSince('2026-11-22T10:01:30.000Z', ['990105'])).toEqual([moves[1]]);
	});

	it('costs one search and one look at histories, however many stages are watched', async () => {
		const account = testAccount();
		for (let at = 0; at < 40; at++) await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		await account.crm.pipelines();
		await account.crm.stageMovesSince('2026-11-22T00:00:00Z', WATCHED);
		account.calls.length = 0;
		await account.crm.stageMovesSince('2026-11-22T00:00:00Z', [...WATCHED, '990101', '990102', '990103']);
		expect(account.calls).toEqual(['POST deals/search', 'POST deals/batch/read']);
	});

	it('pages by the id of the deal, beyond a page and while deals come in', async () => {
		const account = testAccount();
		const ids: string[] = [];
		for (let at = 0; at < 430; at++) ids.push((await account.fake.createDeal({ title: 'D', stage: 'invoice' })).id);
		const moves = await account.crm.stageMovesSince('2026-11-22T00:00:00Z', WATCHED);
		expect(moves.map((move) => move.dealId).sort()).toEqual([...ids].sort());
		expect(account.calls.filter((call) => call === 'POST deals/search')).toHaveLength(3);
		expect(account.calls.filter((call) => call === 'POST deals/batch/read')).toHaveLength(9);
	});

	it('watches more stages than one search takes', async () => {
		const account = testAccount();
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		const all = (await account.crm.pipelines()).flatMap(({ stages }) => stages.map((stage) => stage.id));
		const moves = await account.crm.stageMovesSince('2026-11-22T00:00:00Z', all);
		expect(moves.map((move) => move.dealId)).toEqual([id]);
		expect(account.calls.filter((call) => call === 'POST deals/search')).toHaveLength(3);
	});

	it('catches up with a deal that the index did not have yet', async () => {
		const account = testAccount();
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(account), account.now());
		account.pass(1);
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		account.pass(4);
		account.world.faults.add({ vendor: 'hubspot', fault: 'search-lag', delayMs: 10 * 60_000 });
		await pollStageEntries(probe.context, source(account), account.now());
		expect(probe.emitted).toEqual([]);
		account.pass(5);
		await pollStageEntries(probe.context, source(account), account.now());
		expect(probe.emitted.map((run) => run[0]?.[0]?.json.dealId)).toEqual([id]);
		account.pass(5);
		await pollStageEntries(probe.context, source(account), account.now());
		expect(probe.emitted).toHaveLength(1);
	});

	it('leaves deals alone that were in the stage before, edits of them too', async () => {
		const account = testAccount();
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		account.pass(10);
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(account), account.now());
		account.pass(5);
		await account.fake.patchDeal(id, { title: 'E' }, { silent: true });
		await pollStageEntries(probe.context, source(account), account.now());
		expect(probe.emitted).toEqual([]);
	});
});

describe('events and the search together', () => {
	it.each(['creation', 'move'] as const)('tell one entry by one id and one time (%s)', async (by) => {
		const account = testAccount();
		const { fake, crm, calls } = account;
		fake.setWebhook('https://n8n.example/webhook/1');
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(account), account.now());
		account.pass(1);
		const { id } = await fake.createDeal({ title: 'D', stage: by === 'creation' ? 'invoice' : 'open' });
		if (by === 'move') await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		const { events } = told(account);
		expect(events).toHaveLength(1);
		calls.length = 0;
		const memory = memoryOf('workflow', probe.context.getNode().id);
		const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
		const entry = await entryBehind(events[0]!, trigger);
		expect(calls.filter((call) => call.includes('deals/'))).toEqual(['POST deals/batch/read']);
		const [move] = await account.start().stageMovesSince('2026-11-22T00:00:00Z', WATCHED);
		expect(entry).toMatchObject({ ...move, reference: `hubspot:9001:${id}:invoice:1` });
		account.pass(5);
		await pollStageEntries(probe.context, source(account), account.now());
		expect(probe.emitted).toEqual([]);
	});

	it('a body of a hundred events costs two looks at histories', async () => {
		const account = testAccount();
		const { fake, crm, calls } = account;
		fake.setWebhook('https://n8n.example/webhook/1');
		const probe = pollProbe();
		await pollStageEntries(probe.context, source(account), account.now());
		account.pass(1);
		for (let at = 0; at < 100; at++) await fake.createDeal({ title: 'D', stage: 'invoice' });
		await fake.deliverTogether([...fake.hub.books.lastEvents.values()]);
		const { events } = told(account);
		expect(events).toHaveLength(100);
		calls.length = 0;
		const memory = memoryOf('workflow', probe.context.getNode().id);
		const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
		const entries = await Promise.all(events.map(async (event) => entryBehind(event, trigger)));
		expect(new Set(entries.map((entry) => entry?.dealId)).size).toBe(100);
		expect(calls.filter((call) => call === 'POST deals/batch/read')).toHaveLength(2);
	});

	it('takes no read for moves into other stages and for our own write-back', async () => {
		const account = testAccount();
		account.fake.setWebhook('https://n8n.example/webhook/1');
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		await account.crm.ensureFields({
			number: 'd2i_number',
			documentId: 'd',
			reference: 'd2i_reference',
			link: '',
			pdf: '',
			status: 's',
		});
		await account.crm.access.client.call({
			kind: 'update',
			method: 'PATCH',
			path: `/crm/objects/2026-09/deals/${id}`,
			body: { properties: { dealstage: '990106' } },
			purpose: 'x',
		});
		await settle();
		expect(told(account)).toEqual({ events: [], deals: [] });
	});
});
