import { writeExact } from '../../../connect/exactJson';
import type { Accounting } from '../../../connect/ports';
import type { Invoice } from '../../../invoicing/invoice';
import { AccountMemory } from '../../../nodes/Ifirma/accountMemory';
import { IfirmaAccounting } from '../../../nodes/Ifirma/IfirmaAccounting';
import { createRequest } from '../../../nodes/Ifirma/request/body';
import { createIfirmaFake } from '../../../sandbox/fakes/ifirma';
import { DEMO_IFIRMA } from '../../../sandbox/fakes/ifirma/demo';
import { cleanCalls, killEverywhere, strikeEverywhere } from '../../faults/support/issue/rows';
import type { IssuingSystem } from '../../faults/support/issue/scene';
import { correction } from './corrected';
import { holdRows } from '../issuing/holdRows';
import { invoice, PERSON, SIGNED } from './support';

const { login } = DEMO_IFIRMA;

/** What is corrected is in the books from the start. */
const ORIGINAL = 1244512;
const systemOf = (settings: Record<string, unknown> = {}, buyer: Partial<Invoice> = {}): IssuingSystem => ({
	client: SIGNED,
	createFake: (world) => {
		const fake = createIfirmaFake(world, { drawPdf: async ({ number }) => Buffer.from(`%PDF-1.7 ${number}\n%%EOF`) });
		const body = JSON.parse(writeExact(createRequest(invoice(buyer)).body)) as never;
		expect(fake.add('fakturakraj', body).id).toBe(ORIGINAL);
		fake.patchSettings(settings);
		return fake;
	},
	accounting: (http, clock) =>
		new IfirmaAccounting(http, { login, ksef: 'send', month: 'stop' }, clock, new AccountMemory()),
	invoice: correction(`fakturakraj-${ORIGINAL}`, buyer),
	create: `ifirma POST /iapi/fakturakraj/korekta/${ORIGINAL}.json`,
	plays: ['error-in-200', 'search-lag', 'token-revoked'],
});
const system = systemOf();

/** How the API shows corrections is not documented; a person has no number to look by. */
const SYSTEMS: [name: string, system: IssuingSystem][] = [
	['as it is documented', system],
	['read where invoices are, and called so', systemOf({ correctionsAt: 'fakturakraj', correctionTyp: 'invoice' })],
	['for a person', systemOf({}, PERSON)],
];

jest.setTimeout(300_000);

test('an undisturbed way is seven calls, one of them a create', async () => {
	const calls = await cleanCalls(system, 1);
	expect(calls).toHaveLength(7);
	expect(calls.filter((name) => name === system.create)).toHaveLength(1);
});

describe.each(SYSTEMS)('a correction, %s', (_name, each) => {
	holdRows(each, { from: 1 });
});

/** A row that nothing can turn red holds nothing. */
describe('mistakes put in on purpose turn the rows red', () => {
	const broken = (change: (accounting: Accounting) => Partial<Accounting>): IssuingSystem => ({
		...system,
		accounting: (http, clock) => {
			const accounting = system.accounting(http, clock);
			return Object.assign(accounting, change(accounting));
		},
	});

	test('a look that sees nothing', async () => {
		const blind = broken(() => ({ findByReference: async () => [] }));
		expect((await killEverywhere(blind, 1, 'kill')).violations).not.toEqual([]);
	});

	test('a create whose lost answer counts as a refusal', async () => {
		const hasty = broken(({ capabilities }) => ({ capabilities: { ...capabilities, enforcesReference: true } }));
		expect((await strikeEverywhere(hasty, 1)).violations).not.toEqual([]);
	});
});
