import { parse } from 'graphql';
import { entryBehind } from '../../../connect/trigger/event';
import { memoryOf } from '../../../connect/trigger/memory';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { stageRules } from '../../../connect/trigger/rules';
import { hintIn } from '../../../nodes/Monday/event';
import { isSignedBy } from '../../../nodes/Monday/jwt';
import { placeOfStage } from '../../../nodes/Monday/stageId';
import { BoardWebhooks, type Subscription } from '../../../nodes/Monday/subscription';
import { SWEEP_EVERY_MINUTES } from '../../../nodes/Monday/triggerProperties';
import { COLUMN, DEALS } from '../../../sandbox/fakes/monday/boards';
import { complexityOf } from '../../../sandbox/fakes/monday/limits';
import { pollProbe } from '../../unit/trigger/contexts';
import { FIELDS, issued, STAGES, testAccount, type TestAccount } from './account';

const RULES = stageRules([{ stage: STAGES.invoice }]);
const WANTED = [placeOfStage(STAGES.invoice)!];
const URL_OF_NODE = 'https://n8n.example/webhook/abc/webhook';
const settings = { overlapHours: 24, everyMinutes: 1 };
const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));

async function listening(account: TestAccount, token?: string) {
	const crm = account.with({ watched: [STAGES.invoice] }, token);
	const hooks = new BoardWebhooks(crm.client, WANTED, undefined);
	const subscription = await hooks.subscribe(URL_OF_NODE);
	const probe = pollProbe();
	const source = { crm, rules: RULES, settings, vendor: 'monday.com' };
	await pollStageEntries(probe.context, source, account.now());
	account.pass(1);
	const memory = memoryOf('workflow', probe.context.getNode().id);
	const trigger = { crm, rules: RULES, state: probe.data, memory, testing: false };
	const sweep = async () => pollStageEntries(probe.context, source, account.now());
	return { crm, hooks, subscription, probe, trigger, sweep };
}

