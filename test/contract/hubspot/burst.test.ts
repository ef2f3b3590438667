import { FREE_LIMITS } from '../../../sandbox/fakes/hubspot/limits';
import { FIELDS, issued, PDF, testAccount } from './account';

const ENTRY = { stageId: '990105', pipelineId: '771001' };
const RECORDING = { fields: FIELDS, note: 'Faktura', status: 'Gotowe', stageId: '990106' };

describe('a burst of deals against the limits of the free plan', () => {
	it('waits in line until all are recorded, once', async () => {
		const account = testAccount({ limits: FREE_LIMITS });
		const { fake, crm } = account;
		await crm.ensureFields(FIELDS);
		const ids: string[] = [];
		for (let at = 0; at < 30; at++)
			ids.push((await fake.createDeal({ title: 'D', stage: 'invoice', buyer: { name: `K${at}` } })).id);
		const refused = () => account.world.calls.list().filter(({ status }) => status === 429).length;
		await Promise.all(
			ids.map(async (id) => {
				const deal = await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
				const document = issued({ reference: `hubspot:9001:${id}:invoice:1` });
				await crm.recordInvoice(id, document, PDF, { ...RECORDING, deal });
			}),
		);
		expect(refused()).toBeGreaterThan(0);
		for (const id of ids) {
			expect(fake.getDeal(id)).toMatchObject({ stage: 'invoiced', number: '1/11/2026' });
			expect(fake.records(id)).toHaveLength(2);
		}
	});

	it('lets the searches of several triggers through, five in a second', async () => {
		const account = testAccount({ limits: FREE_LIMITS });
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		const found = await Promise.all(
			Array.from({ length: 12 }, async () => account.crm.stageMovesSince('2026-11-22T00:00:00Z', ['990105'])),
		);
		expect(found.map((moves) => moves.map(({ dealId }) => dealId))).toEqual(Array(12).fill([id]));
	});
});
