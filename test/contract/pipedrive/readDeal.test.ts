import { Deal } from '../../../invoicing/deal';
import { FIELDS, STAGE, testCompany } from './company';
import { BUYER, change, LINES, make, read } from './deals';

const ENTRY = { stageId: STAGE.invoice, pipelineId: '2' };

describe('reading a deal', () => {
	it('brings everything', async () => {
		const company = testCompany();
		const { fake, crm } = company;
		await crm.ensureFields(FIELDS);
		const id = await make(company, {
			title: 'Strona WWW',
			contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
			saleDate: '2026-11-20',
			orderNumber: 'ZAM/7',
			customFields: { Projekt: 'Alfa' },
			lines: [...LINES, { name: 'Szkolenie', quantity: '1', unitPrice: '50', vatRate: 'zw' }],
		});
		const deal = Deal.parse(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }));
		const code = fake.company.fieldNamed('deal', 'Projekt')!.code;
		expect(code).toMatch(/^[0-9a-f]{40}$/);
		expect(deal).toMatchObject({
			account: 'demo',
			id,
			title: 'Strona WWW',
			url: `https://demo.pipedrive.com/deal/${id}`,
			stage: { id: STAGE.invoice, name: 'Zakończono – do faktury', outcome: 'open' },
			amount: '736.83',
			customFields: {
				Projekt: 'Alfa',
				[code]: 'Alfa',
				'Sale date (D2I)': '2026-11-20',
				'Order number (D2I)': 'ZAM/7',
				'VAT rate (D2I)': 'zw',
				'Invoice e-mail (D2I)': BUYER.email,
			},
		});
		expect(deal.buyers).toEqual([
			expect.objectContaining({
				chosen: true,
				name: BUYER.name,
				kind: 'business',
				taxId: '526-025-02-74',
				address: { street: 'ul. Prosta 1/5', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
				emails: [],
			}),
		]);
		expect(
			deal.lines.map(({ name, quantity, unit, unitPrice, priceBasis, discount: off, vatRate }) => [
				name,
				quantity,
				unit,
				unitPrice,
				priceBasis,
				off,
				vatRate,
			]),
		).toEqual([
			['Projekt', '2.5', 'godz.', '200', 'net', { kind: 'percent', value: '10' }, '23'],
			['Hosting', '1', 'szt.', '123.45', 'net', undefined, '8'],
			['Szkolenie', '1', 'szt.', '50', 'net', undefined, '0'],
		]);
	});

	it('takes gross prices as gross, and products without any tax as without a rate', async () => {
		const company = testCompany();
		const gross = await make(company, { lines: [{ ...LINES[0]!, priceBasis: 'gross' }] });
		expect((await read(company, gross))?.lines[0]).toMatchObject({
			unitPrice: '200',
			priceBasis: 'gross',
			vatRate: '23',
		});
		const untaxed = await make(company, { lines: [{ name: 'P', quantity: '1', unitPrice: '10' }] });
		expect((await read(company, untaxed))?.lines[0]).toMatchObject({ priceBasis: 'net', vatRate: null });
	});

	it('leaves out products that are switched off, and keeps the order that the user gave', async () => {
		const company = testCompany();
		const id = await make(company, {
			lines: [...LINES, { name: 'Opcja', quantity: '1', unitPrice: '999', vatRate: '23' }],
		});
		change(company, id, (lines) => {
			lines[2]!.isEnabled = false;
			lines[0]!.orderNr = 99;
		});
		expect((await read(company, id))?.lines.map((line) => line.name)).toEqual(['Hosting', 'Projekt']);
	});

	it('reads all pages of products', async () => {
		const company = testCompany();
		const lines = Array.from({ length: 620 }, (_, at) => ({
			name: `Pozycja ${at}`,
			quantity: '1',
			unitPrice: '1',
			vatRate: '23',
		}));
		const id = await make(company, { lines });
		expect((await read(company, id))?.lines.map((line) => line.name)).toEqual(lines.map((line) => line.name));
	});

	it.each([
		['of the piece', 'piece', '15', '15'],
		['of the line', 'line', '37.5', '15'],
	] as const)('finds by the sum of the row whether an amount off is %s', async (_, amountOff, typed, off) => {
		for (const sum of [true, false]) {
			const company = testCompany();
			company.fake.company.taxInSums = { sum, value: sum, amountOff };
			const id = await make(company);
			change(company, id, ([line]) => Object.assign(line!, { discount: typed, discountType: 'amount' }));
			expect((await read(company, id))?.lines[0]?.discount).toEqual({ kind: 'amount', value: off });
		}
	});

	it('stops at an amount off that fits neither', async () => {
		const company = testCompany();
		const id = await make(company);
		change(company, id, ([line]) => Object.assign(line!, { discount: '15', discountType: 'amount' }));
		const handle = company.fake.handle.bind(company.fake);
		company.fake.handle = async (request) => {
			const answer = await handle(request);
			if (request.path.endsWith('/products')) (answer.body as { data: { sum: number }[] }).data[0]!.sum = 1;
			return answer;
		};
		await expect(read(company, id)).rejects.toMatchObject({
			cause_: 'rejected',
			message: expect.stringContaining(`"Projekt" on deal ${id}`),
		});
	});
});

