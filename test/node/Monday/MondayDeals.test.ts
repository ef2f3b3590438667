import { columnMapOf } from '../../../nodes/Monday/columnParameters';
import { DEFAULT_COLUMNS } from '../../../nodes/Monday/columnMap';
import { MondayDeals } from '../../../nodes/Monday/MondayDeals.node';
import { MondayDealTrigger } from '../../../nodes/Monday/MondayDealTrigger.node';
import { CLIENT, DEALS, LINE } from '../../../sandbox/fakes/monday/boards';
import { MONDAY_DEMO } from '../../../sandbox/fakes/monday/demo';
import { issued } from '../../contract/monday/account';
import { executeContext, nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new MondayDeals();
const { deals, stages, invoicedStage } = MONDAY_DEMO;
const world = (parameters: Record<string, unknown>) => nodeWorld({ ...deals, ...parameters });
const run = async (of: NodeWorld, options = {}) => (await node.execute.call(executeContext(of, options)))[0]!;

describe('monday.com node', () => {
	it('walks a deal from set-up to the recorded invoice', async () => {
		const account = world({ operation: 'ensureFields' });
		const created = (await run(account))[0]?.json.created as string[];
		expect(created).toEqual(expect.arrayContaining(['dti_number', 'dti_pdf', 'dti_sale_date']));
		const { id } = await account.fake.createDeal({
			title: 'D',
			stage: 'invoice',
			buyer: { name: 'Klient', taxId: '5260250274' },
			lines: [{ name: 'L', quantity: '2', unitPrice: '10', vatRate: '23' }],
		});
		const entry = { stageId: stages.invoice, pipelineId: DEALS };
		Object.assign(account.parameters, { operation: 'get', dealId: id, entry: JSON.stringify(entry) });
		const [got] = await run(account);
		expect(got).toMatchObject({
			json: {
				deal: {
					id,
					standing: 'inStage',
					buyers: [{ name: 'Klient', taxId: '5260250274' }],
					lines: [{ unitPrice: '10' }],
				},
				entry,
			},
			pairedItem: { item: 0 },
		});
		Object.assign(account.parameters, {
			operation: 'recordInvoice',
			issued: issued(),
			binaryPropertyName: 'data',
			invoicedStage,
			note: 'Faktura',
			status: 'Zafakturowano',
			deal: got?.json.deal,
		});
		expect((await run(account))[0]?.json).toEqual({ recorded: true, dealId: id });
		expect(account.fake.getDeal(id)).toMatchObject({
			stage: 'invoiced',
			number: '1/11/2026',
			status: 'Zafakturowano',
			files: [{ name: 'FV 1-11-2026.pdf' }],
		});
		Object.assign(account.parameters, { operation: 'setStatus', status: 'Wymaga uwagi: brak NIP', deal: '' });
		await run(account);
		expect(account.fake.attention(id)).toEqual([
			{ reason: 'brak NIP', field: 'dti_status', text: 'Wymaga uwagi: brak NIP' },
		]);
		const payment = { reference: 'r', number: '1/11/2026', state: 'paid', paid: '24.60', currency: 'PLN' };
		Object.assign(account.parameters, { operation: 'recordPayment', payment });
		await run(account);
		expect(account.fake.getDeal(id)).toMatchObject({ status: '1/11/2026: paid, 24.60 PLN' });
	});

	it('records a proforma and leaves the deal in its stage', async () => {
		const account = world({ operation: 'ensureFields' });
		await run(account);
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'deposit' });
		Object.assign(account.parameters, {
			operation: 'recordInvoice',
			dealId: id,
			issued: { ...issued(), kind: 'proforma' },
			binaryPropertyName: '',
			invoicedStage,
			note: 'Proforma',
			status: 'Proforma',
			deal: '',
		});
		await run(account);
		expect(account.fake.getDeal(id)).toMatchObject({ stage: 'deposit', number: '1/11/2026', status: 'Proforma' });
	});

	it('answers null for a deleted deal', async () => {
		expect((await run(world({ operation: 'get', dealId: '99999', entry: '' })))[0]?.json).toEqual({
			deal: null,
			entry: null,
		});
	});

	it('lists stage entries in the shape of the trigger', async () => {
		const rules = { rule: [{ stage: stages.invoice }] };
		const account = world({ operation: 'listStageEntries', since: '2020-01-01T00:00:00', rules });
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		expect((await run(account)).map((item) => item.json)).toEqual([
			expect.objectContaining({ dealId: id, stageId: stages.invoice, reference: `monday:7700123:${id}:invoice:1` }),
		]);
	});

	it('checks the set-up and names what is missing', async () => {
		const account = world({ operation: 'check' });
		const [before] = await run(account);
		expect(before?.json).toMatchObject({ ok: false, account: '7700123' });
		expect(String(before?.json.notes)).toContain('dti_number');
		account.parameters.operation = 'ensureFields';
		await run(account);
		account.parameters.operation = 'check';
		expect((await run(account))[0]?.json).toMatchObject({ ok: true, notes: [] });
	});

	it('fails an item in a sentence, or passes it on with the facts', async () => {
		const account = world({ operation: 'get', dealId: 'x', entry: '' });
		await expect(run(account)).rejects.toThrow('"Deal ID"');
		account.parameters.dealId = '7';
		account.credential = { apiToken: 'wrong-secret-token' };
		const [failed] = await run(account, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'credential',
			outcome: 'notDone',
			vendor: 'monday.com',
			status: 401,
		});
		expect(JSON.stringify(failed)).not.toContain('wrong-secret-token');
	});

	it('says that the calls of the day are used up, and asks no more than once', async () => {
		const account = nodeWorld({ ...deals, operation: 'get', dealId: '7', entry: '' }, { limits: { perDay: 0 } });
		const [failed] = await run(account, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'rateLimit',
			status: 429,
			advice: expect.stringContaining('plan'),
		});
		expect(account.fake.callsToday()).toBe(1);
	});
});

