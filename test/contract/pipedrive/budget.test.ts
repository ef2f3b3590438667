import { tokensOf } from '../../../sandbox/fakes/pipedrive';
import type { DealIn } from '../../../sandbox/fakes/types';
import { FIELDS, issued, PDF, STAGE, testCompany, type TestCompany } from './company';

const DEAL: DealIn = {
	title: 'Strona WWW',
	stage: 'invoice',
	buyer: {
		name: 'Klient',
		taxId: '5260250274',
		email: 'k@klient.example',
		address: { street: 'Prosta 1', city: 'Warszawa' },
	},
	contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
	notes: 'Dzwonić po 10',
	lines: Array.from({ length: 5 }, (_, at) => ({
		name: `Pozycja ${at}`,
		quantity: '2',
		unitPrice: '10',
		vatRate: '23',
	})),
};

const NOTE = { note: 'Faktura' };

/** Everything that the scenario asks of Pipedrive for one deal; an event brings it without a request. */
async function wayOf(
	{ fake, crm, tokens }: TestCompany,
	reference: string,
	{ note = '', lines = DEAL.lines, percent = '100' }: { note?: string; lines?: DealIn['lines']; percent?: string } = {},
): Promise<number> {
	const { id } = await fake.createDeal({ ...DEAL, lines });
	const before = tokens();
	const entry = { stageId: STAGE.invoice, pipelineId: '2', percent };
	const deal = await crm.readDeal(id, { entry, fields: FIELDS });
	await crm.recordInvoice(id, issued({ reference, number: reference }), PDF, {
		fields: FIELDS,
		note,
		status: 'Zafakturowano',
		stageId: STAGE.won,
		deal,
	});
	expect(fake.records(id)).toHaveLength(note === '' ? 2 : 3);
	return tokens() - before;
}

async function company(isGrowth = false): Promise<TestCompany> {
	const made = testCompany();
	made.fake.company.isGrowth = isGrowth;
	await made.fresh().ensureFields(FIELDS);
	return made;
}

describe('the daily budget', () => {
	it('gives at most 45 tokens for the whole way of one deal', async () => {
		const made = await company();
		// What is kept for an hour or a day: fields of deals and organizations (10 each), the stage (1), the owner (2).
		expect(await wayOf(made, 'first')).toBe(34 + 23);
		for (const reference of ['a', 'b', 'c']) {
			const spent = await wayOf(made, reference);
			expect(spent).toBe(34);
			expect(spent).toBeLessThanOrEqual(45);
		}
	});

	it('takes 10 more on plans that have installments, whose budget is twice as large at least, and 10 for a note', async () => {
		const made = await company(true);
		await wayOf(made, 'first');
		expect(await wayOf(made, 'a')).toBe(44);
		expect(await wayOf(made, 'n', NOTE)).toBe(54);
	});

	it('takes no more there either, with a note, where a stage rule asks for a part of the deal', async () => {
		const made = await company(true);
		await wayOf(made, 'first');
		expect(await wayOf(made, 'a', { ...NOTE, percent: '30' })).toBe(44);
	});

	it('takes no more there either, with a note, where installments are not asked for', async () => {
		const made = await company(true);
		const unasked = { ...made, crm: made.fresh('atOnce') };
		await wayOf(unasked, 'b');
		expect(await wayOf(unasked, 'c', NOTE)).toBe(44);
	});

	it('takes at most 10 more for the units of many new products', async () => {
		const made = await company();
		await wayOf(made, 'first');
		const lines = Array.from({ length: 90 }, (_, at) => ({
			name: `Inna pozycja ${at}`,
			quantity: '1',
			unitPrice: '10',
			vatRate: '23' as const,
		}));
		expect(await wayOf(made, 'a', { lines })).toBe(29 + 10);
	});

	it('goes into one request for each promise: the table "Where 45 is not enough" of the documentation', async () => {
		const made = await company(true);
		await wayOf(made, 'first');
		made.calls.length = 0;
		expect(await wayOf(made, 'a', { ...NOTE, lines: [{ ...DEAL.lines![0]!, name: 'Inna' }] })).toBe(50);
		expect(made.calls.map((call) => call.replace(/\/\d+/, '/7')).sort()).toEqual([
			'GET /api/v2/deals/7',
			'GET /api/v2/deals/7',
			'GET /api/v2/deals/7/products',
			'GET /api/v2/deals/installments',
			'GET /api/v2/organizations/7',
			'GET /api/v2/persons/7',
			'GET /api/v2/products/7',
			'PATCH /api/v2/deals/7',
			'POST /api/v1/files',
			'POST /api/v1/notes',
		]);
	});

	it('asks once an hour for what several deals share', async () => {
		const made = await company();
		await wayOf(made, 'first');
		made.pass(3599);
		expect(await wayOf(made, 'a')).toBe(34);
		made.pass(2);
		expect(await wayOf(made, 'b')).toBe(34 + 21);
	});

	it('needs one request of 10 tokens for a search, and none of the others', async () => {
		const made = await company();
		for (let at = 0; at < 50; at++) await made.fake.createDeal(DEAL);
		made.calls.length = 0;
		await made.crm.stageMovesSince('2026-11-21T10:00:00Z', [STAGE.deposit, STAGE.invoice]);
		expect(made.calls).toEqual(['GET /api/v2/deals']);
		expect(made.tokens()).toBe(10);
	});

	it('counts published costs', () => {
		expect(tokensOf('GET', '/api/v2/deals/7')).toBe(1);
		expect(tokensOf('POST', '/api/v1/files')).toBe(10);
		expect(tokensOf('GET', '/nothing')).toBe(0);
	});
});
