import { ifirmaAuthentication } from '../../../connect/ifirmaSignature';
import { AccountMemory } from '../../../nodes/Ifirma/accountMemory';
import { IfirmaAccounting } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA } from '../../../sandbox/fakes/ifirma/demo';
import { cleanCalls, killEverywhere, randomSchedules, strikeEverywhere } from '../../faults/support/issue/rows';
import type { IssuingSystem } from '../../faults/support/issue/scene';
import { invoice, PERSON } from './support';

const { login, keys } = DEMO_IFIRMA;

const system: IssuingSystem = {
	client: {
		vendor: 'iFirma',
		fake: 'ifirma',
		headers: ({ url, body }) => ({
			authentication: ifirmaAuthentication({ url, body: body as string | undefined }, login, keys),
		}),
	},
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

/** Row 3. */
test.each(['kill', 'kill twice', 'freeze'] as const)(
	'a %s before and after every call: one document at most',
	async (how) => {
		for (const seed of [1, 2, 3]) {
			const { runs, violations } = await killEverywhere(system, seed, how);
			expect(violations).toEqual([]);
			expect(runs).toBe(10);
		}
	},
);

/** Row 4. */
test('every fault at every call: one document, and "unknown" only where the create was hit', async () => {
	const { runs, endings, violations } = await strikeEverywhere(system, 1);
	expect(violations).toEqual([]);
	expect(runs).toBeGreaterThan(100);
	expect(endings.issued).toBeGreaterThan(85);
});

test('the same for a person, who has no number to look by', async () => {
	const { violations } = await strikeEverywhere({ ...system, invoice: invoice(PERSON) }, 2);
	expect(violations).toEqual([]);
});

/** Row 5. */
test('random faults, kills and freezes: one document at most', async () => {
	const { runs, violations } = await randomSchedules(
		system,
		Array.from({ length: 400 }, (_, index) => index + 1),
	);
	expect(violations).toEqual([]);
	expect(runs).toBe(400);
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
