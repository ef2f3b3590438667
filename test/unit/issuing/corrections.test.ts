import type { Invoice } from '../../../invoicing/invoice';
import { FakturowniaAccounting } from '../../../nodes/Fakturownia/FakturowniaAccounting';
import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import { documentOf } from '../../../nodes/Fakturownia/document';
import { bench, invoice, TOKEN } from '../fakturownia/support';
import { cleanCalls, randomSchedules, seedsFrom } from '../../faults/support/issue/rows';
import type { IssuingSystem } from '../../faults/support/issue/scene';
import { holdRows } from './holdRows';
import { LESS, plainCorrection, rowOf } from './plainCorrection';

const correction = (documentId: string): Invoice => plainCorrection(invoice(), documentId);

/** The corrected document is in the books from the start; its id is the second that the account gives. */
const ORIGINAL = '21293422';
const system: IssuingSystem = {
	createFake: (world) => {
		const fake = createFakturowniaFake(world);
		const made = fake.addDocument({ lang: 'pl', ...documentOf(invoice(), 'Fakturownia') } as never);
		expect(String(made.id)).toBe(ORIGINAL);
		return fake;
	},
	client: {
		vendor: 'Fakturownia',
		fake: 'fakturownia',
		headers: () => ({ authorization: `Bearer ${TOKEN}` }),
	},
	accounting: (http, clock) =>
		new FakturowniaAccounting(http, { account: 'demo', ksef: 'send', clientCards: 'match' }, clock),
	invoice: correction(ORIGINAL),
	create: 'fakturownia POST /invoices.json',
	plays: ['search-lag', 'racy-unique', 'token-revoked'],
};

describe('a correction at Fakturownia, where the reference is not enforced', () => {
	test('a run without trouble: two looks, one create', async () => {
		const calls = (await cleanCalls(system, 1)).map((call) => call.replace('fakturownia ', ''));
		expect(calls).toEqual(['GET /invoices.json', 'GET /invoices.json', 'POST /invoices.json']);
	});
	holdRows(system, { from: 70_001, count: 300 });

	test('the rows see it: an adapter that trusts oid_unique for corrections makes two', async () => {
		const careless: IssuingSystem = {
			...system,
			accounting: (http, clock) => {
				const accounting = system.accounting(http, clock);
				return Object.assign(accounting, { capabilities: { ...accounting.capabilities, unenforcedKinds: [] } });
			},
		};
		const { violations } = await randomSchedules(careless, seedsFrom(1, 300));
		expect(violations.join('\n')).toMatch(/2 documents/);
	}, 120_000);
});

describe('the document', () => {
	test('names the corrected one, the reason and every row before and after; the answer tells the difference', async () => {
		const { accounting, fake } = bench();
		const original = await accounting.issue(invoice());
		expect((await accounting.readWithLines(original.documentId)).lines).toEqual([rowOf(invoice())]);
		const issued = await accounting.issue(correction(original.documentId));
		expect(issued).toMatchObject({ kind: 'correction', ...LESS, reference: correction('1').reference });
		expect(fake.invoices()[1]).toMatchObject({
			...{ kind: 'correction', ...LESS },
			corrects: {
				id: original.documentId,
				reason: 'Zmiana ceny',
				rows: [{ before: { total_price_gross: '1230.00' }, after: { total_price_gross: '1107.00' } }],
			},
		});
	});

	test('the fake refuses one of a document that is not there, and one without a reason', async () => {
		const { accounting } = bench();
		await expect(accounting.issue(correction('99'))).rejects.toThrow(/invoice_id/);
		const original = await accounting.issue(invoice());
		const silent = correction(original.documentId);
		silent.corrects!.reason = '';
		await expect(accounting.issue(silent)).rejects.toThrow(/correction_reason/);
	});
});
