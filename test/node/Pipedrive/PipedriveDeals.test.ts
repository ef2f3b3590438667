import { PipedriveDealTrigger } from '../../../nodes/Pipedrive/PipedriveDealTrigger.node';
import { PipedriveDeals } from '../../../nodes/Pipedrive/PipedriveDeals.node';
import { issued } from '../../contract/pipedrive/company';
import { executeContext, listing, nodeWorld, type NodeWorld } from './n8nContext';

const node = new PipedriveDeals();
const run = async (of: NodeWorld, options = {}) => (await node.execute.call(executeContext(of, options)))[0]!;
const world = (parameters: Record<string, unknown>) => nodeWorld({ fields: {}, ...parameters });

describe('Pipedrive node', () => {
	it('walks a deal from set-up to the recorded invoice', async () => {
		const company = world({ operation: 'ensureFields' });
		expect((await run(company))[0]?.json.created).toHaveLength(13);
		const { id } = await company.fake.createDeal({
			title: 'D',
			stage: 'invoice',
			buyer: { name: 'Klient', taxId: '5260250274' },
			lines: [{ name: 'P', quantity: '1', unitPrice: '10', vatRate: '23' }],
		});
		const entry = { stageId: '15', pipelineId: '2' };
		Object.assign(company.parameters, { operation: 'get', dealId: id, entry: JSON.stringify(entry) });
		const [got] = await run(company);
		expect(got).toMatchObject({
			json: { deal: { id, standing: 'inStage', buyers: [{ taxId: '5260250274' }], lines: [{ name: 'P' }] }, entry },
			pairedItem: { item: 0 },
		});
		Object.assign(company.parameters, {
			operation: 'recordInvoice',
			issued: issued(),
			binaryPropertyName: 'data',
			invoicedStage: 'won:2',
			note: 'Faktura',
			status: 'Zafakturowano',
			deal: got?.json.deal,
		});
		for (let round = 0; round < 2; round++)
			expect((await run(company))[0]?.json).toEqual({ recorded: true, dealId: id });
		expect(company.fake.getDeal(id)).toMatchObject({
			stage: 'invoiced',
			number: '1/11/2026',
			status: 'Zafakturowano',
			files: [{ name: 'FV 1-11-2026.pdf', size: 4 }],
			notes: [expect.stringContaining('Deal to Invoice:')],
		});
		Object.assign(company.parameters, { operation: 'setStatus', status: 'Wymaga uwagi: brak NIP', deal: '' });
		await run(company);
		expect(company.fake.attention(id)).toEqual([
			{ reason: 'brak NIP', field: 'Invoice status (D2I)', text: 'Wymaga uwagi: brak NIP' },
		]);
	});

	it('records a proforma and leaves the deal in its stage', async () => {
		const company = world({ operation: 'ensureFields' });
		await run(company);
		const { id } = await company.fake.createDeal({ title: 'D', stage: 'deposit' });
		Object.assign(company.parameters, {
			operation: 'recordInvoice',
			dealId: id,
			issued: { ...issued(), kind: 'proforma' },
			binaryPropertyName: '',
			invoicedStage: 'won:2',
			note: 'Proforma',
			status: 'Proforma',
			deal: '',
		});
		await run(company);
		expect(company.fake.getDeal(id)).toMatchObject({ stage: 'deposit', number: '1/11/2026', files: [] });
	});

	it('signs in by OAuth2 too, and answers null for a deleted deal', async () => {
		const company = world({ authentication: 'oAuth2', operation: 'get', dealId: '99999', entry: '' });
		company.fake.auth.admit('access', 'refresh');
		company.credential.apiToken = 'access';
		expect((await run(company))[0]?.json).toEqual({ deal: null, entry: null });
	});

	it('stops at installments, or invoices at once where the user says so', async () => {
		const company = world({ operation: 'get', entry: '' });
		company.fake.company.isGrowth = true;
		const { id } = await company.fake.createDeal({
			title: 'D',
			lines: [{ name: 'P', quantity: '1', unitPrice: '10', vatRate: '23' }],
		});
		company.fake.company.books.installments.push({
			id: 1,
			dealId: Number(id),
			amount: '5',
			billingDate: '2026-12-01',
			description: '',
		});
		company.parameters.dealId = id;
		const [failed] = await run(company, { continueOnFail: true });
		expect(failed?.json).toMatchObject({
			error: expect.stringContaining(`Deal ${id}`),
			details: { cause: 'rejected', outcome: 'notDone' },
		});
		company.parameters.billing = 'atOnce';
		expect((await run(company))[0]?.json.deal).toMatchObject({ lines: [{ name: 'P' }] });
	});

	it('lists stage entries in the shape of the trigger', async () => {
		const rules = { rule: [{ stage: '15' }] };
		const company = world({ operation: 'listStageEntries', since: '2020-01-01T00:00:00', rules });
		const { id } = await company.fake.createDeal({ title: 'D', stage: 'invoice' });
		expect((await run(company)).map((item) => item.json)).toEqual([
			expect.objectContaining({ dealId: id, reference: `pipedrive:${company.fake.company.domain}:${id}:invoice:1` }),
		]);
	});

	it('checks the set-up and names what is missing', async () => {
		const company = world({ operation: 'check' });
		const [before] = await run(company);
		expect(before?.json).toMatchObject({
			ok: false,
			account: company.fake.company.domain,
			user: { administrator: true },
		});
		expect(String(before?.json.notes)).toContain('"Invoice number (D2I)" does not exist');
		company.parameters.operation = 'ensureFields';
		await run(company);
		company.parameters.operation = 'check';
		expect((await run(company))[0]?.json).toMatchObject({ ok: true, notes: [] });
		company.parameters.fields = { taxId: 'Numer podatkowy' };
		expect(String((await run(company))[0]?.json.notes)).toContain('"Numer podatkowy"');
		company.fake.company.makeField('deal', 'Invoice status (D2I)', 'text');
		expect(String((await run(company))[0]?.json.notes)).toContain('Several deal fields');
	});

	it('checks the rights of the credential, and that it belongs to the company', async () => {
		const company = world({ operation: 'check' });
		const handle = company.fake.handle.bind(company.fake);
		company.fake.handle = async (request) => {
			if (request.path.endsWith('/webhooks'))
				return { status: 403, body: { success: false, error: 'Scope and URL mismatch' } };
			const answer = await handle(request);
			if (request.path.endsWith('/users/me')) {
				const { data } = answer.body as { data: { company_domain: string; access: { admin: boolean }[] } };
				data.company_domain = 'other';
				data.access[0]!.admin = false;
			}
			return answer;
		};
		const notes = String((await run(company))[0]?.json.notes);
		expect(notes).toContain('belongs to the company "other"');
		expect(notes).toContain('Cannot read webhooks.');
		expect(notes).toContain('no deals administrator');
	});

	it('fails an item in a sentence, or passes it on with the facts', async () => {
		const company = world({ operation: 'get', dealId: 'x', entry: '' });
		await expect(run(company)).rejects.toThrow('"Deal ID"');
		company.parameters.dealId = '7';
		company.credential.apiToken = 'wrongsecret';
		const [failed] = await run(company, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'credential',
			outcome: 'notDone',
			vendor: 'Pipedrive',
			status: 401,
		});
		expect(JSON.stringify(failed)).not.toContain('wrongsecret');
	});
});

