import { Deal } from '../../../invoicing/deal';
import type { DealIn } from '../../../sandbox/fakes/types';
import { ENTRY, FIELDS, testOrganisation } from './organisation';

const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example',
	address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
};
const DEAL: DealIn = {
	title: 'Strona WWW',
	stage: 'invoice',
	notes: 'Pilne',
	buyer: BUYER,
	contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
	saleDate: '2026-11-20',
	customFields: { Projekt: 'Alfa' },
	lines: [
		{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
		{ name: 'Hosting', quantity: '1', unitPrice: '113.89', vatRate: '8' },
		{ name: 'Szkolenie', quantity: '1', unitPrice: '50', vatRate: 'zw' },
		{ name: 'Eksport', quantity: '1', unitPrice: '10', vatRate: '0 EX' },
		{ name: 'Bez stawki', quantity: '3', unitPrice: '0.1' },
	],
};

describe('reading a deal', () => {
	it('brings everything in eight requests, and the organisation once an hour', async () => {
		const { fake, crm, calls } = testOrganisation();
		const { id } = await fake.createDeal(DEAL);
		const deal = Deal.parse(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }));
		expect(calls.filter((call) => call !== 'GET org')).toHaveLength(8);
		expect(calls.filter((call) => call === 'GET org')).toHaveLength(1);
		calls.length = 0;
		await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
		expect(calls).toHaveLength(8);
		expect(deal).toMatchObject({
			account: '20090000417',
			id,
			title: 'Strona WWW',
			url: `https://crm.zoho.eu/crm/org20090000417/tab/Potentials/${id}`,
			stage: { id: ENTRY.stageId, name: 'Do faktury', outcome: 'open' },
			amount: '736.8',
			notes: 'Pilne',
			customFields: { Projekt: 'Alfa', D2I_Sale_Date: '2026-11-20', D2I_Email: BUYER.email, Deal_Name: 'Strona WWW' },
		});
		expect(deal.buyers).toEqual([
			expect.objectContaining({
				chosen: true,
				name: BUYER.name,
				kind: 'business',
				taxId: '526-025-02-74',
				address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
				emails: [],
			}),
		]);
		expect(
			deal.lines.map((line) => [
				line.name,
				line.quantity,
				line.unit,
				line.unitPrice,
				line.priceBasis,
				line.discount?.value,
				line.vatRate,
			]),
		).toEqual([
			['Projekt', '2.5', 'godz.', '200', 'net', '10', '23'],
			['Hosting', '1', 'szt.', '113.89', 'net', undefined, '8'],
			['Szkolenie', '1', 'szt.', '50', 'net', undefined, 'zw'],
			['Eksport', '1', 'szt.', '10', 'net', undefined, '0 EX'],
			['Bez stawki', '3', 'szt.', '0.1', 'net', undefined, null],
		]);
	});

	it('takes a contact without an account for what the user says, with its address and e-mail', async () => {
		const { fake, crm, reading } = testOrganisation();
		const buyer = {
			name: 'Ewa Kowalska',
			kind: 'consumer',
			email: 'ewa@poczta.example',
			address: { city: 'Łódź' },
		} as const;
		const { id } = await fake.createDeal({ title: 'D', buyer });
		const [asked] = (await crm.readDeal(id, { fields: FIELDS }))?.buyers ?? [];
		const [person] = (await reading({ contactAlone: 'consumer' }).readDeal(id, { fields: FIELDS }))?.buyers ?? [];
		expect(asked?.kind).toBe('unknown');
		expect(person).toMatchObject({
			kind: 'consumer',
			firstName: 'Ewa',
			lastName: 'Kowalska',
			emails: ['ewa@poczta.example'],
			address: { city: 'Łódź', country: 'PL' },
		});
	});

	it('puts no contact in the place of an account that cannot be read', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D', buyer: BUYER, contact: { name: 'Jan Nowak' } });
		fake.organisation.books.records.Accounts.clear();
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.buyers).toEqual([]);
		expect(deal?.contacts).toHaveLength(1);
	});

	it('follows no id that is none', async () => {
		const { fake, crm, calls } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D', buyer: BUYER });
		fake.organisation.deal(id)!.values.Account_Name = { id: '../settings/fields?module=Deals', name: 'x' };
		await expect(crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({ cause_: 'unreadable' });
		expect(calls).toEqual([`GET Deals/${id}`]);
	});

	it('has no client, no lines and no amount that it would invent', async () => {
		const { fake, crm, calls } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D', requisites: [BUYER, { ...BUYER, name: 'Oddział' }] });
		const deal = Deal.parse(await crm.readDeal(id, { fields: FIELDS }));
		expect(deal).toMatchObject({ buyers: [], contacts: [], lines: [] });
		expect(deal.amount).toBeUndefined();
		expect(calls).toHaveLength(5);
	});

	it('tells another pipeline with a stage of the same name, and a stage that no longer exists', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D', stage: 'invoice' });
		const from = async (entry: typeof ENTRY) => (await crm.readDeal(id, { entry, fields: FIELDS }))?.standing;
		const standard = 'Standard (Standard)';
		expect(await from({ stageId: `${standard} › Do faktury`, pipelineId: standard })).toBe('elsewhere');
		expect(await from({ stageId: 'Usługi › Gone', pipelineId: 'Usługi' })).toBe('elsewhere');
	});

	it('takes a deal without a pipeline for one of the default pipeline', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D' });
		Object.assign(fake.organisation.deal(id)!.values, { Pipeline: null, Stage: 'Do faktury' });
		expect((await crm.readDeal(id, { fields: FIELDS }))?.stage.id).toBe('Standard (Standard) › Do faktury');
		expect((await crm.latestStageMove(id))?.pipelineId).toBe('Standard (Standard)');
	});

	it('is undefined for a deleted deal and for an id that never was, and an error for a refused token', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D' });
		fake.deleteDeal(id);
		expect(await crm.readDeal(id, { fields: FIELDS })).toBeUndefined();
		expect(await crm.readDeal('17', { fields: FIELDS })).toBeUndefined();
		const refused = testOrganisation({ token: 'wrong' });
		await expect(refused.crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'credential',
			status: 401,
		});
	});
});

