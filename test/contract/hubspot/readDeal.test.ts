import { Deal } from '../../../invoicing/deal';
import { FIELDS, testAccount } from './account';

const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example',
	address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
};
const ENTRY = { stageId: '990105', pipelineId: '771001' };
const OF_DEAL = [
	'GET deals/#',
	'POST line_items/batch/read',
	'POST companies/batch/read',
	'POST contacts/batch/read',
	'POST notes/batch/read',
];
/** After five minutes. */
const OF_ACCOUNT_AGAIN = ['GET properties/deals', 'GET pipelines/deals', 'GET tax-rates/tax-rates'];
/** In a process that has just started, and after an hour. */
const OF_ACCOUNT = [...OF_ACCOUNT_AGAIN, 'GET account-info/details', 'GET owners/#'];

/** A deal with all that a deal can have, a person's note included. */
async function fullDeal() {
	const account = testAccount();
	const { fake } = account;
	const { id } = await fake.createDeal({
		title: 'Strona WWW',
		stage: 'invoice',
		notes: 'Pilne\ndo końca tygodnia',
		buyer: BUYER,
		contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
		saleDate: '2026-11-20',
		customFields: { project: 'Alfa' },
		lines: [
			{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
			{ name: 'Hosting', quantity: '1', unitPrice: '113.89', vatRate: '8' },
			{ name: 'Szkolenie', quantity: '1', unitPrice: '50', vatRate: 'zw' },
			{ name: 'Eksport', quantity: '1', unitPrice: '10', vatRate: '0 EX' },
		],
	});
	const note = { id: fake.hub.nextId(), values: { hs_note_body: '<div>Zadzwonić</div>' }, createdAt: fake.hub.now() };
	fake.hub.books.notes.set(note.id, note);
	fake.hub.books.deals.get(id)!.noteIds.push(note.id);
	return { ...account, id };
}

describe('reading a deal', () => {
	it('brings everything: five requests for the deal, five for the account, which are kept', async () => {
		const { crm, calls, id } = await fullDeal();
		const deal = Deal.parse(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }));
		expect([...calls].sort()).toEqual([...OF_DEAL, ...OF_ACCOUNT].sort());
		expect(deal).toMatchObject({
			account: '9001',
			id,
			url: `https://app-eu1.hubspot.com/contacts/9001/record/0-3/${id}`,
			stage: { id: '990105', name: 'Zakończono – do faktury', outcome: 'open' },
			amount: '623.89',
			notes: 'Pilne\ndo końca tygodnia',
			customFields: {
				project: 'Alfa',
				d2i_sale_date: '2026-11-20',
				d2i_vat_rate: 'zw',
				d2i_email: 'ksiegowosc@klient.example',
			},
		});
		expect(deal.buyers).toEqual([
			expect.objectContaining({
				chosen: true,
				name: BUYER.name,
				kind: 'business',
				taxId: '526-025-02-74',
				address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
			}),
		]);
		expect(
			deal.lines.map(({ name, quantity, unit, unitPrice, priceBasis, discount, vatRate }) => [
				name,
				quantity,
				unit,
				unitPrice,
				priceBasis,
				discount?.value,
				vatRate,
			]),
		).toEqual([
			['Projekt', '2.5', 'godz.', '200', 'net', '10', '23'],
			['Hosting', '1', 'szt.', '113.89', 'net', undefined, '8'],
			['Szkolenie', '1', 'szt.', '50', 'net', undefined, null],
			['Eksport', '1', 'szt.', '10', 'net', undefined, '0'],
		]);
	});

	it('costs five requests while the account is remembered, and only what may have changed is asked again', async () => {
		const { crm, calls, id, pass } = await fullDeal();
		await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		calls.length = 0;
		await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		expect(calls).toEqual(OF_DEAL);
		pass(6);
		calls.length = 0;
		await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		expect([...calls].sort()).toEqual([...OF_DEAL, ...OF_ACCOUNT_AGAIN].sort());
		pass(60);
		calls.length = 0;
		await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		expect([...calls].sort()).toEqual([...OF_DEAL, ...OF_ACCOUNT].sort());
	});

	it('asks for nothing that the deal does not have, and invents nothing', async () => {
		const { fake, crm, calls } = testAccount();
		const { id } = await fake.createDeal({ title: 'D' });
		await crm.pipelines();
		calls.length = 0;
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal).toMatchObject({ buyers: [], contacts: [], lines: [], currency: 'PLN', notes: undefined });
		expect(deal?.amount).toBeUndefined();
		expect(calls.filter((call) => OF_DEAL.includes(call))).toEqual(['GET deals/#']);
	});

	it('reads all products of a long deal, in their order', async () => {
		const { fake, crm, calls } = testAccount();
		const lines = Array.from({ length: 230 }, (_, index) => ({
			name: `Pozycja ${index}`,
			quantity: '1',
			unitPrice: '1',
		}));
		const { id } = await fake.createDeal({ title: 'D', buyer: BUYER, lines });
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.lines.map((line) => line.name)).toEqual(lines.map((line) => line.name));
		expect(calls.filter((call) => /associations|line_items/.test(call))).toEqual([
			'POST associations/deals/line_items/batch/read',
			...Array(3).fill('POST line_items/batch/read'),
		]);
	});

	it('reads an account with more fields than an address can hold', async () => {
		const { fake, crm, calls } = testAccount();
		const customFields = Object.fromEntries(
			Array.from({ length: 300 }, (_, at) => [`a_rather_long_field_name_${at}`, `v${at}`]),
		);
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice', customFields, orderNumber: 'ZAM 7' });
		const deal = await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		expect(deal?.customFields).toMatchObject({ ...customFields, d2i_order_number: 'ZAM 7' });
		expect(deal).toMatchObject({ title: 'D', standing: 'inStage' });
		expect(calls.filter((call) => call.includes(' deals/'))).toEqual(['GET deals/#', 'POST deals/batch/read']);
	});

	it('chooses the primary company, the labelled one before it, and nobody among several', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D', buyer: BUYER });
		const deal = fake.hub.books.deals.get(id)!;
		const other = await fake.createDeal({ title: 'O', buyer: { ...BUYER, name: 'Drugi', taxId: '1132191233' } });
		deal.companyIds.push(...fake.hub.books.deals.get(other.id)!.companyIds);
		const chosen = async () =>
			(await crm.readDeal(id, { fields: FIELDS }))?.buyers.map((buyer) => [buyer.name, buyer.chosen]);
		expect(await chosen()).toEqual([
			[BUYER.name, true],
			['Drugi', false],
		]);
		deal.hasPrimaryCompany = false;
		expect(await chosen()).toEqual([
			[BUYER.name, false],
			['Drugi', false],
		]);
	});

	it('takes a person as a consumer only where the deal says so', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({
			title: 'D',
			buyer: { name: 'Ewa Kowalska', kind: 'consumer', email: 'e@x.example', country: 'PL' },
		});
		const buyer = async () => (await crm.readDeal(id, { fields: FIELDS }))?.buyers[0];
		expect(await buyer()).toMatchObject({
			kind: 'consumer',
			firstName: 'Ewa',
			lastName: 'Kowalska',
			emails: ['e@x.example'],
			address: { country: 'PL' },
		});
		fake.hub.books.deals.get(id)!.values.d2i_consumer = '';
		expect(await buyer()).toMatchObject({ kind: 'unknown' });
	});

	it('tells another pipeline and a stage that no longer exists', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D', stage: 'open' });
		const from = async (entry: typeof ENTRY) => (await crm.readDeal(id, { entry, fields: FIELDS }))?.standing;
		expect(await from({ stageId: 'closedwon', pipelineId: 'default' })).toBe('elsewhere');
		expect(await from({ stageId: '999', pipelineId: '771001' })).toBe('elsewhere');
	});

	it('is undefined for a deleted deal, and says so of one that was merged', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D' });
		const { id: into } = await fake.createDeal({ title: 'E' });
		fake.hub.books.deals.get(id)!.mergedInto = into;
		await expect(crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringContaining(`merged into deal ${into}`) as string,
		});
		fake.deleteDeal(id);
		expect(await crm.readDeal(id, { fields: FIELDS })).toBeUndefined();
	});

	it('makes no invoice of a deal of which a product is not told', async () => {
		const { fake, crm, id } = await fullDeal();
		fake.hub.books.lines.delete(fake.hub.books.deals.get(id)!.lineIds[1]!);
		await expect(crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({ cause_: 'unreadable' });
	});

	it('names the scope that is missing, and a refused key', async () => {
		const { id } = await fullDeal();
		const scopes = ['crm.objects.deals.read', 'crm.objects.owners.read'];
		const account = testAccount({ scopes });
		const { id: own } = await account.fake.createDeal({
			title: 'D',
			lines: [{ name: 'P', quantity: '1', unitPrice: '1' }],
		});
		await expect(account.crm.readDeal(own, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'permission',
			status: 403,
			message: expect.stringContaining('crm.objects.line_items.read') as string,
		});
		const refused = testAccount({ token: 'wrong' });
		await expect(refused.crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'credential',
			status: 401,
		});
	});

	it('reads a deal whose owner may not be seen', async () => {
		const account = testAccount({ scopes: ['crm.objects.deals.read'] });
		const { id } = await account.fake.createDeal({ title: 'D' });
		expect((await account.crm.readDeal(id, { fields: FIELDS }))?.owner).toBeUndefined();
	});
});
