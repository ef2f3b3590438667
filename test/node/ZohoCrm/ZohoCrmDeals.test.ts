import { ZohoCrmDeals } from '../../../nodes/ZohoCrm/ZohoCrmDeals.node';
import { issued } from '../../contract/zoho/organisation';
import { executeContext, nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new ZohoCrmDeals();
const ENTRY = { stageId: 'Usługi › Do faktury', pipelineId: 'Usługi' };
const run = async (world: NodeWorld, options = {}) => (await node.execute.call(executeContext(world, options)))[0]!;
const LINES = [{ name: 'P', quantity: '1', unitPrice: '100', vatRate: '23' }];

describe('Zoho CRM node', () => {
	it('walks a deal from set-up to the recorded invoice', async () => {
		const world = nodeWorld({ operation: 'ensureFields', fields: {} });
		expect((await run(world))[0]?.json.created).toHaveLength(13);
		const buyer = { name: 'Klient', taxId: '5260250274' };
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice', buyer, lines: LINES });
		Object.assign(world.parameters, { operation: 'get', dealId: id, entry: JSON.stringify(ENTRY) });
		const [got] = await run(world);
		expect(got).toMatchObject({
			json: { deal: { id, standing: 'inStage', lines: [{ name: 'P' }] }, entry: ENTRY },
			pairedItem: { item: 0 },
		});
		Object.assign(world.parameters, {
			operation: 'recordInvoice',
			issued: issued(),
			binaryPropertyName: 'data',
			invoicedStage: 'Usługi › Closed Won',
			note: 'Faktura',
			status: 'Zafakturowano',
			deal: got?.json.deal,
		});
		expect((await run(world))[0]?.json).toEqual({ recorded: true, dealId: id });
		expect(world.fake.getDeal(id)).toMatchObject({
			stage: 'invoiced',
			number: '1/11/2026',
			status: 'Zafakturowano',
			files: [{ name: 'FV 1-11-2026.pdf', size: 4 }],
		});
		Object.assign(world.parameters, { operation: 'setStatus', status: 'Wymaga uwagi: brak NIP', deal: '' });
		await run(world);
		expect(world.fake.attention(id)).toEqual([
			{ reason: 'brak NIP', field: 'D2I_Status', text: 'Wymaga uwagi: brak NIP' },
		]);
	});

	it('records a proforma and leaves the deal in its stage', async () => {
		const world = nodeWorld({ operation: 'ensureFields', fields: {} });
		await run(world);
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		Object.assign(world.parameters, {
			operation: 'recordInvoice',
			dealId: id,
			issued: { ...issued(), kind: 'proforma' },
			invoicedStage: 'Usługi › Closed Won',
			note: 'Proforma',
			status: 'Proforma',
			deal: '',
		});
		await run(world);
		expect(world.fake.getDeal(id)).toMatchObject({ stage: 'invoice', number: '1/11/2026', status: 'Proforma' });
	});

	it('reads the products from where the user says', async () => {
		const world = nodeWorld({ operation: 'get', entry: '', fields: {} });
		const { id } = await world.fake.createDeal({ title: 'D', lines: LINES });
		const names = async (parameters: object) => {
			Object.assign(world.parameters, { dealId: id, columns: {}, ...parameters });
			const deal = (await run(world))[0]?.json.deal as { lines: { name: string }[] };
			return deal.lines.map((line) => line.name);
		};
		world.fake.organisation.deal(id)!.values.Pozycje = [
			{ id: '1', Nazwa: 'Z tabeli', Ile: 2, Cena: 5, Parent_Id: { id } },
		];
		const columns = { subform: 'Pozycje', name: 'Nazwa', quantity: 'Ile', price: 'Cena' };
		expect(await names({})).toEqual(['P']);
		expect(await names({ lineSource: 'none' })).toEqual([]);
		expect(await names({ lineSource: 'salesOrder' })).toEqual([]);
		expect(await names({ lineSource: 'subform', columns })).toEqual(['Z tabeli']);
		expect(await names({ lineSource: 'subformOrQuote', columns })).toEqual(['Z tabeli']);
		expect(await names({ lineSource: 'subformOrQuote' })).toEqual(['P']);
	});

	it('answers null for a deleted deal', async () => {
		const world = nodeWorld({ operation: 'get', dealId: '700000000000999999', entry: '', fields: {} });
		expect((await run(world))[0]?.json).toEqual({ deal: null, entry: null });
	});

	it('lists stage entries in the shape of the trigger', async () => {
		const rules = { rule: [{ stage: ENTRY.stageId }] };
		const world = nodeWorld({ operation: 'listStageEntries', since: '2020-01-01T00:00:00', rules });
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		expect((await run(world)).map((item) => item.json)).toEqual([
			expect.objectContaining({ dealId: id, reference: `zoho:20090000417:${id}:invoice:1` }),
		]);
	});

	it('records a payment and checks the set-up', async () => {
		const world = nodeWorld({ operation: 'check', fields: {} });
		expect(String((await run(world))[0]?.json.notes)).toContain('D2I_Number');
		world.parameters.operation = 'ensureFields';
		await run(world);
		world.parameters.operation = 'check';
		expect((await run(world))[0]?.json).toMatchObject({ ok: true, notes: [] });
		const { id } = await world.fake.createDeal({ title: 'D' });
		const payment = { reference: 'r', number: '1/11/2026', state: 'overdue', paid: '0.00', currency: 'PLN' };
		Object.assign(world.parameters, { operation: 'recordPayment', dealId: id, payment });
		await run(world);
		expect(world.fake.getDeal(id)).toMatchObject({ status: '1/11/2026: overdue' });
	});

	it('fails an item in a sentence, or passes it on with the facts and no secret', async () => {
		const world = nodeWorld({ operation: 'get', dealId: 'x', entry: '', fields: {} });
		await expect(run(world)).rejects.toThrow('"Deal ID"');
		world.parameters.dealId = '700000000000100001';
		world.credential.oauthTokenData = { access_token: 'wrongsecret', refresh_token: world.id };
		const [failed] = await run(world, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'credential',
			outcome: 'notDone',
			vendor: 'Zoho CRM',
			status: 401,
		});
		expect(JSON.stringify(failed)).not.toMatch(/wrongsecret|https?:/);
	});

	it('lists the fields of deals by the names that people see', async () => {
		const world = nodeWorld({});
		world.fake.organisation.makeField('Deals', 'Numer projektu', 'text');
		const { getDealFields } = node.methods.loadOptions;
		expect(await getDealFields.call(triggerContext(world).context as never)).toContainEqual({
			name: 'Numer projektu',
			value: 'Numer_projektu',
			description: 'Numer_projektu',
		});
	});

	it('offers no field for the PDF: it is attached', () => {
		const names = node.description.properties
			.filter(({ name }) => name === 'fields')
			.flatMap(({ options }) => options!);
		expect(names.map(({ name }) => name)).not.toContain('pdf');
		expect(names.map(({ name }) => name)).toContain('taxId');
	});
});