describe('the buyer', () => {
	it('is the person where there is no organization; a consumer only when the deal says so', async () => {
		const company = testCompany();
		const consumer = await make(company, {
			buyer: { name: 'Ewa Kowalska', kind: 'consumer', email: 'ewa@dom.example' },
		});
		expect((await read(company, consumer))?.buyers).toEqual([
			expect.objectContaining({
				kind: 'consumer',
				firstName: 'Ewa',
				lastName: 'Kowalska',
				emails: ['ewa@dom.example'],
			}),
		]);
		const field = company.fake.company.fieldNamed('deal', 'Private person (D2I)')!;
		company.deal(consumer).custom[field.code] = field.options!.find((option) => option.label === 'Nie')!.id;
		expect((await read(company, consumer))?.buyers[0]?.kind).toBe('unknown');
	});

	it('has its tax number in the field that the user chose, by name or by code, on the deal where the client has none', async () => {
		const company = testCompany();
		const id = await make(company);
		const taxIdWith = async (taxId: string) =>
			(await company.fresh().readDeal(id, { fields: { ...FIELDS, taxId } }))?.buyers[0]?.taxId;
		expect(await taxIdWith('nip')).toBe('526-025-02-74');
		expect(await taxIdWith(company.fake.company.fieldNamed('organization', 'NIP')!.code)).toBe('526-025-02-74');
		expect(await taxIdWith('Regon')).toBeUndefined();
		expect(await taxIdWith('')).toBeUndefined();
		const other = await make(company, { buyer: { name: 'Bez NIP' }, customFields: { 'NIP nabywcy': '1132191233' } });
		expect(
			(await company.fresh().readDeal(other, { fields: { ...FIELDS, taxId: 'NIP nabywcy' } }))?.buyers[0]?.taxId,
		).toBe('1132191233');
	});

	it('is never another one because the right one cannot be read', async () => {
		const company = testCompany();
		const id = await make(company, { contact: { name: 'Jan Nowak' } });
		company.fake.company.books.organizations.clear();
		await expect(read(company, id)).rejects.toMatchObject({
			cause_: 'notFound',
			message: expect.stringContaining(`organization of deal ${id}`),
		});
	});
});

describe('where the deal stands', () => {
	it.each([
		['invoice', 'inStage', STAGE.invoice],
		['invoiced', 'movedOn', STAGE.won],
		['phase1', 'movedBack', STAGE.phase1],
		['lost', 'lost', STAGE.invoice],
	] as const)('in "%s", seen from the invoice stage: %s', async (stage, standing, stageId) => {
		const { fake, crm } = testCompany();
		const { id } = await fake.createDeal({ title: 'D', stage });
		expect(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS })).toMatchObject({
			standing,
			stage: { id: stageId },
		});
	});

	it.each([
		['invoiced', 'inStage'],
		['invoice', 'movedBack'],
		['lost', 'lost'],
	] as const)('in "%s", seen from "Won": %s', async (stage, standing) => {
		const { fake, crm } = testCompany();
		const { id } = await fake.createDeal({ title: 'D', stage });
		const entry = { stageId: STAGE.won, pipelineId: '2' };
		expect((await crm.readDeal(id, { entry, fields: FIELDS }))?.standing).toBe(standing);
	});

	it('tells another pipeline and a stage that no longer exists', async () => {
		const { fake, crm } = testCompany();
		const { id } = await fake.createDeal({ title: 'D', stage: 'open' });
		const from = async (entry: { stageId: string; pipelineId: string }) =>
			(await crm.readDeal(id, { entry, fields: FIELDS }))?.standing;
		expect(await from({ stageId: '2', pipelineId: '1' })).toBe('elsewhere');
		expect(await from({ stageId: '999', pipelineId: '2' })).toBe('elsewhere');
	});

	it('is undefined for a deleted deal, and an error for a refused token', async () => {
		const { fake, crm } = testCompany();
		const { id } = await fake.createDeal({ title: 'D' });
		fake.deleteDeal(id);
		expect(await crm.readDeal(id, { fields: FIELDS })).toBeUndefined();
		const refused = testCompany({ token: 'wrong' });
		await expect(refused.crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'credential',
			status: 401,
		});
	});
});
