import { recordPayment } from '../../../connect/crm/payment';
import type { RecordOptions } from '../../../connect/ports';
import { DEALS } from '../../../sandbox/fakes/monday/boards';
import { FIELDS, issued, PDF, STAGES, testAccount, type TestAccount } from './account';

const OPTIONS: RecordOptions = {
	fields: FIELDS,
	note: 'Faktura 1/11/2026 <pilna> & ważna',
	status: 'Zafakturowano: 1/11/2026',
	stageId: STAGES.invoiced,
};

async function ready(stage: 'invoice' | 'phase1' | 'lost' = 'invoice'): Promise<TestAccount & { id: string }> {
	const account = testAccount();
	await account.crm.ensureFields(FIELDS);
	const { id } = await account.fake.createDeal({ title: 'D', stage, buyer: { name: 'Klient' } });
	account.calls.length = 0;
	return { ...account, id };
}
const view = ({ fake, id }: { fake: TestAccount['fake']; id: string }) =>
	fake.getDeal(id) as { stageId: string; fields: Record<string, string>; notes: string[]; files: { name: string }[] };
const read = async ({ crm, id }: { crm: TestAccount['crm']; id: string }, stageId = STAGES.invoice) =>
	(await crm.readDeal(id, { entry: { stageId, pipelineId: DEALS }, fields: FIELDS }))!;

describe('recording an invoice', () => {
	it('writes number, link, status and stage in one change, then the PDF and the note', async () => {
		const account = await ready();
		const deal = await read(account);
		account.calls.length = 0;
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, deal });
		expect(account.calls).toEqual(['change_multiple_column_values', 'add_file_to_column', 'create_update']);
		expect(view(account)).toMatchObject({
			stageId: STAGES.invoiced,
			fields: {
				dti_number: '1/11/2026',
				dti_document_id: '9001',
				dti_reference: issued().reference,
				dti_link: 'https://acme.example/invoice/token',
				dti_status: 'Zafakturowano: 1/11/2026',
			},
			notes: [`Faktura 1/11/2026 &lt;pilna&gt; &amp; ważna<br>Deal to Invoice: ${issued().reference}`],
		});
		expect(view(account).files.map((file) => file.name)).toEqual([PDF.fileName]);
	});

	it.each(['fields', 'fields and PDF'])('finishes what a cut-off run left: only %s were there', async (left) => {
		const account = await ready();
		await account.crm.recordInvoice(account.id, issued(), left === 'fields' ? undefined : PDF, OPTIONS);
		account.fake.account.books.updates.length = 0;
		account.calls.length = 0;
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, deal: await read(account) });
		expect(account.calls).not.toContain('change_multiple_column_values');
		expect(view(account).notes).toHaveLength(1);
		expect(view(account).files).toHaveLength(1);
	});

	it('moves the status of another column once, and not back after a person changed it', async () => {
		const account = await ready();
		const stageId = `${DEALS}:status_mkx7p:0`;
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, stageId, deal: await read(account) });
		expect(view(account)).toMatchObject({ stageId: STAGES.invoice, fields: { status_mkx7p: 'Pilne' } });
		const { account: books } = account.fake;
		books.setCell(
			books.books.items.get(account.id)!,
			books.column(DEALS, 'status_mkx7p')!,
			{ label: 1 },
			{ user: true },
		);
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, stageId, deal: await read(account) });
		expect(view(account).fields.status_mkx7p).toBe('Zwykłe');
	});

	it('says which columns are missing, and writes nothing', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		await expect(crm.recordInvoice(id, issued(), PDF, OPTIONS)).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringContaining(`deal ${id}`),
			advice: expect.stringContaining('Create Fields'),
		});
		expect(fake.records(id)).toEqual([]);
	});

	it('names a column of the wrong type', async () => {
		const account = await ready();
		account.fake.account.addColumn(DEALS, { id: 'numeric_mkcount', title: 'Numer', type: 'numbers' });
		const fields = { ...FIELDS, number: 'numeric_mkcount' };
		await expect(
			account.crm.recordInvoice(account.id, issued(), undefined, { ...OPTIONS, fields }),
		).rejects.toMatchObject({ cause_: 'rejected', advice: expect.stringContaining('Field Names') });
		expect(account.fake.records(account.id)).toEqual([]);
	});

	it('records without a column for the PDF, and without a PDF', async () => {
		const account = await ready();
		await account.crm.recordInvoice(account.id, issued(), PDF, { ...OPTIONS, fields: { ...FIELDS, pdf: '' } });
		expect(account.calls).toEqual(['items', 'change_multiple_column_values', 'create_update']);
	});

	it('says the status in one request, in none when the deal says it already, in two when nothing is known', async () => {
		const account = await ready();
		const deal = await read(account);
		account.calls.length = 0;
		await account.crm.setStatus(account.id, 'Czeka na KSeF', FIELDS, deal);
		expect(account.calls).toEqual(['change_multiple_column_values']);
		const again = await read(account);
		account.calls.length = 0;
		await account.crm.setStatus(account.id, 'Czeka na KSeF', FIELDS, again);
		expect(account.calls).toEqual([]);
		await recordPayment(
			account.crm,
			account.id,
			{ reference: 'r', number: '1/11/2026', state: 'paid', paid: '1230.00', currency: 'PLN', paidOn: '2026-12-01' },
			FIELDS,
		);
		expect(account.calls).toEqual(['items', 'change_multiple_column_values']);
		expect(view(account).fields.dti_status).toBe('1/11/2026: paid on 2026-12-01, 1230.00 PLN');
		await expect(account.crm.setStatus('999', 'x', FIELDS)).rejects.toThrow('Deal 999 is not in monday.com');
	});
});

