import { untilQuiet } from '../../unit/trigger/contexts';
import { entryBehind } from '../../../connect/trigger/event';
import { hintIn } from '../../../nodes/Monday/event';
import { COLUMN, DEALS } from '../../../sandbox/fakes/monday/boards';
import { FIELDS, issued, STAGES, testAccount } from './account';
import { listening, settle } from './trigger';

jest.setTimeout(30_000);

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

	it.each([1000, 100])(
		'finds by the sweep what no event told, with pages of %i lines: also in passing, a re-entry as a new one',
		async (most) => {
			const account = testAccount();
			const { fake } = account;
			fake.account.mostLogLines = most;
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
			await untilQuiet(probe, sweep);
			expect(probe.emitted.map((run) => run[0]?.[0]?.json.dealId)).toEqual([...ids, ids[0]]);
		},
	);

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