describe('events and the sweep together', () => {
	it('a moved deal is told by its event, with one request, and is the same entry for the sweep', async () => {
		const account = testAccount();
		const { fake, calls } = account;
		const { crm, subscription, probe, trigger, sweep } = await listening(account);
		const { id } = await fake.createDeal({ title: 'D' });
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		const event = account.delivered.at(-1)!;
		expect(new URL(event.url).searchParams.get('secret')).toBe(subscription.secret);
		await crm.account();
		calls.length = 0;
		const entry = await entryBehind(hintIn(event.body)!, trigger);
		expect(calls).toEqual(['log0']);
		expect(entry).toMatchObject({
			dealId: id,
			stageId: STAGES.invoice,
			pipelineId: DEALS,
			reference: `monday:7700123:${id}:invoice:1`,
		});
		const [move] = await crm.stageMovesSince('2026-11-22T00:00:00Z', [STAGES.invoice]);
		expect([move?.entryId, move?.enteredAt]).toEqual([entry?.entryId, entry?.enteredAt]);
		account.pass(5);
		await sweep();
		expect(probe.emitted).toEqual([]);
	});

	it('asks nothing for events of other labels: there are none', async () => {
		const account = testAccount();
		await listening(account);
		const { id } = await account.fake.createDeal({ title: 'D' });
		await account.fake.patchDeal(id, { stage: 'phase1' }, { silent: false });
		await settle();
		expect(account.delivered).toEqual([]);
	});

	it('finds by the sweep what no event told, also in passing, over several pages, and a re-entry as a new one', async () => {
		const account = testAccount();
		const { fake } = account;
		const { probe, sweep } = await listening(account);
		const ids: string[] = [];
		for (let at = 0; at < 120; at++) {
			const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
			ids.push(id);
			account.pass(0.05);
		}
		await fake.patchDeal(ids[0]!, { stage: 'open' }, { silent: true });
		await fake.patchDeal(ids[0]!, { stage: 'invoice' }, { silent: true });
		// Gone through the stage before anybody looked.
		await fake.patchDeal(ids[1]!, { stage: 'invoiced' }, { silent: true });
		account.pass(5);
		await sweep();
		expect(probe.emitted.map((run) => run[0]?.[0]?.json.dealId)).toEqual([...ids, ids[0]]);
	});

	it('starts nothing for edits inside the stage, a note on the status, nor for our own write-back', async () => {
		const account = testAccount();
		const { fake } = account;
		await account.crm.ensureFields(FIELDS);
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		account.pass(60);
		const { probe, sweep } = await listening(account);
		await fake.patchDeal(id, { title: 'E', notes: 'inne', stage: 'invoice' }, { silent: false });
		const row = fake.account.books.items.get(id)!;
		const label = { index: 3, text: 'Zakończono – do faktury' };
		fake.account.log(row, 'deal_stage', 'update_column_value', {
			value: { label, post_id: 99 },
			previous_value: { label, post_id: null },
		});
		await account.crm.recordInvoice(id, issued(), undefined, { fields: FIELDS, note: 'N', status: 'S' });
		fake.account.setCell(row, fake.account.column(DEALS, COLUMN.priority)!, { label: 0 }, { user: true });
		account.pass(10);
		await sweep();
		expect(probe.emitted).toEqual([]);
	});

	it('tells a deal that was created with its stage, once, after the log has settled', async () => {
		const account = testAccount();
		const { probe, sweep } = await listening(account);
		const { id } = await account.fake.createWithStage({ title: 'Z formularza', stage: 'invoice' });
		account.pass(2);
		await sweep();
		expect(probe.emitted).toEqual([]);
		account.pass(5);
		await sweep();
		account.pass(5);
		await sweep();
		expect(probe.emitted.map((run) => run[0]?.[0]?.json)).toMatchObject([
			{ dealId: id, entryId: `created-${id}`, enteredAt: '2026-11-22T10:01:00.000Z' },
		]);
	});

	it('leaves alone what sat in the stage before, also when its status is touched later', async () => {
		const account = testAccount();
		const { id } = await account.fake.createWithStage({ title: 'Dawny', stage: 'invoice' });
		account.pass(60);
		const { probe, sweep } = await listening(account);
		account.fake.account.books.items.get(id)!.cells.deal_stage!.updatedAt = account.now().toISOString();
		account.pass(10);
		await sweep();
		expect(probe.emitted).toEqual([]);
	});

	it('finds later what the log showed too late for the event', async () => {
		const account = testAccount();
		const { trigger, probe, sweep } = await listening(account);
		const { id } = await account.fake.createDeal({ title: 'D' });
		account.strike('search-lag', 1, 60_000);
		await account.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		expect(await entryBehind(hintIn(account.delivered.at(-1)!.body)!, trigger)).toBeUndefined();
		account.pass(15);
		await sweep();
		expect(probe.emitted).toHaveLength(1);
	});

	it('fails, and does not conclude that nothing happened, when the board is hidden', async () => {
		const account = testAccount();
		account.fake.account.boards[0]!.isHidden = true;
		await expect(account.crm.stageMovesSince('2026-11-22T00:00:00Z', [STAGES.invoice])).rejects.toMatchObject({
			cause_: 'notFound',
			message: expect.stringContaining(DEALS),
		});
	});
});