describe('drop-downs', () => {
	const { getPipelines, getStages } = new PipedriveDealTrigger().methods.loadOptions;
	const { getDealFields, getStagesOrLeave, getTaxIdFields } = node.methods.loadOptions;

	it('list pipelines, and the stages of the chosen one in their order, with "Won" at the end', async () => {
		const company = world({});
		expect(await getPipelines.call(listing(company))).toEqual([
			{ name: 'Sprzedaż', value: '1' },
			{ name: 'Usługi', value: '2' },
		]);
		const stages = await getStages.call(listing(company, '2'));
		expect(stages.map((stage) => stage.value)).toEqual(['11', '12', '13', '14', '15', 'won:2']);
		expect(stages.at(-2)?.name).toBe('Zakończono – do faktury');
		const all = await getStagesOrLeave.call(listing(company));
		expect(all[0]?.value).toBe('leave');
		expect(all).toContainEqual({ name: 'Usługi: Won', value: 'won:2' });
	});

	it('list the fields of deals by their names; for the tax number those of clients first', async () => {
		const company = world({});
		const { code } = company.fake.company.makeField('deal', 'Projekt', 'varchar');
		expect(await getDealFields.call(listing(company))).toEqual([{ name: 'Projekt', value: code, description: code }]);
		const fields = await getTaxIdFields.call(listing(company));
		expect(fields.map((field) => field.name)).toEqual(['Organization: NIP', 'Person: NIP', 'Deal: Projekt']);
		expect(fields[2]?.value).toBe(code);
	});
});
