import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { HubSpotDeals } from '../../../nodes/HubSpot/HubSpotDeals.node';
import { HubSpotDealTrigger } from '../../../nodes/HubSpot/HubSpotDealTrigger.node';
import { issued } from '../../contract/hubspot/account';
import { connectApp, executeContext, nodeWorld, triggerContext, type NodeWorld } from './n8nContext';

const node = new HubSpotDeals();
const run = async (of: NodeWorld, options = {}) => (await node.execute.call(executeContext(of, options)))[0]!;

describe('HubSpot Deals', () => {
	it.each(['serviceKey', 'oAuth2'])('walks a deal from set-up to the recorded invoice (%s)', async (authentication) => {
		const world = nodeWorld({ operation: 'ensureFields' });
		if (authentication === 'oAuth2') connectApp(world);
		expect((await run(world))[0]?.json.created).toHaveLength(14);
		const { id } = await world.fake.createDeal({
			title: 'D',
			stage: 'invoice',
			buyer: { name: 'Klient', taxId: '5260250274' },
		});
		const entry = { stageId: '990105', pipelineId: '771001' };
		Object.assign(world.parameters, { operation: 'get', dealId: id, entry: JSON.stringify(entry) });
		const [got] = await run(world);
		expect(got).toMatchObject({
			json: { deal: { id, standing: 'inStage', buyers: [{ taxId: '5260250274' }] }, entry },
			pairedItem: { item: 0 },
		});
		Object.assign(world.parameters, {
			operation: 'recordInvoice',
			issued: issued(),
			binaryPropertyName: 'data',
			invoicedStage: '990106',
			note: 'Faktura',
			status: 'Zafakturowano',
			deal: got?.json.deal,
		});
		world.calls.length = 0;
		expect((await run(world))[0]?.json).toEqual({ recorded: true, dealId: id });
		expect(world.calls).toHaveLength(3);
		expect(world.fake.getDeal(id)).toMatchObject({ stage: 'invoiced', number: '1/11/2026', status: 'Zafakturowano' });
		expect(world.fake.records(id).flatMap(({ files }) => files)).toHaveLength(1);
		Object.assign(world.parameters, { operation: 'setStatus', status: 'Wymaga uwagi: brak NIP', deal: '' });
		await run(world);
		expect(world.fake.attention(id)).toEqual([
			{ reason: 'brak NIP', field: 'd2i_status', text: 'Wymaga uwagi: brak NIP' },
		]);
		const payment = { reference: 'r', number: '1/11/2026', state: 'paid', paid: '1230.00', currency: 'PLN' };
		Object.assign(world.parameters, { operation: 'recordPayment', payment });
		await run(world);
		expect(world.fake.getDeal(id)).toMatchObject({ status: '1/11/2026: paid, 1230.00 PLN' });
	});

	it('remembers the account from one run to the next', async () => {
		const world = nodeWorld({ operation: 'get', entry: '' });
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		world.parameters.dealId = id;
		await run(world);
		world.calls.length = 0;
		await run(world);
		expect(world.calls).toEqual([`GET /crm/objects/2026-09/deals/${id}`]);
		// Another key is another account, until it has told which.
		world.credential.accessToken = 'other';
		await expect(run(world)).rejects.toThrow('did not read');
	});

	it('answers null for a deleted deal', async () => {
		const world = nodeWorld({ operation: 'get', dealId: '99999', entry: '' });
		expect((await run(world))[0]?.json).toEqual({ deal: null, entry: null });
	});

	it('lists stage entries in the shape of the trigger', async () => {
		const rules = { rule: [{ stage: '990105' }] };
		const world = nodeWorld({ operation: 'listStageEntries', since: '2020-01-01T00:00:00', rules });
		const { id } = await world.fake.createDeal({ title: 'D', stage: 'invoice' });
		expect((await run(world)).map((item) => item.json)).toEqual([
			expect.objectContaining({ dealId: id, reference: `hubspot:9001:${id}:invoice:1` }),
		]);
	});

	it('checks the set-up and names what is missing', async () => {
		const world = nodeWorld({ operation: 'check' });
		const [before] = await run(world);
		expect(before?.json).toMatchObject({ ok: false, account: '9001' });
		expect(String(before?.json.notes)).toContain('d2i_number');
		world.parameters.operation = 'ensureFields';
		await run(world);
		world.parameters.operation = 'check';
		expect((await run(world))[0]?.json).toMatchObject({ ok: true, notes: [] });
	});

	it('fails an item in a sentence, or passes it on with the facts, without the key', async () => {
		const world = nodeWorld({ operation: 'get', dealId: 'x', entry: '' });
		await expect(run(world)).rejects.toThrow('"Deal ID"');
		world.parameters.dealId = '7';
		world.credential.accessToken = 'pat-eu1-wrongkey1234567890abcdef';
		const [failed] = await run(world, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'credential',
			outcome: 'notDone',
			vendor: 'HubSpot',
			status: 401,
		});
		expect(JSON.stringify(failed)).not.toContain('wrongkey');
		world.credential.accessToken = ' ';
		await expect(run(world)).rejects.toThrow('"Service Key"');
	});
});

describe('drop-downs', () => {
	const listing = (pipeline?: string): ILoadOptionsFunctions => {
		const world = nodeWorld({});
		world.fake.hub.fields.make('deals', 'project', 'string', 'Projekt');
		world.fake.hub.fields.make('companies', 'vat_number', 'string', 'NIP');
		const { context } = triggerContext(world);
		return { ...context, getCurrentNodeParameter: () => pipeline } as unknown as ILoadOptionsFunctions;
	};
	const { getPipelines, getStages } = new HubSpotDealTrigger().methods.loadOptions;
	const { getDealFields, getStagesOrLeave, getTaxIdFields } = node.methods.loadOptions;

	it('lists pipelines and the stages of the chosen one', async () => {
		expect(await getPipelines.call(listing())).toContainEqual({ name: 'Usługi', value: '771001' });
		expect((await getStages.call(listing('771001'))).map((stage) => stage.name)).toEqual([
			'Nowe zlecenie',
			'Zaliczka',
			'Etap 1 zakończony',
			'Etap 2 zakończony',
			'Zakończono – do faktury',
			'Zafakturowano',
			'Przegrane',
		]);
		expect((await getStagesOrLeave.call(listing()))[0]?.value).toBe('leave');
	});

	it('lists own fields of deals, and for the tax number those of companies first', async () => {
		expect(await getDealFields.call(listing())).toEqual([
			{ name: 'Projekt', value: 'project', description: 'project' },
		]);
		expect((await getTaxIdFields.call(listing())).map(({ name }) => name)).toEqual(['NIP (company)', 'Projekt (deal)']);
	});

	it('names for each list a method that the node has', () => {
		const named = JSON.stringify(node.description.properties).matchAll(/"loadOptionsMethod":"([^"]+)"/g);
		for (const [, method] of named) expect(Object.keys(node.methods.loadOptions)).toContain(method);
	});
});
