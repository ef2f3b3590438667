import { AccountMemory } from '../../../nodes/Ifirma/accountMemory';
import { IfirmaAccounting } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA } from '../../../sandbox/fakes/ifirma/demo';
import { cleanCalls, killEverywhere, strikeEverywhere } from '../../faults/support/issue/rows';
import type { IssuingSystem } from '../../faults/support/issue/scene';
import { holdRows } from '../issuing/holdRows';
import { invoice, PERSON, SIGNED } from './support';

const { login } = DEMO_IFIRMA;

const system: IssuingSystem = {
	client: SIGNED,
	createFake: (world) =>
		createIfirmaFake(world, { drawPdf: async ({ number }) => Buffer.from(`%PDF-1.7 ${number}\n%%EOF`) }),
	accounting: (http, clock) =>
		new IfirmaAccounting(http, { login, ksef: 'send', month: 'stop' }, clock, new AccountMemory()),
	invoice: invoice(),
	create: 'ifirma POST /iapi/fakturakraj.json',
	plays: ['error-in-200', 'search-lag', 'token-revoked'],
};

jest.setTimeout(300_000);

test('an undisturbed way is five calls, one of them a create', async () => {
	const calls = await cleanCalls(system, 1);
	expect(calls).toHaveLength(5);
	expect(calls.filter((name) => name === system.create)).toHaveLength(1);
});

holdRows(system, { from: 1, count: 400 });

test('row 4 for a person, who has no number to look by', async () => {
	const { violations } = await strikeEverywhere({ ...system, invoice: invoice(PERSON) }, 2);
	expect(violations).toEqual([]);
});

/** Each of these mistakes has to be seen: a row that nothing can turn red holds nothing. */
describe('mistakes put in on purpose turn the rows red', () => {
	class Broken extends IfirmaAccounting {
		static readonly system = (accounting: IssuingSystem['accounting']): IssuingSystem => ({ ...system, accounting });
	}

	test('a look that sees nothing', async () => {
		const blind = Broken.system((http, clock) =>
			Object.assign(new Broken(http, { login, ksef: 'send', month: 'stop' }, clock, new AccountMemory()), {
				findByReference: async () => [],
			}),
		);
		expect((await killEverywhere(blind, 1, 'kill')).violations).not.toEqual([]);
	});

	test('a create whose lost answer counts as a refusal', async () => {
		const hasty = Broken.system((http, clock) => {
			const accounting = new Broken(http, { login, ksef: 'send', month: 'stop' }, clock, new AccountMemory());
			return Object.assign(accounting, { capabilities: { ...accounting.capabilities, enforcesReference: true } });
		});
		expect((await strikeEverywhere(hasty, 1)).violations).not.toEqual([]);
	});
});