describe('where the products come from', () => {
	const secondQuote = (fake: ReturnType<typeof testOrganisation>['fake'], stage: string) => {
		const [quote] = [...fake.organisation.books.records.Quotes.values()];
		fake.organisation.insert('Quotes', { ...quote!.values, Subject: 'Druga', Quote_Stage: stage });
	};

	it('is the accepted quote, never the first of several', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal(DEAL);
		secondQuote(fake, 'Draft');
		expect((await crm.readDeal(id, { fields: FIELDS }))?.lines).toHaveLength(5);
		secondQuote(fake, 'Closed Lost');
		expect((await crm.readDeal(id, { fields: FIELDS }))?.lines).toHaveLength(5);
		secondQuote(fake, 'Closed Won');
		const [line, ...more] = (await crm.readDeal(id, { fields: FIELDS }))?.lines ?? [];
		expect(more).toEqual([]);
		expect(line).toMatchObject({ quantity: '0' });
		expect(line?.name).toContain('Druga (Closed Won)');
	});

	it('refuses what a quote takes off as a whole', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal(DEAL);
		const [quote] = [...fake.organisation.books.records.Quotes.values()];
		Object.assign(quote!.values, { Discount: 36.8, Grand_Total: 700 });
		const last = (await crm.readDeal(id, { fields: FIELDS }))?.lines.at(-1);
		expect(last).toMatchObject({ quantity: '0' });
		expect(last?.name).toContain('-36.80');
	});

	it('refuses a quote in another currency than its deal', async () => {
		const { fake, crm } = testOrganisation();
		const { id } = await fake.createDeal({ ...DEAL, currency: 'EUR' });
		expect((await crm.readDeal(id, { fields: FIELDS }))?.lines).toHaveLength(5);
		fake.organisation.deal(id)!.values.Currency = 'USD';
		expect((await crm.readDeal(id, { fields: FIELDS }))?.lines.at(-1)?.name).toContain('USD ≠ EUR');
	});

	it('can be a sales order', async () => {
		const { fake, reading } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D' });
		const line = { id: '1', Product_Name: { id: '2', name: 'Usługa' }, Quantity: 1, List_Price: 99.99, Line_Tax: [] };
		const order = { Subject: 'Z', Status: 'Approved', Ordered_Items: [line], Deal_Name: { id, name: 'D' } };
		fake.organisation.insert('Sales_Orders', order);
		const lines = (await reading({ lineSource: 'salesOrder' }).readDeal(id, { fields: FIELDS }))?.lines;
		expect(lines).toMatchObject([{ name: 'Usługa', unitPrice: '99.99', quantity: '1' }]);
	});

	it('can be a subform of the deal, without a further request', async () => {
		const { fake, reading, calls } = testOrganisation();
		const { id } = await fake.createDeal({ title: 'D' });
		const row = {
			id: '1',
			Item: 'Usługa',
			Quantity: 2,
			Unit: 'godz.',
			Price: 1.1,
			Discount: 5,
			VAT_Rate: 'np II',
			$state: 1,
		};
		fake.organisation.deal(id)!.values.Invoice_Lines = [row];
		const lines = (await reading({ lineSource: 'subform' }).readDeal(id, { fields: FIELDS }))?.lines;
		expect(lines).toMatchObject([
			{ name: 'Usługa', quantity: '2', unit: 'godz.', unitPrice: '1.1', discount: { value: '5' }, vatRate: 'np II' },
		]);
		expect(calls.join()).not.toMatch(/Quotes|Sales_Orders|Products/);
	});

	it('can be nowhere', async () => {
		const { fake, reading } = testOrganisation();
		const { id } = await fake.createDeal(DEAL);
		const deal = await reading({ lineSource: 'none' }).readDeal(id, { fields: FIELDS });
		expect(deal).toMatchObject({ lines: [], amount: '736.8' });
	});

	it('reads the units of more products than one call can name', async () => {
		const { fake, crm, calls } = testOrganisation();
		const lines = Array.from({ length: 120 }, (_, at) => ({
			name: `P${at}`,
			quantity: '1',
			unitPrice: '1',
			unit: `u${at}`,
		}));
		const { id } = await fake.createDeal({ title: 'D', lines });
		expect((await crm.readDeal(id, { fields: FIELDS }))?.lines.map((line) => line.unit)).toEqual(
			lines.map(({ unit }) => unit),
		);
		expect(calls.filter((call) => call === 'GET Products')).toHaveLength(2);
	});
});
