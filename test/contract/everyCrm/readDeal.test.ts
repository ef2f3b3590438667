import { Deal } from '../../../invoicing/deal';
import { CRM_NAMES, SANDBOX_CRMS } from '../../../sandbox/crms';
import type { DealIn } from '../../../sandbox/fakes/types';
import type { CrmName } from '../../../workflows/definitions/crms';
import { CRMS_AT_FAKES } from './crmsAtFakes';

/** What reading a deal promises on every CRM; what only one has stands in its own readDeal.test.ts. */

const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example',
	address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
};
const LINES = [
	{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
	{ name: 'Hosting', quantity: '1', unitPrice: '123.45', vatRate: '8' },
];
const FULL: DealIn = {
	title: 'Strona WWW',
	stage: 'invoice',
	buyer: BUYER,
	contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
	lines: LINES,
};
/** Its products come on several pages. */
const LONG = Array.from({ length: 230 }, (_, at) => ({
	name: `Pozycja ${at}`,
	quantity: '1',
	unitPrice: '1',
	vatRate: '23',
}));
/** What a deal without anything is worth: a CRM says nothing, or that it is worth nothing. */
const NO_AMOUNT: Record<CrmName, string | undefined> = {
	...{ bitrix24: '0', hubspot: undefined, monday: undefined, pipedrive: '0', zoho: undefined },
};

async function at(name: CrmName) {
	const { fake, crm, fields } = await CRMS_AT_FAKES[name]();
	await crm.ensureFields(fields);
	const { demo } = SANDBOX_CRMS[name];
	const entry = { stageId: demo.rules.find(({ kind }) => kind === 'invoice')!.stage, pipelineId: demo.pipeline };
	const read = async (id: string, from: typeof entry | undefined = entry) => crm.readDeal(id, { entry: from, fields });
	const make = async (deal: Partial<DealIn> = {}) => (await fake.createDeal({ title: 'D', ...deal })).id;
	return { fake, entry, read, make };
}

describe.each(CRM_NAMES)('reading a deal of %s', (name) => {
	it('brings all of it', async () => {
		const { read, make, entry } = await at(name);
		const id = await make(FULL);
		const deal = Deal.parse(await read(id));
		expect(deal).toMatchObject({
			...{ crm: name, id, title: 'Strona WWW', currency: 'PLN', createdDay: '2026-11-22', standing: 'inStage' },
			stage: { id: entry.stageId, outcome: 'open' },
			owner: { name: 'Anna Serwisowa', email: 'anna@seller.example' },
			contacts: [{ name: 'Jan Nowak', emails: ['jan@klient.example'], primary: true }],
			record: { noted: [] },
		});
		expect(deal.buyers).toMatchObject([
			{
				...{ chosen: true, name: BUYER.name, kind: 'business', taxId: BUYER.taxId },
				address: { ...BUYER.address, country: 'PL' },
			},
		]);
		expect(deal.lines).toMatchObject([
			{
				...{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', priceBasis: 'net', vatRate: '23' },
				discount: { kind: 'percent', value: '10' },
			},
			{ name: 'Hosting', quantity: '1', unitPrice: '123.45', priceBasis: 'net', vatRate: '8' },
		]);
	});

	it('keeps all products of a long one, in their order', async () => {
		const { read, make } = await at(name);
		const deal = await read(await make({ buyer: BUYER, lines: LONG }));
		expect(deal?.lines.map((line) => line.name)).toEqual(LONG.map((line) => line.name));
	});

	it('invents no client, no line and no amount', async () => {
		const { read, make } = await at(name);
		const deal = await read(await make(), undefined);
		expect(deal).toMatchObject({ buyers: [], contacts: [], lines: [], currency: 'PLN' });
		expect(deal?.amount).toBe(NO_AMOUNT[name]);
	});

	it.each([
		['invoice', 'inStage'],
		['invoiced', 'movedOn'],
		['phase1', 'movedBack'],
		['lost', 'lost'],
	] as const)('tells where one in "%s" stands: %s', async (stage, standing) => {
		const { read, make } = await at(name);
		expect((await read(await make({ stage })))?.standing).toBe(standing);
	});

	it('answers nothing for one that was deleted', async () => {
		const { fake, read, make } = await at(name);
		const id = await make();
		fake.deleteDeal(id);
		expect(await read(id)).toBeUndefined();
	});
});
