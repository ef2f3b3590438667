import { entryBehind } from '../../../connect/trigger/event';
import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { dealEventIn } from '../../../nodes/ZohoCrm/dealEvent';
import { WatchChannels } from '../../../nodes/ZohoCrm/subscription';
import { pollProbe, untilQuiet } from '../../unit/trigger/contexts';
import { FIELDS, INVOICE_STAGE, testOrganisation, type TestOrganisation } from './organisation';

const RULES = stageRules([{ stage: INVOICE_STAGE }]);
const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';
const settings = { overlapHours: 24, everyMinutes: 1 };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));
const channels = ({ client, now }: TestOrganisation) => new WatchChannels(client, () => now().getTime());

async function listening() {
	const organisation = testOrganisation();
	const channel = await channels(organisation).subscribe(URL_OF_NODE);
	const probe = pollProbe();
	const source = { crm: organisation.crm, rules: RULES, settings, vendor: 'Zoho CRM' };
	const sweep = async (crm = organisation.crm) =>
		pollStageEntries(probe.context, { ...source, crm }, organisation.now());
	await sweep();
	organisation.pass(1);
	const memory = memoryOf('workflow', probe.context.getNode().id);
	const trigger = { crm: organisation.crm, rules: RULES, state: probe.data, memory, testing: false };
	return { ...organisation, channel, probe, sweep, trigger };
}

describe('events and the sweep together', () => {
	it('a moved deal is told by its event, with two requests at once, and not again by the sweep', async () => {
		const { fake, calls, delivered, probe, sweep, trigger, channel, pass } = await listening();
		const { id } = await fake.createDeal({ title: 'D' });
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		const { token, channelId, hints } = dealEventIn(delivered.at(-1)?.body, 0);
		expect([token, channelId]).toEqual([channel.token, channel.channelId]);
		calls.length = 0;
		const entry = await entryBehind(hints[0]!, trigger);
		expect(entry).toMatchObject({
			dealId: id,
			stageId: INVOICE_STAGE,
			pipelineId: 'Usługi',
			reference: `zoho:20090000417:${id}:invoice:1`,
		});
		expect(calls.filter((call) => call !== 'GET org').sort()).toEqual([
			`GET Deals/${id}`,
			`GET Deals/${id}/Stage_History`,
		]);
		pass(5);
		await sweep();
		expect(probe.emitted).toEqual([]);
	});

	it('gives an entry the same id and time, whoever finds it and whatever Zoho writes later', async () => {
		const { fake, crm, trigger, restarted, pass, now } = await listening();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		const entry = await entryBehind({ dealId: id, happenedAt: now().getTime() }, trigger);
		pass(1);
		fake.organisation.noteStage(fake.organisation.deal(id)!, 'Do faktury');
		await fake.patchDeal(id, { stage: 'invoiced' }, { silent: true });
		fake.organisation.historyIsListable = false;
		for (const found of [crm, restarted()]) {
			const [move] = await found.stageMovesSince('2026-11-22T09:00:00Z', [INVOICE_STAGE]);
			expect(move).toMatchObject({ entryId: entry?.entryId, enteredAt: entry?.enteredAt });
		}
	});

	it.each([true, false])(
		'finds by the sweep what no event told, a re-entry as a new entry (list of all rows: %s)',
		async (isListable) => {
			const { fake, probe, sweep, pass } = await listening();
			fake.organisation.historyIsListable = isListable;
			const ids: string[] = [];
			for (let at = 0; at < 240; at++) ids.push((await fake.createDeal({ title: 'D', stage: 'invoice' })).id);
			await fake.patchDeal(ids[0]!, { stage: 'open' }, { silent: true });
			await fake.patchDeal(ids[0]!, { stage: 'invoice' }, { silent: true });
			await fake.patchDeal(ids[1]!, { stage: 'invoiced' }, { silent: true });
			pass(5);
			await untilQuiet(probe, sweep);
			expect(probe.emitted.map((run) => run[0]?.[0]?.json.dealId)).toEqual([...ids, ids[0]]);
		},
	);

	it('looks only once at a deal that nothing happens to', async () => {
		const { fake, sweep, calls, pass } = await listening();
		for (let at = 0; at < 3; at++) await fake.createDeal({ title: 'D', stage: 'invoice' });
		pass(5);
		await sweep();
		expect(calls.filter((call) => call.includes('Stage_History'))).toHaveLength(3);
		calls.length = 0;
		pass(5);
		await sweep();
		expect(calls).toEqual(['GET DealHistory']);
	});

	it('loses nothing to a list that is behind', async () => {
		const { fake, faults, probe, sweep, pass } = await listening();
		await fake.createDeal({ title: 'D', stage: 'invoice' });
		pass(2);
		faults.push({ fault: 'search-lag', delayMs: 10 * 60_000 });
		await sweep();
		expect(probe.emitted).toHaveLength(0);
		pass(2);
		await sweep();
		expect(probe.emitted).toHaveLength(1);
	});

	it('starts nothing for another pipeline, a deal saved in its stage, and our own writing', async () => {
		const { fake, crm, probe, sweep, trigger, pass, now } = await listening();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		const other = await fake.createDeal({ title: 'D' });
		fake.organisation.move(fake.organisation.deal(other.id)!, 'Standard (Standard)', 'Do faktury');
		pass(3);
		await sweep();
		expect(probe.emitted).toHaveLength(1);
		pass(30);
		fake.organisation.noteStage(fake.organisation.deal(id)!, 'Do faktury');
		await crm.ensureFields(FIELDS);
		await crm.setStatus(id, 'x', FIELDS);
		await sweep();
		expect(probe.emitted).toHaveLength(1);
		expect(await entryBehind({ dealId: id, happenedAt: now().getTime() }, trigger)).toBeUndefined();
	});

	it('knows nothing of a deal that is gone', async () => {
		const { fake, crm, probe, sweep, pass } = await listening();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		fake.deleteDeal(id);
		expect(await crm.latestStageMove(id)).toBeUndefined();
		pass(5);
		await sweep();
		expect(probe.emitted).toEqual([]);
	});

	it.each([
		['another module', { module: 'Leads', ids: ['700000000000000001'] }],
		['a deletion', { module: 'Deals', ids: ['700000000000000001'], operation: 'delete' }],
		['no list', { module: 'Deals', ids: '700000000000000001' }],
		['ids that are none', { module: 'Deals', ids: ['1 OR 1', 7, null, {}, '../Notes'] }],
		['no body', undefined],
		['text', 'module=Deals'],
	])('takes no hint from %s', (_, body) => expect(dealEventIn(body, 5).hints).toEqual([]));

	it('takes ten deals of one event, each once, and the time of the event or of its arrival', () => {
		const ids = Array.from({ length: 30 }, (_, at) => `7000000000000000${10 + Math.floor(at / 2)}`);
		const body = { module: 'Deals', ids, operation: 'update', server_time: 1_795_254_012_345 };
		expect(dealEventIn(body, 5).hints).toHaveLength(5);
		expect(dealEventIn(body, 5).hints[0]).toEqual({ dealId: '700000000000000010', happenedAt: 1_795_254_012_345 });
		expect(dealEventIn({ ...body, server_time: 'x' }, 5).hints[0]?.happenedAt).toBe(5);
	});
});

