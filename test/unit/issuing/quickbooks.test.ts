import type { Invoice } from '../../../invoicing/invoice';
import type { Kind } from '../../../invoicing/primitives';
import { isThrottled } from '../../../nodes/QuickBooks/failures';
import { QuickBooksAccounting } from '../../../nodes/QuickBooks/QuickBooksAccounting';
import type { IssueSettings } from '../../../nodes/QuickBooks/settings';
import { createQuickBooksFake } from '../../../sandbox/fakes/quickbooks';
import { DEMO_REALM, DEMO_SIGN_IN } from '../../../sandbox/fakes/quickbooks/demo';
import type { Settings } from '../../../sandbox/fakes/quickbooks/schemas';
import { CORRECTION, invoice, SETTINGS, withLines } from '../quickbooks/support';
import { cleanCalls, randomSchedules, seedsFrom } from '../../faults/support/issue/rows';
import { IssueScene, type IssuingSystem } from '../../faults/support/issue/scene';
import { holdRows } from './holdRows';

const MINUTE = 60_000;

interface Variant {
	company?: Partial<Settings>;
	choices?: Partial<IssueSettings>;
	wanted?: Partial<Invoice>;
}

const ENTITIES: Partial<Record<Kind, string>> = { proforma: 'estimate', correction: 'creditmemo' };

const quickbooks = ({ company = {}, choices = {}, wanted = {} }: Variant = {}): IssuingSystem => ({
	createFake: (world) => createQuickBooksFake(world, { settings: company, isLimited: () => false }),
	client: {
		vendor: 'QuickBooks Online',
		fake: 'quickbooks',
		leaves: isThrottled,
		headers: () => ({ authorization: `Bearer ${DEMO_SIGN_IN.accessToken}`, accept: 'application/json' }),
	},
	accounting: (http, clock) =>
		new QuickBooksAccounting(
			http,
			{ environment: 'sandbox', realm: DEMO_REALM, issue: { ...SETTINGS, ...choices } },
			clock,
		),
	invoice: invoice(wanted),
	create: `quickbooks POST /v3/company/${DEMO_REALM}/${ENTITIES[wanted.kind ?? 'invoice'] ?? 'invoice'}`,
	knowsReferenceMs: company.remembersMs,
	plays: ['error-in-200', 'search-lag', 'racy-unique', 'token-revoked'],
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
	const system = quickbooks(variant);

	test('a run without trouble creates one document', async () => {
		const creates = (await cleanCalls(system, 1)).filter((call) =>
			/POST .*\/(invoice|estimate|creditmemo)$/.test(call),
		);
		expect(creates).toEqual([system.create]);
	});

	holdRows(system, { from: 1 + VARIANTS.findIndex(([each]) => each === name) * 10_000, count: 150 });
});

describe('what the rows can see', () => {
	test('a create under a new request id each time becomes two documents', async () => {
		let count = 0;
		const careless: IssuingSystem = {
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
		const { violations } = await randomSchedules(careless, seedsFrom(1, 200));
		expect(violations.join('\n')).toMatch(/2 documents/);
	}, 60_000);

	test('two answers lost in a row end in one document all the same', async () => {
		const scene = new IssueScene(quickbooks(), { seed: 3 });
		scene.world.faults.add({
			vendor: 'quickbooks',
			path: '/invoice$',
			fault: 'late-after',
			times: 2,
			delayMs: 60_000,
		});
		const { ending, live } = await scene.play();
		expect(ending).toBe('issued');
		expect(live).toHaveLength(1);
	});
});