describe('the columns of the pack', () => {
	it('are made once on every board that holds a part of the deal, also from two runs at the same time', async () => {
		const { fake, with: other } = testAccount();
		const crm = other({ map: undefined });
		const fields = { ...FIELDS, taxId: 'dti_tax_id' };
		const made = (await Promise.all([crm.ensureFields(fields), crm.ensureFields(fields)])).flat();
		expect([...made].sort()).toEqual([...new Set(made)].sort());
		const ids = (board: number) =>
			fake.account.boards[board]!.columns.map(({ id }) => id).filter((id) => id.startsWith('dti_'));
		expect(ids(0)).toHaveLength(6 + 7 + 1 + 8);
		expect(ids(3)).toHaveLength(7);
		expect(fake.account.column(DEALS, 'dti_pdf')?.type).toBe('file');
		for (const id of [...ids(0), ...ids(3)]) expect(id).toMatch(/^[a-z_]{1,20}$/);
		expect(await crm.ensureFields(fields)).toEqual([]);
		expect(await crm.check(fields)).toMatchObject({ ok: true, notes: [] });
	});

	it('that the user chose are never made', async () => {
		const { crm, fake } = testAccount();
		const made = await crm.ensureFields({ ...FIELDS, number: 'text_mkxown' });
		expect(made).not.toContain('text_mkxown');
		expect(fake.account.column(DEALS, 'text_mkxown')).toBeUndefined();
		expect((await crm.check({ ...FIELDS, number: 'text_mkxown' })).notes).toEqual([
			expect.stringMatching(/^Column text_mkxown .* Choose another one\.$/),
		]);
	});

	it('whose id was used up by a deleted one are named', async () => {
		const { crm, fake } = testAccount();
		fake.account.boards[0]!.usedUp.add('dti_pdf');
		await expect(crm.ensureFields(FIELDS)).rejects.toMatchObject({
			message: expect.stringContaining('dti_pdf'),
			advice: expect.stringContaining('by hand'),
		});
		expect(fake.account.column(DEALS, 'dti_number')).toBeDefined();
	});

	it('are offered with their types, the clients’ with the name of their board', async () => {
		const names = (await testAccount().crm.dealFields()).map(({ title }) => title);
		expect(names).toContain('Wartość (numbers)');
		expect(names).toContain('Klienci: NIP (text)');
	});

	it('and the board are checked in words', async () => {
		const { crm, with: other, fake } = testAccount();
		const before = await crm.check(FIELDS);
		expect(before).toMatchObject({ ok: false, account: '7700123', user: { name: 'Anna Serwisowa' } });
		expect(before.notes.join(' ')).toContain('dti_number');
		await crm.ensureFields(FIELDS);
		expect(await crm.check(FIELDS)).toMatchObject({ ok: true, notes: [] });
		fake.account.column(DEALS, 'dti_link')!.type = 'text';
		expect((await crm.check(FIELDS)).notes).toEqual([expect.stringContaining('has to be of type link')]);
		expect(await other({ boardId: '1' }).check(FIELDS)).toMatchObject({
			ok: false,
			notes: [expect.stringContaining('Board 1')],
		});
		expect(await other({ boardId: '' }).check(FIELDS)).toMatchObject({
			notes: [expect.stringContaining('No board is chosen')],
		});
	});
});
