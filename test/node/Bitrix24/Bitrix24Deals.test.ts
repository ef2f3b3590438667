import { Bitrix24Deals } from '../../../nodes/Bitrix24/Bitrix24Deals.node';
import { createBitrix24Fake } from '../../../sandbox/fakes/bitrix24';
import { issued } from '../../contract/bitrix24/portal';
import { executeContext, type NodeWorld } from './n8nContext';

const node = new Bitrix24Deals();

function world(parameters: Record<string, unknown>): NodeWorld {
	const quiet = { now: () => new Date(), fault: () => undefined, deliver: async () => 200, changed: () => undefined };
	return {
		fake: createBitrix24Fake(quiet, { limits: false }),
		credential: { webhookUrl: 'https://demo.bitrix24.pl/rest/1/demoinboundsecret/', applicationToken: '' },
		parameters: { authentication: 'webhook', fields: {}, ...parameters },
		data: {},
	};
}
const run = async (of: NodeWorld, options = {}) => (await node.execute.call(executeContext(of, options)))[0]!;

describe('Bitrix24 node', () => {
	it('walks a deal from set-up to the recorded invoice', async () => {
		const portal = world({ operation: 'ensureFields' });
		expect((await run(portal))[0]?.json.created).toHaveLength(13);
		const { id } = await portal.fake.createDeal({
			title: 'D',
			stage: 'invoice',
			buyer: { name: 'Klient', taxId: '5260250274' },
		});
		const entry = { stageId: 'C1:TOINVOICE', pipelineId: '1' };
		portal.parameters = { ...portal.parameters, operation: 'get', dealId: id, entry: JSON.stringify(entry) };
		const [got] = await run(portal);
		expect(got).toMatchObject({ json: { deal: { id, standing: 'inStage' }, entry }, pairedItem: { item: 0 } });
		Object.assign(portal.parameters, {
			operation: 'recordInvoice',
			issued: issued(),
			binaryPropertyName: 'data',
			invoicedStage: 'C1:WON',
			note: 'Faktura',
			status: 'Zafakturowano',
			deal: got?.json.deal,
		});
		expect((await run(portal))[0]?.json).toEqual({ recorded: true, dealId: id });
		expect(portal.fake.getDeal(id)).toMatchObject({ stage: 'invoiced', number: '1/11/2026', status: 'Zafakturowano' });
		Object.assign(portal.parameters, { operation: 'setStatus', status: 'Wymaga uwagi: brak NIP', deal: '' });
		await run(portal);
		expect(portal.fake.attention(id)).toEqual([
			{ reason: 'brak NIP', field: 'UF_CRM_D2I_STATUS', text: 'Wymaga uwagi: brak NIP' },
		]);
	});

	it('records a proforma and leaves the deal in its stage', async () => {
		const portal = world({ operation: 'ensureFields' });
		await run(portal);
		const { id } = await portal.fake.createDeal({ title: 'D', stage: 'invoice' });
		Object.assign(portal.parameters, {
			operation: 'recordInvoice',
			dealId: id,
			issued: { ...issued(), kind: 'proforma' },
			binaryPropertyName: 'data',
			invoicedStage: 'C1:WON',
			note: 'Proforma',
			status: 'Proforma',
			deal: '',
		});
		await run(portal);
		expect(portal.fake.getDeal(id)).toMatchObject({ stage: 'invoice', number: '1/11/2026', status: 'Proforma' });
	});

	it('answers null for a deleted deal', async () => {
		const portal = world({ operation: 'get', dealId: '99999', entry: '' });
		expect((await run(portal))[0]?.json).toEqual({ deal: null, entry: null });
	});

	it('waits for a full bucket, and says "rate limit" when it stays full', async () => {
		jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
		try {
			const portal = world({ operation: 'get', dealId: '1', entry: '' });
			const full = { status: 503, body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' } };
			const handle = jest.spyOn(portal.fake, 'handle').mockResolvedValue(full);
			const failed = run(portal, { continueOnFail: true });
			await jest.advanceTimersByTimeAsync(25_000);
			expect((await failed)[0]?.json).toMatchObject({
				details: { cause: 'rateLimit', outcome: 'notDone', status: 503 },
			});
			expect(handle.mock.calls.length).toBeGreaterThan(8);
			handle.mockRestore();
			jest.spyOn(portal.fake, 'handle').mockResolvedValueOnce(full).mockResolvedValueOnce(full);
			const later = run(portal);
			await jest.advanceTimersByTimeAsync(2_000);
			expect((await later)[0]?.json).toEqual({ deal: null, entry: null });
		} finally {
			jest.restoreAllMocks();
			jest.useRealTimers();
		}
	});

	it('lists stage entries in the shape of the trigger', async () => {
		const rules = { rule: [{ stage: 'C1:TOINVOICE' }] };
		const portal = world({ operation: 'listStageEntries', since: '2020-01-01T00:00:00', rules });
		const { id } = await portal.fake.createDeal({ title: 'D', stage: 'invoice' });
		expect((await run(portal)).map((item) => item.json)).toEqual([
			expect.objectContaining({ dealId: id, reference: `bitrix24:demo.bitrix24.pl:${id}:invoice:1` }),
		]);
	});

	it('checks the set-up and names what is missing', async () => {
		const portal = world({ operation: 'check' });
		const [before] = await run(portal);
		expect(before?.json).toMatchObject({ ok: false, account: 'demo.bitrix24.pl', user: { administrator: true } });
		expect(String(before?.json.notes)).toContain('UF_CRM_D2I_NUMBER');
		portal.parameters.operation = 'ensureFields';
		await run(portal);
		portal.parameters.operation = 'check';
		expect((await run(portal))[0]?.json).toMatchObject({ ok: true, notes: [] });
	});

	it('fails an item in a sentence, or passes it on with the facts', async () => {
		const portal = world({ operation: 'get', dealId: 'x', entry: '' });
		await expect(run(portal)).rejects.toThrow('"Deal ID"');
		portal.parameters.dealId = '7';
		portal.credential.webhookUrl = 'https://demo.bitrix24.pl/rest/1/wrongsecret/';
		const [failed] = await run(portal, { continueOnFail: true });
		expect(failed?.json.details).toMatchObject({
			cause: 'credential',
			outcome: 'notDone',
			vendor: 'Bitrix24',
			status: 401,
		});
		expect(JSON.stringify(failed)).not.toContain('wrongsecret');
	});
});
