import { Deal } from '../../../invoicing/deal';
import { CLIENTS, COLUMN, DEALS, LINE, LINES, STAGE } from '../../../sandbox/fakes/monday/boards';
import { FIELDS, MAP, STAGES, testAccount } from './account';

const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example',
	address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
};
const ENTRY = { stageId: STAGES.invoice, pipelineId: DEALS };

describe('reading a deal', () => {
	it('brings everything in two requests', async () => {
		const { fake, crm, calls } = testAccount();
		const { id } = await fake.createDeal({
			title: 'Strona WWW',
			stage: 'invoice',
			notes: 'Pilne\ndo końca tygodnia',
			buyer: BUYER,
			contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
			saleDate: '2026-11-20',
			customFields: { text_mkxproject: 'Alfa' },
			lines: [
				{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
				{ name: 'Hosting', quantity: '1', unitPrice: '123.45', priceBasis: 'gross', vatRate: '8' },
				{ name: 'Szkolenie', quantity: '1', unitPrice: '50', vatRate: 'zw' },
				{ name: 'Eksport', quantity: '1', unitPrice: '10', vatRate: '0 EX' },
				{ name: 'Bez stawki', quantity: '0.0001', unitPrice: '0.12345678' },
			],
		});
		const deal = Deal.parse(await crm.readDeal(id, { entry: ENTRY, fields: FIELDS }));
		expect(calls).toEqual(['items', 'items users']);
		expect(deal).toMatchObject({
			account: '7700123',
			id,
			title: 'Strona WWW',
			url: `https://demo.monday.com/boards/${DEALS}/pulses/${id}`,
			stage: { id: STAGES.invoice, name: 'Zakończono – do faktury', outcome: 'open' },
			amount: '633.45',
			notes: 'Pilne\ndo końca tygodnia',
			customFields: { text_mkxproject: 'Alfa', dti_sale_date: '2026-11-20', [STAGE]: 'Zakończono – do faktury' },
		});
		expect(deal.buyers).toEqual([
			{
				id: expect.any(String),
				clientId: deal.buyers[0]?.id,
				chosen: true,
				name: BUYER.name,
				kind: 'business',
				taxId: '526-025-02-74',
				address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
				emails: ['ksiegowosc@klient.example'],
			},
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
			['Hosting', '1', 'szt.', '123.45', 'gross', undefined, '8'],
			['Szkolenie', '1', 'szt.', '50', 'net', undefined, 'zw'],
			['Eksport', '1', 'szt.', '10', 'net', undefined, '0 EX'],
			['Bez stawki', '0.0001', 'szt.', '0.12345678', 'net', undefined, null],
		]);
	});

	it('names all clients when several are connected, and chooses none of them', async () => {
		const { fake, crm } = testAccount();
		const requisites = [BUYER, { ...BUYER, name: 'Klient Oddział', taxId: '1132191233' }];
		const { id } = await fake.createDeal({ title: 'D', requisites });
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.buyers.map(({ name, chosen }) => [name, chosen])).toEqual([
			[BUYER.name, false],
			['Klient Oddział', false],
		]);
	});

	it('chooses no client when the user may not see all of them', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D', requisites: [BUYER, { ...BUYER, name: 'Inny' }] });
		const [hidden] = [...fake.account.books.items.values()].filter(({ boardId }) => boardId === CLIENTS);
		hidden!.state = 'deleted';
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.buyers.map(({ name, chosen }) => [name, chosen])).toEqual([['Inny', false]]);
	});

	it('takes a person by the word in the column, and a foreign number with its country', async () => {
		const { fake, crm } = testAccount();
		const person = await fake.createDeal({
			title: 'D',
			buyer: { name: 'Ewa Kowalska', kind: 'consumer', country: 'PL' },
		});
		const foreign = await fake.createDeal({ title: 'D', buyer: { name: 'GmbH', taxId: 'DE136695976', country: 'DE' } });
		expect((await crm.readDeal(person.id, { fields: FIELDS }))?.buyers[0]).toMatchObject({
			kind: 'consumer',
			taxId: undefined,
			address: { country: 'PL' },
		});
		expect((await crm.readDeal(foreign.id, { fields: FIELDS }))?.buyers[0]).toMatchObject({
			kind: 'business',
			taxId: 'DE136695976',
			address: { country: 'DE' },
		});
	});

	it('reads a client that stands on the deal itself, in one request when nobody owns it', async () => {
		const { fake, crm, calls, with: other } = testAccount();
		await crm.ensureFields(FIELDS);
		const onDeal = other({
			map: {
				...MAP,
				deal: { ...MAP.deal, client: '' },
				client: { ...MAP.client, name: 'dti_client', street: 'dti_street' },
			},
		});
		await onDeal.ensureFields({ ...FIELDS, taxId: 'dti_tax_id' });
		const { id } = await fake.createDeal({
			title: 'D',
			customFields: { dti_client: 'Klient na dealu', dti_tax_id: '5260250274', dti_street: 'Krótka 2' },
		});
		delete fake.account.books.items.get(id)!.cells[COLUMN.owner];
		calls.length = 0;
		const deal = await onDeal.readDeal(id, { fields: { ...FIELDS, taxId: 'dti_tax_id' } });
		expect(deal?.buyers).toMatchObject([
			{ id: `deal-${id}`, chosen: true, name: 'Klient na dealu', taxId: '5260250274', address: { street: 'Krótka 2' } },
		]);
		expect(calls).toEqual(['items']);
	});

	it('keeps all lines in their order, leaves deleted ones out', async () => {
		const { fake, crm, calls } = testAccount();
		const lines = Array.from({ length: 120 }, (_, at) => ({ name: `Pozycja ${at}`, quantity: '1', unitPrice: '1' }));
		const { id } = await fake.createDeal({ title: 'D', lines });
		await fake.patchDeal(id, { lines: lines.slice(20) }, { silent: true });
		calls.length = 0;
		const deal = await crm.readDeal(id, { fields: FIELDS });
		expect(deal?.lines.map(({ name }) => name)).toEqual(lines.slice(20).map(({ name }) => name));
		expect(calls).toHaveLength(2);
	});

	it('stops at a line without a price, and names it', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D', lines: [{ name: 'Za ile?', quantity: '1', unitPrice: '5' }] });
		const line = [...fake.account.books.items.values()].find(({ boardId }) => boardId === LINES)!;
		delete line.cells[LINE.unitPrice];
		await expect(crm.readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'rejected',
			message: `Line 1 (Za ile?) of deal ${id} has no unit price in monday.com.`,
		});
	});

	it('takes the stages that the user chose as lost, and then no others', async () => {
		const { fake, with: other } = testAccount();
		const crm = other({ map: { ...MAP, lostStages: [STAGES.phase2] } });
		const outcome = async (stage: 'phase2' | 'lost') =>
			(await crm.readDeal((await fake.createDeal({ title: 'D', stage })).id, { entry: ENTRY, fields: FIELDS }))?.stage
				.outcome;
		expect([await outcome('phase2'), await outcome('lost')]).toEqual(['lost', 'open']);
	});

	it('tells another board, a label that no longer exists, and an archived deal', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D' });
		const from = async (entry: { stageId: string; pipelineId: string }) =>
			(await crm.readDeal(id, { entry, fields: FIELDS }))?.standing;
		expect(await from({ stageId: '123:status:1', pipelineId: '123' })).toBe('elsewhere');
		expect(await from({ stageId: `${DEALS}:${STAGE}:99`, pipelineId: DEALS })).toBe('elsewhere');
		fake.account.books.items.get(id)!.state = 'archived';
		expect(await from(ENTRY)).toBe('elsewhere');
	});

	it('is undefined for a deleted deal and for one of a board that is not shown, an error for a refused token', async () => {
		const { fake, crm } = testAccount();
		const { id } = await fake.createDeal({ title: 'D' });
		const other = await fake.createDeal({ title: 'E' });
		fake.deleteDeal(id);
		expect(await crm.readDeal(id, { fields: FIELDS })).toBeUndefined();
		fake.account.boards.find((board) => board.id === DEALS)!.isHidden = true;
		expect(await crm.readDeal(other.id, { fields: FIELDS })).toBeUndefined();
		const refused = testAccount();
		await expect(refused.with({}, 'wrong').readDeal(id, { fields: FIELDS })).rejects.toMatchObject({
			cause_: 'credential',
			status: 401,
		});
	});
});
