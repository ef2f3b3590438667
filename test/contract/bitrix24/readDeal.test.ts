import { Deal } from '../../../invoicing/deal';
import { FIELDS, testPortal } from './portal';

const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example, biuro@klient.example',
	address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
};
const ENTRY = { stageId: 'C1:TOINVOICE', pipelineId: '1' };

describe('reading a deal', () => {
	it('brings everything in two requests', async () => {
		const { fake, crm, calls } = testPortal();
		const { id } = await fake.createDeal({
			title: 'Strona [b]WWW[/b]',
			stage: 'invoice',
			notes: '[b]Pilne[/b]<br>do końca &amp; tygodnia',
			buyer: BUYER,
			contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
			saleDate: '2026-11-20',
			customFields: { UF_CRM_PROJECT: 'Alfa' },
			lines: [
				{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
				{ name: 'Hosting', quantity: '1', unitPrice: '123', priceBasis: 'gross', vatRate: '8' },
				{ name: 'Szkolenie', quantity: '1', unitPrice: '50', vatRate: 'zw' },
				{ name: 'Eksport', quantity: '1', unitPrice: '10', vatRate: '0 EX' },
			],
		});
		const deal = Deal.parse(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }));
		expect(calls.filter((call) => call.startsWith('batch'))).toHaveLength(2);
		expect(calls).toHaveLength(2);
		expect(deal).toMatchObject({
			account: 'demo.bitrix24.pl',
			id,
			url: `https://demo.bitrix24.pl/crm/deal/details/${id}/`,
			stage: { id: 'C1:TOINVOICE', name: 'Zakończono – do faktury', outcome: 'open' },
			amount: '736.5',
			notes: 'Pilne\ndo końca & tygodnia',
			customFields: { UF_CRM_PROJECT: 'Alfa', UF_CRM_D2I_SALE_DATE: '2026-11-20', UF_CRM_D2I_VAT_RATE: 'zw' },
		});
		expect(deal.buyers).toEqual([
			expect.objectContaining({
				chosen: true,
				name: BUYER.name,
				kind: 'business',
				taxId: '526-025-02-74',
				address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
				emails: ['ksiegowosc@klient.example', 'biuro@klient.example'],
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
			['Hosting', '1', 'szt.', '123', 'gross', undefined, '8'],
			['Szkolenie', '1', 'szt.', '50', 'net', undefined, null],
			['Eksport', '1', 'szt.', '10', 'net', undefined, '0'],
		]);
	});

	it('names all requisites when several are there and none is chosen', async () => {
		const { fake, crm } = testPortal();
		const requisites = [BUYER, { ...BUYER, name: 'Klient Oddział', taxId: '1132191233' }];
		const { id } = await fake.createDeal({ title: 'D', requisites });
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.buyers.map((buyer) => [buyer.name, buyer.chosen])).toEqual([
			[BUYER.name, false],
			['Klient Oddział', false],
		]);
	});

	it('takes a person with the template for persons as a consumer, and a foreign VAT number with its country', async () => {
		const { fake, crm } = testPortal();
		const consumer = await fake.createDeal({
			title: 'D',
			buyer: { name: 'Ewa Kowalska', kind: 'consumer', country: 'PL' },
		});
		const foreign = await fake.createDeal({ title: 'D', buyer: { name: 'GmbH', taxId: 'DE136695976', country: 'DE' } });
		expect((await crm.readDeal(consumer.id, { fields: FIELDS }))?.buyers[0]).toMatchObject({
			kind: 'consumer',
			firstName: 'Ewa',
			lastName: 'Kowalska',
			address: { country: 'PL' },
		});
		expect((await crm.readDeal(foreign.id, { fields: FIELDS }))?.buyers[0]).toMatchObject({
			kind: 'business',
			taxId: 'DE136695976',
			address: { country: 'DE' },
		});
	});

	it('reads all pages of products', async () => {
		const { fake, crm, calls } = testPortal();
		const lines = Array.from({ length: 120 }, (_, index) => ({
			name: `Pozycja ${index}`,
			quantity: '1',
			unitPrice: '1',
		}));
		const { id } = await fake.createDeal({ title: 'D', buyer: BUYER, lines });
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.lines.map((line) => line.name)).toEqual(lines.map((line) => line.name));
		expect(calls).toHaveLength(2);
	});

	it('tells another pipeline and a stage that no longer exists', async () => {
		const { fake, crm } = testPortal();
		const { id } = await fake.createDeal({ title: 'D', stage: 'open' });
		const from = async (entry: object) =>
			(await crm.readDeal(id, { entry: entry as typeof ENTRY, fields: FIELDS }))?.standing;
		expect(await from({ stageId: 'WON', pipelineId: '0' })).toBe('elsewhere');
		expect(await from({ stageId: 'C1:GONE', pipelineId: '1' })).toBe('elsewhere');
	});

	it('is undefined for a deleted deal, and an error for a refused key', async () => {
		const { fake, crm } = testPortal();
		const { id } = await fake.createDeal({ title: 'D' });
		fake.deleteDeal(id);
		expect(await crm.readDeal(id, { fields: FIELDS })).toBeUndefined();
		const refused = testPortal({ secret: 'wrong' });
		await expect(refused.crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'credential',
			status: 401,
		});
	});
});
