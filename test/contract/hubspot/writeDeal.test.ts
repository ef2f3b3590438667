import { noteHtml } from '../../../nodes/HubSpot/mapping/text';
import { recordPayment } from '../../../connect/crm/payment';
import type { RecordOptions } from '../../../connect/ports';
import { FIELDS, issued, PDF, testAccount, type TestAccount } from './account';

const OPTIONS: RecordOptions = {
	fields: FIELDS,
	note: 'Faktura 1/11/2026 <b>&',
	status: 'Zafakturowano: 1/11/2026',
	stageId: '990106',
};
const RECORDING = ['POST files/files', 'PATCH deals/#', 'POST notes'];

async function ready(stage: 'invoice' | 'phase1' | 'lost' = 'invoice'): Promise<TestAccount & { id: string }> {
	const account = testAccount();
	await account.crm.ensureFields(FIELDS);
	const { id } = await account.fake.createDeal({ title: 'D', stage, buyer: { name: 'Klient' } });
	account.calls.length = 0;
	return { ...account, id };
}
type Ready = Pick<TestAccount, 'fake' | 'crm'> & { id: string };
const view = ({ fake, id }: Ready) =>
	fake.getDeal(id) as { stageId: string; fields: Record<string, string>; notes: string[]; files: { name: string }[] };
const read = async ({ crm, id }: Ready, stageId = '990105') =>
	(await crm.readDeal(id, { entry: { stageId, pipelineId: '771001' }, fields: FIELDS }))!;

describe('recording an invoice', () => {
	it('writes number, link, status and stage, and a note with the private PDF, in three requests', async () => {
		const account = await ready();
		const deal = await read(account);
		account.calls.length = 0;
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, deal });
		expect(account.calls).toEqual(RECORDING);
		expect(view(account)).toMatchObject({
			stageId: '990106',
			fields: {
				d2i_number: '1/11/2026',
				d2i_document_id: '9001',
				d2i_reference: issued().reference,
				d2i_link: 'https://acme.example/invoice/token',
				d2i_status: 'Zafakturowano: 1/11/2026',
			},
			notes: [noteHtml(`Faktura 1/11/2026 <b>&\nDeal to Invoice: ${issued().reference}`)],
		});
		expect(view(account).notes[0]).toContain('&lt;b&gt;&amp;');
		const [file] = [...account.fake.hub.books.files.values()];
		expect(file).toMatchObject({ access: 'PRIVATE', folder: '/deal-to-invoice', size: PDF.content.length });
		expect(file?.name).toBe(`FV 1-11-2026 (${account.id}-invoice-1).pdf`);
		expect(view(account).files.map(({ name }) => name)).toEqual([file?.name]);
	});

	it('recognises its note in the HTML that HubSpot makes of it', async () => {
		const account = await ready();
		await account.crm.recordInvoice(account.id, issued(), PDF, OPTIONS);
		for (const note of account.fake.hub.books.notes.values())
			note.values.hs_note_body = `<div style="" dir="auto"><p>${(note.values.hs_note_body ?? '').replace(/<br>/g, '</p><p>')}</p></div>`;
		await account.crm.recordInvoice(account.id, issued(), PDF, OPTIONS);
		expect(view(account).notes).toHaveLength(1);
	});

	it('puts the PDF into a file field where the user chose one', async () => {
		const account = await ready();
		const fields = { ...FIELDS, pdf: 'd2i_pdf' };
		await account.crm.ensureFields(fields);
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, fields });
		const [file] = [...account.fake.hub.books.files.keys()];
		expect(view(account).fields.d2i_pdf).toBe(file);
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, fields });
		expect(account.fake.records(account.id)).toHaveLength(2);
	});

	it.each([
		['lost', '990107'],
		['phase1', '990103'],
	] as const)('leaves a deal where a person has moved it (%s)', async (stage, stageId) => {
		const account = await ready(stage);
		await account.crm.recordInvoice(account.id, issued(), undefined, { ...OPTIONS, deal: await read(account) });
		expect(view(account)).toMatchObject({ stageId, fields: { d2i_number: '1/11/2026' } });
	});

	it('moves a deal into a stage of another pipeline together with that pipeline', async () => {
		const account = await ready();
		await account.crm.recordInvoice(account.id, issued(), undefined, { ...OPTIONS, stageId: 'closedwon' });
		expect(view(account)).toMatchObject({ stageId: 'closedwon', fields: { pipeline: 'default' } });
	});

	it('names the field that does not exist, and writes nothing', async () => {
		const account = testAccount();
		const { id } = await account.fake.createDeal({ title: 'D', stage: 'invoice' });
		await expect(account.crm.recordInvoice(id, issued(), undefined, OPTIONS)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringContaining('d2i_number') as string,
			advice: expect.stringContaining('Create Fields') as string,
		});
		expect(account.fake.records(id)).toEqual([]);
	});
});

