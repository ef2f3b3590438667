import { recordPayment } from '../../../connect/crm/payment';
import type { RecordOptions } from '../../../connect/ports';
import { ENTRY, FIELDS, INVOICED_STAGE, issued, PDF, testOrganisation, type TestOrganisation } from './organisation';

const OPTIONS: RecordOptions = {
	fields: FIELDS,
	note: 'Faktura 1/11/2026',
	status: 'Zafakturowano: 1/11/2026',
	stageId: INVOICED_STAGE,
};
type Ready = TestOrganisation & { id: string };

async function ready(stage: 'invoice' | 'phase1' | 'lost' = 'invoice'): Promise<Ready> {
	const organisation = testOrganisation();
	await organisation.crm.ensureFields(FIELDS);
	const { id } = await organisation.fake.createDeal({ title: 'D', stage, buyer: { name: 'Klient' } });
	organisation.calls.length = 0;
	return { ...organisation, id };
}
const view = ({ fake, id }: Ready) =>
	fake.getDeal(id) as { stage: string; fields: Record<string, string>; notes: string[]; files: { name: string }[] };
const read = async ({ crm, id }: Ready) => (await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }))!;

describe('recording an invoice', () => {
	it('writes fields and stage, the PDF and the note in four requests', async () => {
		const organisation = await ready();
		const deal = await read(organisation);
		organisation.calls.length = 0;
		await organisation.crm.recordInvoice(organisation.id, issued(), PDF, { ...OPTIONS, deal });
		expect(organisation.calls).toEqual([
			`PUT Deals/${organisation.id}`,
			`GET Deals/${organisation.id}/Attachments`,
			`POST Deals/${organisation.id}/Attachments`,
			'POST Notes',
		]);
		expect(view(organisation)).toMatchObject({
			stage: 'invoiced',
			fields: {
				D2I_Number: '1/11/2026',
				D2I_Document_ID: '9001',
				D2I_Reference: issued().reference,
				D2I_Link: 'https://acme.example/invoice/token',
				D2I_Status: 'Zafakturowano: 1/11/2026',
			},
			notes: [`Faktura 1/11/2026\nDeal to Invoice: ${issued().reference}`],
		});
		expect(view(organisation).files.map((file) => file.name)).toEqual([PDF.fileName]);
	});

	it('starts none of the automations of the organisation', async () => {
		const organisation = await ready();
		await organisation.crm.recordInvoice(organisation.id, issued(), PDF, OPTIONS);
		await organisation.crm.setStatus(organisation.id, 'x', FIELDS);
		expect(organisation.fake.organisation.books.writes.length).toBeGreaterThan(3);
		expect(organisation.fake.organisation.books.writes.some((write) => write.automations)).toBe(false);
	});

	it.each([true, false])('names the fields that Zoho ignored without a word (deal read before: %s)', async (isRead) => {
		const organisation = { ...testOrganisation(), id: '' };
		organisation.id = (await organisation.fake.createDeal({ title: 'D', stage: 'invoice' })).id;
		const deal = isRead ? await read(organisation) : undefined;
		await expect(
			organisation.crm.recordInvoice(organisation.id, issued(), PDF, { ...OPTIONS, deal }),
		).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringContaining('D2I_Number'),
			advice: expect.stringContaining('Create Fields'),
		});
		expect(view(organisation).notes).toEqual([]);
	});

	it('says which field is of the wrong type or too short', async () => {
		const organisation = await ready();
		organisation.fake.organisation.makeField('Deals', 'Counter', 'integer');
		const wrong = organisation.crm.recordInvoice(organisation.id, issued(), undefined, {
			...OPTIONS,
			fields: { ...FIELDS, number: 'Counter' },
		});
		await expect(wrong).rejects.toThrow(/Counter.*integer/);
		const short = organisation.crm.setStatus(organisation.id, 'x'.repeat(300), { ...FIELDS, status: 'D2I_Number' });
		await expect(short).rejects.toThrow(/D2I_Number.*at most 255/);
		expect(organisation.fake.records(organisation.id)).toEqual([]);
	});

	it.each([
		['locked', /locked/, /Unlock/],
		['inBlueprint', /blueprint/, /Leave the Deal/],
	] as const)('tells what to do about a deal that is %s', async (kind, message, advice) => {
		const organisation = await ready();
		organisation.fake.organisation.books[kind].add(organisation.id);
		const failed = organisation.crm.recordInvoice(organisation.id, issued(), PDF, OPTIONS);
		await expect(failed).rejects.toMatchObject({
			outcome: 'notDone',
			message: expect.stringMatching(message),
			advice: expect.stringMatching(advice),
		});
	});

	it('says that the deal is gone', async () => {
		const organisation = await ready();
		organisation.fake.deleteDeal(organisation.id);
		for (const run of [
			organisation.crm.recordInvoice(organisation.id, issued(), PDF, OPTIONS),
			organisation.crm.setStatus(organisation.id, 'x', FIELDS),
		])
			await expect(run).rejects.toMatchObject({ cause_: 'notFound', outcome: 'notDone' });
	});
});