describe('the subscription', () => {
	it('is exactly one after fifty activations, whatever was forgotten in between', async () => {
		const organisation = testOrganisation();
		const own = channels(organisation);
		for (let round = 0; round < 50; round++) {
			const channel = await own.subscribe(URL_OF_NODE);
			expect(await own.isSubscribed(URL_OF_NODE, channel)).toBe(true);
			// Every third time n8n is cut off before it can unsubscribe.
			if (round % 3 !== 0) await own.unsubscribe(URL_OF_NODE);
		}
		expect(organisation.fake.organisation.alive()).toEqual([]);
		const last = await own.subscribe(URL_OF_NODE);
		expect(organisation.fake.organisation.alive()).toMatchObject([{ channelId: last.channelId, token: last.token }]);
	});

	it('is told of stages only, for almost a week', async () => {
		const organisation = testOrganisation();
		const { fake, delivered, now } = organisation;
		await channels(organisation).subscribe(URL_OF_NODE);
		const [channel] = fake.organisation.alive();
		expect(channel).toMatchObject({ events: ['Deals.create', 'Deals.edit'], fields: ['Stage'], onRelated: false });
		expect((channel!.expiry - now().getTime()) / 3_600_000).toBeCloseTo(167.83, 1);
		expect(channel!.token!.length).toBeLessThanOrEqual(50);
		const { id } = await fake.createDeal({ title: 'D' });
		await settle();
		delivered.length = 0;
		await fake.patchDeal(id, { notes: 'x' }, { silent: false });
		await settle();
		expect(delivered).toEqual([]);
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		expect(delivered).toHaveLength(1);
	});

	it('is renewed before it ends, with its token, and made again when it has ended', async () => {
		const organisation = testOrganisation();
		const own = channels(organisation);
		const channel = await own.subscribe(URL_OF_NODE);
		organisation.pass(3.9 * 24 * 60);
		expect(await own.isSubscribed(URL_OF_NODE, channel)).toBe(true);
		organisation.pass(0.2 * 24 * 60);
		expect(await own.isSubscribed(URL_OF_NODE, channel)).toBe(false);
		expect(await own.subscribe(URL_OF_NODE, channel)).toEqual(channel);
		expect(await own.isSubscribed(URL_OF_NODE, channel)).toBe(true);
		organisation.pass(8 * 24 * 60);
		expect(await own.isSubscribed(URL_OF_NODE, channel)).toBe(false);
		expect(await own.subscribe(URL_OF_NODE, channel)).toEqual(channel);
		expect(organisation.fake.organisation.alive()).toHaveLength(1);
	});

	it('survives a channel that ends between look and renewal', async () => {
		const organisation = testOrganisation();
		const own = channels(organisation);
		const channel = await own.subscribe(URL_OF_NODE);
		organisation.around.play = async (request, answer) => {
			if (request.method === 'PUT') organisation.fake.organisation.channels = [];
			return answer();
		};
		await own.subscribe(URL_OF_NODE, channel);
		expect(organisation.fake.organisation.alive()).toMatchObject([{ channelId: channel.channelId }]);
	});

	it('leaves the channels of others alone', async () => {
		const organisation = testOrganisation();
		const own = channels(organisation);
		const other = await own.subscribe('https://n8n.example/webhook/other/webhook');
		const channel = await own.subscribe(URL_OF_NODE);
		await own.unsubscribe(URL_OF_NODE);
		await own.unsubscribe(URL_OF_NODE, channel);
		expect(organisation.fake.organisation.alive()).toMatchObject([{ channelId: other.channelId }]);
	});

	it('refuses an address that Zoho would refuse', async () => {
		const own = channels(testOrganisation());
		await expect(own.subscribe(`https://n8n.example/${'x'.repeat(250)}`)).rejects.toMatchObject({ cause_: 'rejected' });
	});
});
