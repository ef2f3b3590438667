import { recordPayment } from '../../../connect/crm/payment';
import type { RecordOptions } from '../../../connect/ports';
import { FIELDS, issued, PDF, testPortal, type TestPortal } from './portal';

const OPTIONS: RecordOptions = {
	fields: FIELDS,
	note: 'Faktura 1/11/2026',
	status: 'Zafakturowano: 1/11/2026',
	stageId: 'C1:WON',
};

async function ready(stage: 'invoice' | 'phase1' | 'lost' = 'invoice'): Promise<TestPortal & { id: string }> {
	const portal = testPortal();
	await portal.crm.ensureFields(FIELDS);
	const { id } = await portal.fake.createDeal({ title: 'D', stage, buyer: { name: 'Klient' } });
	portal.calls.length = 0;
	return { ...portal, id };
}
const view = ({ fake, id }: { fake: TestPortal['fake']; id: string }) =>
	fake.getDeal(id) as { stageId: string; fields: Record<string, string>; notes: string[]; files: { name: string }[] };
const read = async ({ crm, id }: { crm: TestPortal['crm']; id: string }, stageId = 'C1:TOINVOICE') =>
	(await crm.readDeal(id, { entry: { stageId, pipelineId: '1' }, fields: FIELDS }))!;

describe('recording an invoice', () => {
	it('writes number, link, PDF, status, stage and note in two requests', async () => {
		const portal = await ready();
		const deal = await read(portal);
		portal.calls.length = 0;
		await portal.crm.recordInvoice(portal.id, issued(), PDF, { ...OPTIONS, deal });
		expect(portal.calls).toEqual(['crm.item.update', 'crm.timeline.comment.add']);
		expect(view(portal)).toMatchObject({
			stageId: 'C1:WON',
			fields: {
				UF_CRM_D2I_NUMBER: '1/11/2026',
				UF_CRM_D2I_DOCUMENT_ID: '9001',
				UF_CRM_D2I_REFERENCE: issued().reference,
				UF_CRM_D2I_LINK: 'https://acme.example/invoice/token',
				UF_CRM_D2I_STATUS: 'Zafakturowano: 1/11/2026',
			},
			notes: [`Faktura 1/11/2026\nDeal to Invoice: ${issued().reference}`],
		});
		expect(view(portal).files.map((file) => file.name)).toEqual([PDF.fileName]);
	});

	it('names the fields that Bitrix24 ignored without a word', async () => {
		const { fake, crm } = testPortal();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		await expect(crm.recordInvoice(id, issued(), PDF, OPTIONS)).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringContaining('UF_CRM_D2I_NUMBER'),
			advice: expect.stringContaining('Create Fields'),
		});
		expect((fake.getDeal(id) as { notes: string[] }).notes).toEqual([]);
	});

	it('notices a number field that cuts the number', async () => {
		const portal = await ready();
		portal.fake.portal.makeUserField('UF_CRM_COUNT', 'integer', 'Numer');
		const fields = { ...FIELDS, number: 'UF_CRM_COUNT' };
		await expect(portal.crm.recordInvoice(portal.id, issued(), undefined, { ...OPTIONS, fields })).rejects.toThrow(
			'UF_CRM_COUNT',
		);
	});

	it('says the status in one request, and in none when the deal says it already', async () => {
		const portal = await ready();
		await portal.crm.setStatus(portal.id, 'Czeka na KSeF', FIELDS);
		expect(portal.calls).toEqual(['crm.item.update']);
		const deal = await read(portal);
		portal.calls.length = 0;
		await portal.crm.setStatus(portal.id, 'Czeka na KSeF', FIELDS, deal);
		expect(portal.calls).toEqual([]);
		await recordPayment(
			portal.crm,
			portal.id,
			{ reference: 'r', number: '1/11/2026', state: 'paid', paid: '1230.00', currency: 'PLN', paidOn: '2026-12-01' },
			FIELDS,
		);
		expect(view(portal).fields.UF_CRM_D2I_STATUS).toBe('1/11/2026: paid on 2026-12-01, 1230.00 PLN');
	});

	it('makes the missing fields once, also from two runs at the same time', async () => {
		const { crm, fake } = testPortal();
		const made = (await Promise.all([crm.ensureFields(FIELDS), crm.ensureFields(FIELDS)])).flat();
		expect([...made].sort()).toEqual([...new Set(made)].sort());
		expect(fake.portal.userFields.size).toBe(13);
		expect([...fake.portal.userFields.values()].find((field) => field.name === FIELDS.pdf)?.type).toBe('file');
		expect(await crm.ensureFields(FIELDS)).toEqual([]);
	});
});