describe('drop-downs', () => {
	const { getPipelines, getStages } = new MondayDealTrigger().methods.loadOptions;
	const { getClientColumns, getDealFields, getStagesOrLeave } = node.methods.loadOptions;
	const { getLineFields } = node.methods.resourceMapping;
	const listing = (parameters = {}) => triggerContext(world(parameters)).context;

	it('list boards with a status column, and not those of subitems', async () => {
		expect(await getPipelines.call(listing())).toEqual([
			{ name: 'Zlecenia', value: DEALS },
			{ name: 'Klienci', value: '880012346' },
		]);
	});

	it('list the labels of the chosen board in the order that people see, with the name of their column', async () => {
		const found = await getStages.call(listing());
		expect(found.map(({ name }) => name).slice(0, 7)).toEqual([
			'Etap: Nowe zlecenie',
			'Etap: Zaliczka',
			'Etap: Etap 1 zakończony',
			'Etap: Etap 2 zakończony',
			'Etap: Zakończono – do faktury',
			'Etap: Zafakturowano',
			'Etap: Przegrane',
		]);
		expect(found[4]?.value).toBe(stages.invoice);
		expect((await getStagesOrLeave.call(listing({ pipeline: '' })))[0]?.value).toBe('leave');
	});

	it('list the columns of deals and clients', async () => {
		expect(await getDealFields.call(listing())).toContainEqual({
			name: 'Wartość (numbers)',
			value: 'deal_value',
			description: 'deal_value',
		});
		expect((await getClientColumns.call(listing())).map(({ value }) => value)).toContain(CLIENT.taxId);
		const onDeal = listing({ dealColumns: { client: '' } });
		expect((await getClientColumns.call(onDeal)).map(({ value }) => value)).toContain('deal_value');
	});

	it('read a line from the chosen columns; without a choice from those of Create Fields, and from none where none is chosen', () => {
		const lineOf = (value: object | null) => {
			const lineColumns = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
			return columnMapOf(triggerContext(nodeWorld({ lineColumns })).context as never).line;
		};
		expect(lineOf(null)).toEqual(DEFAULT_COLUMNS.line);
		const some = lineOf({ quantity: ' szt ', unit: '-', discount: null });
		expect(some).toEqual({ ...DEFAULT_COLUMNS.line, quantity: 'szt', unit: '' });
	});

	it('offer for each field of a line the columns of the subitems, the one that Create Fields makes, and none', async () => {
		const { fields } = await getLineFields.call(listing());
		expect(fields.map(({ id }) => id).sort()).toEqual(Object.keys(DEFAULT_COLUMNS.line).sort());
		const unit = fields.find(({ id }) => id === 'unit')!;
		expect(unit.options?.map(({ value }) => value)).toEqual([...Object.values(LINE), 'dti_unit', '-']);
		expect(unit).toMatchObject({ type: 'options', required: false, defaultValue: 'dti_unit' });
	});
});
