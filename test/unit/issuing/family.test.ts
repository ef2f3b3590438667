import { FakturowniaAccounting, type ClientCards } from '../../../nodes/Fakturownia/FakturowniaAccounting';
import { InvoiceOceanAccounting } from '../../../nodes/InvoiceOcean/InvoiceOceanAccounting';
import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { createInvoiceOceanFake } from '../../../sandbox/fakes/invoiceocean';
import type { Settings } from '../../../sandbox/fakes/invoiceocean/schemas';
import { cleanCalls, randomSchedules, seedsFrom, violationsOf } from '../../faults/support/issue/rows';
import { IssueScene, type IssuingSystem } from '../../faults/support/issue/scene';
import { invoice, TOKEN, withRates } from '../fakturownia/support';
import { oceanInvoice, sign } from '../invoiceocean/support';
import { holdRows } from './holdRows';

const fakturownia = (clientCards: ClientCards): IssuingSystem => ({
	createFake: (world) => createFakturowniaFake(world),
	client: {
		vendor: 'Fakturownia',
		fake: 'fakturownia',
		headers: () => ({ authorization: `Bearer ${TOKEN}` }),
	},
	accounting: (http, clock) => new FakturowniaAccounting(http, { account: 'demo', ksef: 'send', clientCards }, clock),
	invoice: invoice(),
	create: 'fakturownia POST /invoices.json',
	plays: ['search-lag', 'racy-unique', 'token-revoked'],
});

const ocean = (settings: Partial<Settings> = {}, wanted = oceanInvoice()): IssuingSystem => ({
	createFake: (world) => createInvoiceOceanFake(world, { settings }),
	client: { vendor: 'InvoiceOcean', fake: 'invoiceocean', sign },
	accounting: (http, clock) => new InvoiceOceanAccounting(http, { account: 'demo' }, clock),
	invoice: wanted,
	create: 'invoiceocean POST /invoices.json',
	plays: ['search-lag', 'racy-unique', 'token-revoked'],
});

/** A rate without a percentage: the document is read again once it is made. */
const inWords = oceanInvoice(withRates('np II'));

const SYSTEMS: [name: string, system: IssuingSystem, calls: number][] = [
	['Fakturownia', fakturownia('match'), 2],
	['Fakturownia, client cards by tax number', fakturownia('byTaxNumber'), 4],
	['InvoiceOcean', ocean(), 2],
	['InvoiceOcean, rates in words', ocean({}, inWords), 3],
	['InvoiceOcean, should it enforce the reference', ocean({ enforcesOid: true }), 2],
	['InvoiceOcean, should its filter let everything through', ocean({ filtersByOid: false, pageSize: 20 }), 2],
];

describe.each(SYSTEMS)('%s', (name, system, count) => {
	test('an undisturbed way: a look and one create', async () => {
		const calls = await cleanCalls(system, 1);
		expect(calls[0]).toMatch(/ GET \/invoices\.json$/);
		expect(calls.filter((call) => call.includes('POST'))).toEqual([system.create]);
		expect(calls).toHaveLength(count);
	});

	holdRows(system, { from: 1 + SYSTEMS.findIndex(([each]) => each === name) * 10_000 });
});

describe('what the rows can see', () => {
	test('a create that is repeated without an enforced reference becomes two documents', async () => {
		const careless: IssuingSystem = {
			...ocean(),
			accounting: (http, clock) => {
				const accounting = new InvoiceOceanAccounting(http, { account: 'demo' }, clock);
				return Object.assign(accounting, { capabilities: { ...accounting.capabilities, enforcesReference: true } });
			},
		};
		const { violations } = await randomSchedules(careless, seedsFrom(1, 200));
		expect(violations.join('\n')).toMatch(/2 documents/);
	}, 60_000);

	test('a document that was made and is called unknown', async () => {
		const scene = await new IssueScene(ocean(), { seed: 1 }).play();
		scene.ending = 'unknown';
		expect(violationsOf(scene, 'always')).toEqual([]);
		expect(violationsOf(scene, 'unmade')).toEqual(['is unknown, though it can be known']);
	});

	test('nothing was made: a person is told after the quiet time, and not before', async () => {
		const scene = new IssueScene(ocean(), { seed: 7 });
		scene.world.faults.add({ vendor: 'invoiceocean', method: 'POST', fault: 'reset-before' });
		const { outcomes, live } = await scene.play();
		expect(outcomes[0]).toBe('parked');
		expect(outcomes.at(-1)).toBe('unknown');
		expect(live).toEqual([]);
	});
});