describe('status, payment and set-up', () => {
	it('writes the status once, and a payment in words', async () => {
		const account = await ready();
		await account.crm.setStatus(account.id, 'Wymaga uwagi: brak NIP', FIELDS);
		account.calls.length = 0;
		await account.crm.setStatus(account.id, 'Wymaga uwagi: brak NIP', FIELDS, await read(account));
		expect(account.calls).not.toContain('PATCH deals/#');
		expect(account.fake.attention(account.id)).toEqual([
			{ reason: 'brak NIP', field: 'd2i_status', text: 'Wymaga uwagi: brak NIP' },
		]);
		const paid = {
			reference: 'r',
			number: '1/11/2026',
			state: 'paid',
			paid: '1230.00',
			currency: 'PLN',
			paidOn: '2026-12-01',
		} as const;
		await recordPayment(account.crm, account.id, paid, FIELDS);
		expect(view(account).fields.d2i_status).toBe('1/11/2026: paid on 2026-12-01, 1230.00 PLN');
	});

	it('makes the missing fields once, those of the company among them', async () => {
		const { crm, fake } = testAccount();
		const made = await crm.ensureFields(FIELDS);
		expect(made).toHaveLength(14);
		expect(fake.hub.fields.get('companies', 'd2i_nip')).toMatchObject({ type: 'string', hubspotDefined: false });
		expect(fake.hub.fields.get('deals', 'd2i_no_email')).toMatchObject({ type: 'bool' });
		expect(await crm.ensureFields(FIELDS)).toEqual([]);
	});

	it('takes a tax number field that the account has on contacts already', async () => {
		const { crm, fake } = testAccount();
		fake.hub.fields.make('contacts', 'vat_number', 'string');
		expect(await crm.ensureFields({ ...FIELDS, taxId: 'vat_number' })).not.toContain('vat_number');
	});

	it('is content when somebody else makes a field at the same time', async () => {
		const { crm, fake, start } = testAccount();
		const both = await Promise.all([crm.ensureFields(FIELDS), start().ensureFields(FIELDS)]);
		expect(both.flat().sort()).toEqual([...new Set(both.flat())].sort());
		expect(fake.hub.fields.all('deals').filter(({ name }) => name === 'd2i_number')).toHaveLength(1);
	});

	it('lists fields for the drop-downs, company fields first for the tax number', async () => {
		const { crm, fake } = testAccount();
		fake.hub.fields.make('companies', 'nip', 'string', 'NIP');
		fake.hub.fields.make('deals', 'project', 'string', 'Projekt');
		expect(await crm.dealFields()).toEqual([{ name: 'project', title: 'Projekt' }]);
		expect(await crm.taxIdFields()).toEqual([
			{ name: 'nip', title: 'NIP (company)' },
			{ name: 'project', title: 'Projekt (deal)' },
		]);
	});

	it('checks what the credential may do, and says what is missing', async () => {
		const account = testAccount();
		const before = await account.crm.check(FIELDS);
		expect(before).toMatchObject({ ok: false, account: '9001' });
		expect(before.notes.join('\n')).toContain('d2i_nip');
		await account.crm.ensureFields(FIELDS);
		expect(await account.crm.check(FIELDS)).toEqual({ ok: true, account: '9001', notes: [] });
		const poor = testAccount({ scopes: ['crm.objects.deals.read'], stageDates: false });
		const { ok, notes } = await poor.crm.check(FIELDS);
		expect(ok).toBe(false);
		expect(notes.join('\n')).toMatch(/products of deals.*crm\.objects\.line_items\.read/s);
		expect(notes.join('\n')).toContain('crm.objects.owners.read');
		await expect(testAccount({ token: 'wrong' }).crm.check(FIELDS)).rejects.toMatchObject({ cause_: 'credential' });
	});
});
