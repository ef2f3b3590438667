import { FakturowniaAccounting, type ClientCards } from '../../../nodes/Fakturownia/FakturowniaAccounting';
import { InvoiceOceanAccounting } from '../../../nodes/InvoiceOcean/InvoiceOceanAccounting';
import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { createInvoiceOceanFake } from '../../../sandbox/fakes/invoiceocean';
import type { Settings } from '../../../sandbox/fakes/invoiceocean/schemas';
import { invoice, TOKEN, withRates } from '../fakturownia/support';
import { oceanInvoice, sign } from '../invoiceocean/support';
import { play, violationsOf, type Subject } from './play';
import { cleanCalls, killEverywhere, randomSchedules, strikeEverywhere } from './rows';

const fakturownia = (clientCards: ClientCards): Subject => ({
	fake: (world) => createFakturowniaFake(world),
	client: {
		vendor: 'Fakturownia',
		fake: 'fakturownia',
		headers: () => ({ authorization: `Bearer ${TOKEN}` }),
	},
	accounting: (http, clock) => new FakturowniaAccounting(http, { account: 'demo', ksef: 'send', clientCards }, clock),
	invoice: invoice(),
});

const ocean = (settings: Partial<Settings> = {}, wanted = oceanInvoice()): Subject => ({
	fake: (world) => createInvoiceOceanFake(world, { settings }),
	client: { vendor: 'InvoiceOcean', fake: 'invoiceocean', sign },
	accounting: (http, clock) => new InvoiceOceanAccounting(http, { account: 'demo' }, clock),
	invoice: wanted,
});

/** A rate without a percentage: the document is read again once it is made. */
const inWords = oceanInvoice(withRates('np II'));

/** Fakturownia refuses a second document, so it always comes to an end; InvoiceOcean promises nothing of the kind. */
const SYSTEMS: [name: string, subject: Subject, mayStayUnknown: boolean][] = [
	['Fakturownia', fakturownia('match'), false],
	['Fakturownia, client cards by tax number', fakturownia('byTaxNumber'), false],
	['InvoiceOcean', ocean(), true],
	['InvoiceOcean, rates in words', ocean({}, inWords), true],
	['InvoiceOcean, should it enforce the reference', ocean({ enforcesOid: true }), true],
	['InvoiceOcean, should its filter let everything through', ocean({ filtersByOid: false, pageSize: 20 }), true],
];

describe.each(SYSTEMS)('%s', (name, subject, mayStayUnknown) => {
	test('a run without trouble', async () => {
		const calls = await cleanCalls(subject);
		expect(calls[0]).toBe('GET /invoices.json');
		expect(calls.filter((call) => call.startsWith('POST'))).toEqual(['POST /invoices.json']);
		expect(calls).toHaveLength(2 + (subject.invoice === inWords ? 1 : 0) + (name.includes('cards') ? 2 : 0));
	});

	test('row 3: killed before and after every call, and done again', async () => {
		const { plays, violations } = await killEverywhere(subject, mayStayUnknown);
		expect(violations).toEqual([]);
		expect(plays).toBeGreaterThanOrEqual(12);
	}, 60_000);

	test('row 4: every fault at every call', async () => {
		const { plays, violations } = await strikeEverywhere(subject, mayStayUnknown);
		expect(violations).toEqual([]);
		expect(plays).toBeGreaterThanOrEqual(100);
	}, 120_000);

	test('row 5: random schedules, each from its seed', async () => {
		const from = 1 + SYSTEMS.findIndex(([each]) => each === name) * 10_000;
		const row = await randomSchedules(() => subject, { from, count: 300, mayStayUnknown });
		expect(row.violations).toEqual([]);
	}, 120_000);
});

describe('what the rows can see', () => {
	test('a create that is repeated without an enforced reference becomes two documents', async () => {
		const careless: Subject = {
			...ocean(),
			accounting: (http, clock) => {
				const accounting = new InvoiceOceanAccounting(http, { account: 'demo' }, clock);
				return Object.assign(accounting, { capabilities: { ...accounting.capabilities, enforcesReference: true } });
			},
		};
		const { violations } = await randomSchedules(() => careless, { from: 1, count: 200, mayStayUnknown: true });
		expect(violations.join('\n')).toMatch(/more than one live document/);
	}, 60_000);

	test('a document that was made and is called unknown', () => {
		const live = [{ id: '1' }] as never;
		expect(violationsOf({ outcomes: ['unknown'], live, points: [] }, true)).toHaveLength(1);
		expect(violationsOf({ outcomes: ['unknown'], live: [], points: [] }, true)).toEqual([]);
		expect(violationsOf({ outcomes: ['unknown'], live: [], points: [] }, false)).toHaveLength(1);
	});

	test('nothing was made: a person is told after the quiet time, and not before', async () => {
		const prepare = ({ world }: { world: { faults: { add(order: object): unknown } } }) =>
			void world.faults.add({ vendor: 'invoiceocean', method: 'POST', fault: 'reset-before' });
		const { outcomes, live } = await play({ seed: 7, subject: ocean(), prepare: prepare as never });
		expect(outcomes[0]).toBe('parked');
		expect(outcomes[outcomes.length - 1]).toBe('unknown');
		expect(live).toEqual([]);
	});
});