describe('status, payment, fields', () => {
	it('says the status in one request, and in none when the deal says it already', async () => {
		const organisation = await ready();
		const { crm, id, calls } = organisation;
		const before = await read(organisation);
		calls.length = 0;
		await crm.setStatus(id, 'Czeka na KSeF', FIELDS, before);
		expect(calls).toEqual([`PUT Deals/${id}`]);
		const deal = await read(organisation);
		calls.length = 0;
		await crm.setStatus(id, 'Czeka na KSeF', FIELDS, deal);
		expect(calls).toEqual([]);
		const payment = { reference: 'r', number: '1/11/2026', state: 'paid', paid: '1230.00', currency: 'PLN' } as const;
		await recordPayment(crm, id, { ...payment, paidOn: '2026-12-01' }, FIELDS);
		expect(view(organisation).fields.D2I_Status).toBe('1/11/2026: paid on 2026-12-01, 1230.00 PLN');
	});

	it('makes the missing fields once, five a call, also from two runs at the same time', async () => {
		const { crm, fake, calls } = testOrganisation();
		await Promise.all([crm.ensureFields(FIELDS), crm.ensureFields(FIELDS)]);
		const own = [...fake.organisation.fields.Deals.values()].filter((field) => field.custom);
		expect(own.map(({ name }) => name).sort()).toEqual(
			[
				...['Document_ID', 'Email', 'Exemption_Reason', 'Issue_On', 'Link', 'No_Email', 'Number', 'Order_Number'],
				...['Reference', 'Sale_Date', 'Status', 'VAT_Rate'],
			].map((name) => `D2I_${name}`),
		);
		expect(fake.organisation.fields.Accounts.get('NIP')?.type).toBe('text');
		calls.length = 0;
		expect(await crm.ensureFields(FIELDS)).toEqual([]);
		expect(calls.every((call) => call.startsWith('GET'))).toBe(true);
	});

	it('makes no second field for the tax number where contacts hold it', async () => {
		const { crm, fake } = testOrganisation();
		fake.organisation.makeField('Contacts', 'NIP', 'text');
		expect(await crm.ensureFields(FIELDS)).not.toContain('NIP');
		expect(fake.organisation.fields.Accounts.has('NIP')).toBe(false);
	});

	it('checks the set-up and names what is missing', async () => {
		const organisation = testOrganisation();
		const before = await organisation.crm.check(FIELDS);
		expect(before).toMatchObject({ ok: false, account: '20090000417', user: { administrator: true } });
		expect(before.notes.join()).toContain('D2I_Number');
		await organisation.crm.ensureFields(FIELDS);
		expect(await organisation.crm.check(FIELDS)).toMatchObject({ ok: true, notes: [] });
		const narrow = testOrganisation({
			scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ', 'ZohoCRM.modules.ALL', 'ZohoCRM.settings.ALL'],
		});
		expect((await narrow.crm.check(FIELDS)).notes.join()).toMatch(/notifications.*Connect|connect/);
	});
});
