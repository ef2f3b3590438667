import { parse } from 'graphql';
import { entryBehind } from '../../../connect/trigger/event';
import { pollStageEntries } from '../../../connect/trigger/poll';
import { hintIn } from '../../../nodes/Monday/event';
import { BoardWebhooks } from '../../../nodes/Monday/subscription';
import { SWEEP_EVERY_MINUTES } from '../../../nodes/Monday/triggerProperties';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { complexityOf } from '../../../sandbox/fakes/monday/limits';
import { CRMS } from '../../../workflows/definitions/crms';
import { pollProbe } from '../../unit/trigger/contexts';
import { FIELDS, issued, STAGES, testAccount } from './account';
import { listening, RULES, settle, URL_OF_NODE, WANTED } from './trigger';

jest.setTimeout(60_000);

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

	it('is the same in the shipped scenario as in the node', () => {
		expect(CRMS.monday.trigger.sweepEvery).toBe(SWEEP_EVERY_MINUTES);
	});
});
