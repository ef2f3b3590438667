import { recordPayment } from '../../../connect/crm/payment';
import type { RecordOptions } from '../../../connect/ports';
import { STATUS_LENGTH } from '../../../invoicing/statusText';
import type { LogicalStage } from '../../../sandbox/fakes/types';
import { FIELDS, issued, PDF, STAGE, testCompany, type TestCompany } from './company';

const OPTIONS: RecordOptions = {
	fields: FIELDS,
	note: 'Faktura 1/11/2026 <netto & brutto>',
	status: 'Zafakturowano: 1/11/2026',
	stageId: STAGE.won,
};

interface View {
	stageId: number;
	dealStatus: string;
	fields: Record<string, string>;
	notes: string[];
	files: { name: string; size: number }[];
}

async function ready(stage: LogicalStage = 'invoice'): Promise<TestCompany & { id: string }> {
	const company = testCompany();
	await company.crm.ensureFields(FIELDS);
	const { id } = await company.fake.createDeal({
		title: 'D',
		stage,
		buyer: { name: 'Klient', taxId: '5260250274' },
		notes: 'Dzwonić po 10',
	});
	company.calls.length = 0;
	return { ...company, id };
}
const view = ({ fake, id }: Pick<TestCompany, 'fake'> & { id: string }) => fake.getDeal(id) as View;
const read = async ({ crm, id }: Pick<TestCompany, 'crm'> & { id: string }) =>
	(await crm.readDeal(id, { entry: { stageId: STAGE.invoice, pipelineId: '2' }, fields: FIELDS }))!;