describe('the webhooks of a trigger', () => {
	it('are one for each label, told by the search itself, and made anew when somebody removed one', async () => {
		const account = testAccount();
		const { fake, calls, client } = account;
		const both = [...WANTED, placeOfStage(STAGES.deposit)!];
		const subscription = await new BoardWebhooks(client, both, undefined).subscribe(URL_OF_NODE);
		expect(fake.webhooks().map(({ event, config }) => [event, JSON.parse(config!)])).toEqual([
			['change_status_column_value', { columnId: 'deal_stage', columnValue: { index: 3 } }],
			['change_status_column_value', { columnId: 'deal_stage', columnValue: { index: 0 } }],
		]);
		const crm = account.with({});
		crm.webhooksOf = [DEALS];
		calls.length = 0;
		await crm.stageMovesSince('2026-11-22T00:00:00Z', [STAGES.invoice]);
		const hooks = new BoardWebhooks(client, both, subscription, crm.webhooks);
		expect(await hooks.isSubscribed(URL_OF_NODE, subscription)).toBe(true);
		expect(calls).toEqual(['log0 hooks0']);
		fake.account.webhooks = fake.account.webhooks.slice(1);
		const afresh = new BoardWebhooks(client, both, subscription);
		expect(await afresh.isSubscribed(URL_OF_NODE, subscription)).toBe(false);
		const renewed = await afresh.subscribe(URL_OF_NODE, subscription);
		expect(renewed.secret).toBe(subscription.secret);
		expect(fake.webhooks()).toHaveLength(2);
		expect(await afresh.isSubscribed(URL_OF_NODE, renewed)).toBe(true);
		await afresh.unsubscribe(URL_OF_NODE, renewed);
		expect(fake.webhooks()).toEqual([]);
	});

	it('are exactly those of the present rules after fifty activations', async () => {
		const { fake, client } = testAccount();
		let known: Subscription | undefined;
		for (let round = 0; round < 50; round++) {
			const wanted = round % 2 ? WANTED : [placeOfStage(STAGES.deposit)!, ...WANTED];
			known = await new BoardWebhooks(client, wanted, known).subscribe(URL_OF_NODE);
			expect(
				fake
					.webhooks()
					.map(({ id }) => id)
					.sort(),
			).toEqual(known.hooks.map(({ id }) => id).sort());
		}
		await new BoardWebhooks(client, [], known).unsubscribe(URL_OF_NODE);
		expect(fake.webhooks()).toEqual([]);
	});

	it('of a test in the editor leave those of the workflow alone', async () => {
		const { fake, client } = testAccount();
		const known = await new BoardWebhooks(client, WANTED, undefined).subscribe(URL_OF_NODE);
		const testUrl = 'https://n8n.example/webhook-test/abc/webhook';
		const test = new BoardWebhooks(client, WANTED, known);
		const ofTest = await test.subscribe(testUrl);
		expect(fake.webhooks()).toHaveLength(2);
		await test.unsubscribe(testUrl);
		expect(fake.webhooks()).toHaveLength(2);
		await new BoardWebhooks(client, [], ofTest).unsubscribe(testUrl);
		expect(fake.webhooks().map(({ id }) => id)).toEqual(known.hooks.map(({ id }) => id));
	});

	it('are not made where nobody answers the challenge, and what was made half is taken back', async () => {
		let answered = 0;
		const account = testAccount({
			answers: (_, body) => (answered++ === 0 ? { status: 200, body } : { status: 404, body: '' }),
		});
		const hooks = new BoardWebhooks(account.client, [...WANTED, placeOfStage(STAGES.deposit)!], undefined);
		await expect(hooks.subscribe(URL_OF_NODE)).rejects.toMatchObject({
			message: expect.stringContaining('could not reach the web address'),
			advice: expect.stringContaining('Search Only'),
		});
		expect(account.fake.webhooks()).toEqual([]);
	});

	it('refuses an address that monday would not take', async () => {
		const hooks = new BoardWebhooks(testAccount().client, WANTED, undefined);
		await expect(hooks.subscribe(`https://n8n.example/${'x'.repeat(250)}`)).rejects.toThrow('too long');
	});

	it('of an app are signed, those of a personal token are not', async () => {
		const account = testAccount();
		await listening(account, 'demo-monday-app-token');
		const { id } = await account.fake.createDeal({ title: 'D' });
		await account.fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		const { authorization } = account.delivered.at(-1)!.headers;
		expect(isSignedBy(authorization, 'demo-monday-signing-secret', account.now())).toBe(true);
		expect(isSignedBy(authorization, 'another', account.now())).toBe(false);
		const plain = testAccount();
		await listening(plain);
		await plain.fake.createDeal({ title: 'D', stage: 'invoice' });
		await settle();
		expect(plain.delivered.at(-1)!.headers.authorization).toBeUndefined();
	});
});

