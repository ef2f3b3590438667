import type { Invoice } from '../../../invoicing/invoice';
import { QuickBooksAccounting } from '../../../nodes/QuickBooks/QuickBooksAccounting';
import type { IssueSettings } from '../../../nodes/QuickBooks/settings';
import { createQuickBooksFake } from '../../../sandbox/fakes/quickbooks';
import { DEMO_REALM, DEMO_SIGN_IN } from '../../../sandbox/fakes/quickbooks/demo';
import type { Settings } from '../../../sandbox/fakes/quickbooks/schemas';
import { CORRECTION, invoice, SETTINGS, withLines } from '../quickbooks/support';
import { play, type Subject } from './play';
import { cleanCalls, killEverywhere, randomSchedules, strikeEverywhere } from './rows';

const MINUTE = 60_000;

interface Variant {
	company?: Partial<Settings>;
	choices?: Partial<IssueSettings>;
	wanted?: Partial<Invoice>;
}

const quickbooks = ({ company = {}, choices = {}, wanted = {} }: Variant = {}): Subject => ({
	fake: (world) => createQuickBooksFake(world, { settings: company, isLimited: () => false }),
	client: {
		vendor: 'QuickBooks Online',
		fake: 'quickbooks',
		headers: () => ({ authorization: `Bearer ${DEMO_SIGN_IN.accessToken}`, accept: 'application/json' }),
	},
	accounting: (http, clock) =>
		new QuickBooksAccounting(
			http,
			{ environment: 'sandbox', realm: DEMO_REALM, issue: { ...SETTINGS, ...choices } },
			clock,
		),
	invoice: invoice(wanted),
});

const ordered = withLines([{ name: 'Projekt', quantity: '1', unitPrice: '1.00', vatRate: '23' }], 'perRateFromGross');
const [whole] = ordered.lines;
/** 1.00 less an advance of 0.50 that took 0.09 of its tax: 0.10 is left, and QuickBooks would count 0.09. */
const rest = { net: '0.40', vat: '0.10', gross: '0.50' };
const final: Partial<Invoice> = {
	kind: 'final',
	reference: 'bitrix24:demo.bitrix24.pl:42:final:1',
	lines: [whole!, { ...whole!, unitPrice: '-0.50', net: '-0.41', vat: '-0.09', gross: '-0.50' }],
	totals: { ...rest, byRate: [{ vatRate: '23', ...rest }] },
	order: ordered,
};

/** How Intuit keeps refusals and for how long it knows a request id is not documented: it must not matter. */
const VARIANTS: [name: string, variant: Variant][] = [
	['a new buyer, a new service', {}],
	['a proforma', { wanted: { kind: 'proforma' } }],
	['one item for all lines', { choices: { itemId: '31' } }],
	['refused request ids may be tried again', { company: { repeatsRefusals: false } }],
	['request ids are known for ten minutes', { company: { remembersMs: 10 * MINUTE } }],
	['answers without a currency', { company: { multiCurrency: false } }],
	['a final whose tax is sent with it', { wanted: final }],
	['a correction, as a credit memo', { wanted: CORRECTION }],
];

describe.each(VARIANTS)('QuickBooks Online, %s', (name, variant) => {
	const subject = quickbooks(variant);

	test('a run without trouble creates one document', async () => {
		const creates = (await cleanCalls(subject)).filter((call) => /^POST .*\/(invoice|estimate|creditmemo)$/.test(call));
		expect(creates).toHaveLength(1);
	});

	test('row 3: killed before and after every call, and done again', async () => {
		const { plays, violations } = await killEverywhere(subject, false);
		expect(violations).toEqual([]);
		expect(plays).toBeGreaterThanOrEqual(20);
	}, 60_000);

	test('row 4: every fault at every call', async () => {
		const { plays, violations } = await strikeEverywhere(subject, false);
		expect(violations).toEqual([]);
		expect(plays).toBeGreaterThanOrEqual(150);
	}, 180_000);

	test('row 5: random schedules, each from its seed', async () => {
		const from = 1 + VARIANTS.findIndex(([each]) => each === name) * 10_000;
		const { violations } = await randomSchedules(() => subject, { from, count: 200, mayStayUnknown: false });
		expect(violations).toEqual([]);
	}, 120_000);
});

describe('what the rows can see', () => {
	test('a create under a new request id each time becomes two documents', async () => {
		let count = 0;
		const careless: Subject = {
			...quickbooks(),
			accounting: (http, clock) => {
				const renamed = {
					send: async (request: Parameters<typeof http.send>[0]) =>
						http.send({ ...request, query: { ...request.query, requestid: `careless-${++count}` } }),
				};
				const options = { environment: 'sandbox', realm: DEMO_REALM, issue: SETTINGS } as const;
				return new QuickBooksAccounting(renamed, options, clock);
			},
		};
		const { violations } = await randomSchedules(() => careless, { from: 1, count: 200, mayStayUnknown: false });
		expect(violations.join('\n')).toMatch(/more than one live document/);
	}, 60_000);

	test('two answers lost in a row end in one document all the same', async () => {
		const { outcomes, live } = await play({
			seed: 3,
			subject: quickbooks(),
			prepare: ({ world }) =>
				void world.faults.add({
					vendor: 'quickbooks',
					path: '/invoice$',
					fault: 'late-after',
					times: 2,
					delayMs: 60_000,
				}),
		});
		expect(outcomes[outcomes.length - 1]).toBe('issued');
		expect(live).toHaveLength(1);
	});
});