describe('recording an invoice', () => {
	it('writes number, link, status and stage in one update, then the file, then the note', async () => {
		const company = await ready();
		const { id, calls } = company;
		const deal = await read(company);
		calls.length = 0;
		await company.crm.recordInvoice(id, issued(), PDF, { ...OPTIONS, deal });
		expect(calls).toEqual([
			`GET /api/v2/deals/${id}`,
			`PATCH /api/v2/deals/${id}`,
			'POST /api/v1/files',
			'POST /api/v1/notes',
		]);
		expect(view(company)).toMatchObject({
			dealStatus: 'won',
			fields: {
				[FIELDS.number]: '1/11/2026',
				[FIELDS.documentId]: '9001',
				[FIELDS.reference]: issued().reference,
				[FIELDS.link]: 'https://acme.example/invoice/token',
				[FIELDS.status]: 'Zafakturowano: 1/11/2026',
			},
			notes: ['Dzwonić po 10', `${OPTIONS.note}\nDeal to Invoice: ${issued().reference}`],
			files: [{ name: PDF.fileName, size: PDF.content.length }],
		});
	});

	it('writes no note without a text, and repeating it adds nothing', async () => {
		const company = await ready();
		const { id } = company;
		for (const again of [1, 2, 3])
			await company.crm.recordInvoice(id, issued(), PDF, { ...OPTIONS, status: `Stan ${again}`, note: ' ' });
		expect(view(company)).toMatchObject({ notes: ['Dzwonić po 10'], files: [{ name: PDF.fileName }] });
		expect(view(company).files).toHaveLength(1);
	});

	it.each([
		['the note', 'notes'],
		['the file and the note', 'files'],
	] as const)('finishes what a cut-off run left: without %s', async (_, first) => {
		const company = await ready();
		const { crm, id, fake } = company;
		await crm.recordInvoice(id, issued(), PDF, OPTIONS);
		const after = view(company);
		fake.company.books.notes.pop();
		if (first === 'files') fake.company.books.files.pop();
		company.calls.length = 0;
		await crm.recordInvoice(id, issued(), PDF, OPTIONS);
		expect(view(company)).toEqual(after);
		expect(company.calls).not.toContain(`PATCH /api/v2/deals/${id}`);
	});

	it('tells two documents of a deal apart, also by files that a workflow gave one name', async () => {
		const company = await ready('phase1');
		const { crm, id } = company;
		const second = issued({
			number: '2/11/2026',
			documentId: '9002',
			reference: 'pipedrive:demo:17:invoice:2',
			link: 'https://acme.example/2',
		});
		const pdf = { ...PDF, fileName: 'invoice.pdf' };
		for (const document of [issued(), second, issued(), second])
			await crm.recordInvoice(id, document, pdf, { ...OPTIONS, stageId: '' });
		expect(view(company)).toMatchObject({
			dealStatus: 'open',
			fields: {
				[FIELDS.number]: '1/11/2026, 2/11/2026',
				[FIELDS.documentId]: '9001, 9002',
				[FIELDS.reference]: `${issued().reference}, ${second.reference}`,
				[FIELDS.link]: 'https://acme.example/2',
			},
			files: [{ name: 'invoice 1-11-2026.pdf' }, { name: 'invoice 2-11-2026.pdf' }],
		});
		expect(view(company).notes).toHaveLength(3);
	});

	it('moves to a stage, to one of another pipeline too, and to no stage that is gone', async () => {
		const company = await ready();
		await company.crm.recordInvoice(company.id, issued(), undefined, { ...OPTIONS, stageId: STAGE.phase1 });
		expect(view(company)).toMatchObject({ stageId: 13, dealStatus: 'open' });
		const other = await ready();
		await other.crm.recordInvoice(other.id, issued(), undefined, { ...OPTIONS, stageId: '2' });
		expect(other.deal(other.id)).toMatchObject({ stageId: 2, pipelineId: 1 });
		const gone = await ready();
		await expect(
			gone.crm.recordInvoice(gone.id, issued(), undefined, { ...OPTIONS, stageId: '999' }),
		).rejects.toMatchObject({ cause_: 'rejected', message: expect.stringContaining(`Deal ${gone.id}`) });
		expect(gone.fake.records(gone.id)).toEqual([]);
	});

	it('names the field that does not exist, and the one that two share, and writes nothing', async () => {
		const { fake, crm } = testCompany();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		await expect(crm.recordInvoice(id, issued(), PDF, OPTIONS)).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringMatching(new RegExp(`Deal ${id} .* no deal field "Invoice number \\(D2I\\)"`)),
			advice: expect.stringContaining('Create Fields'),
		});
		await crm.ensureFields(FIELDS);
		fake.company.makeField('deal', FIELDS.status, 'text');
		await expect(testCompanyOf(fake).recordInvoice(id, issued(), PDF, OPTIONS)).rejects.toMatchObject({
			message: expect.stringContaining(`several deal fields "${FIELDS.status}"`),
		});
		expect(fake.records(id)).toEqual([]);
	});

	it('notices a field that does not keep the text', async () => {
		const company = await ready();
		const handle = company.fake.handle.bind(company.fake);
		company.fake.handle = async (request) => {
			const answer = await handle(request);
			if (request.method === 'PATCH') {
				const custom = (answer.body as { data: { custom_fields: Record<string, unknown> } }).data.custom_fields;
				custom[company.fake.company.fieldNamed('deal', FIELDS.number)!.code] = '1';
			}
			return answer;
		};
		await expect(company.crm.recordInvoice(company.id, issued(), PDF, OPTIONS)).rejects.toMatchObject({
			message: `Deal ${company.id} in Pipedrive did not keep the field "${FIELDS.number}".`,
		});
	});

	it('says the status in one request, shortened where the field is short, and in none when the deal says it already', async () => {
		const company = await ready();
		const { crm, id, calls } = company;
		await crm.setStatus(id, 'Czeka na KSeF', FIELDS);
		expect(calls).toEqual([`PATCH /api/v2/deals/${id}`]);
		const deal = await read(company);
		calls.length = 0;
		await crm.setStatus(id, 'Czeka na KSeF', FIELDS, deal);
		expect(calls).toEqual([]);
		const short = company.fake.company.makeField('deal', 'Stan', 'varchar');
		company.pass(61);
		for (const status of ['Stan', short.code]) {
			await crm.setStatus(id, 'ż'.repeat(300), { ...FIELDS, status });
			expect(view(company).fields.Stan).toHaveLength(STATUS_LENGTH);
		}
		await crm.setStatus(id, 'ż'.repeat(300), FIELDS);
		expect(view(company).fields[FIELDS.status]).toHaveLength(300);
		await recordPayment(
			crm,
			id,
			{ reference: 'r', number: '1/11/2026', state: 'paid', paid: '1230.00', currency: 'PLN', paidOn: '2026-12-01' },
			FIELDS,
		);
		expect(view(company).fields[FIELDS.status]).toBe('1/11/2026: paid on 2026-12-01, 1230.00 PLN');
	});

	it('makes the missing fields once, also from two runs at the same time', async () => {
		const company = testCompany();
		const made = (await Promise.all([company.crm.ensureFields(FIELDS), company.fresh().ensureFields(FIELDS)])).flat();
		const names = company.fake.company.fields.deal.filter((field) => field.isCustom).map((field) => field.name);
		expect(names).toHaveLength(13);
		expect(new Set(names).size).toBe(13);
		expect([...made].sort()).toEqual([...names].sort());
		expect(await company.fresh().ensureFields(FIELDS)).toEqual([]);
	});
});

/** The same books, with nothing remembered. */
function testCompanyOf(fake: TestCompany['fake']) {
	const other = testCompany();
	other.fake.handle = fake.handle.bind(fake);
	return other.crm;
}