describe('the budget of calls', () => {
	it('a day of searches as they come by default takes less than a tenth of what the Standard plan allows', async () => {
		const account = testAccount({ limits: { perDay: 1_000 } });
		account.pass(14 * 60);
		const { fake } = account;
		const crm = account.with({ watched: [STAGES.invoice] });
		const hooks = new BoardWebhooks(crm.client, WANTED, undefined);
		const subscription = await hooks.subscribe(URL_OF_NODE);
		const probe = pollProbe();
		const source = {
			crm,
			rules: RULES,
			settings: { overlapHours: 24, everyMinutes: SWEEP_EVERY_MINUTES },
			vendor: 'monday.com',
			renew: async () => {
				const own = new BoardWebhooks(crm.client, WANTED, subscription, crm.webhooks);
				expect(await own.isSubscribed(URL_OF_NODE, subscription)).toBe(true);
			},
		};
		crm.webhooksOf = [DEALS];
		const before = fake.callsToday();
		// n8n calls every minute; deals come in all day.
		for (let minute = 0; minute < 24 * 60; minute++) {
			if (minute % 60 === 0) await fake.createDeal({ title: 'D', stage: 'invoice' });
			await pollStageEntries(probe.context, source, account.now());
			account.pass(1);
		}
		expect(account.calls.filter((name) => name === 'log0 hooks0')).toHaveLength(96);
		expect(account.exchanges.length).toBeLessThanOrEqual(100);
		expect(account.exchanges.every(({ status }) => status === 200)).toBe(true);
		const told = probe.emitted.flatMap((run) => run[0]!.map(({ json }) => json.entryId));
		expect(new Set(told).size).toBe(24);
		expect(before).toBeLessThan(1_000);
	});

	it('a deal takes six calls from its event to the recorded invoice', async () => {
		const account = testAccount();
		const { fake, calls } = account;
		await account.crm.ensureFields(FIELDS);
		const { trigger } = await listening(account);
		const { id } = await fake.createDeal({
			title: 'D',
			buyer: { name: 'Klient' },
			lines: [{ name: 'L', quantity: '1', unitPrice: '1' }],
		});
		await fake.patchDeal(id, { stage: 'invoice' }, { silent: false });
		await settle();
		await trigger.crm.account();
		calls.length = 0;
		const entry = await entryBehind(hintIn(account.delivered.at(-1)!.body)!, trigger);
		const deal = await account.crm.readDeal(id, { entry, fields: FIELDS });
		const pdf = { fileName: 'FV.pdf', content: Buffer.from('%PDF') };
		await account.crm.recordInvoice(id, issued(), pdf, {
			fields: FIELDS,
			note: 'N',
			status: 'S',
			stageId: STAGES.invoiced,
			deal,
		});
		expect(calls).toEqual([
			'log0',
			'items',
			'items users',
			'change_multiple_column_values',
			'add_file_to_column',
			'create_update',
		]);
	});

	it('no document costs more than a twenty-fifth of what monday allows for one', async () => {
		const account = testAccount();
		await account.crm.ensureFields(FIELDS);
		const { crm } = await listening(account);
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice', buyer: { name: 'Klient' } });
		await crm.readDeal(id, { fields: FIELDS });
		await crm.pipelines();
		const costs = account.exchanges.map(({ document, variables }) => complexityOf(parse(document), variables));
		expect(Math.max(...costs)).toBeGreaterThan(100);
		expect(Math.max(...costs)).toBeLessThan(5_000_000 / 25);
	});
});
