import { toBuyers, toContacts, type Client, type ClientBooks } from '../../../nodes/HubSpot/mapping/buyers';
import { customFieldTexts } from '../../../nodes/HubSpot/mapping/customFields';
import { enteredProperty, toMoves } from '../../../nodes/HubSpot/mapping/moves';
import { toPipelines } from '../../../nodes/HubSpot/mapping/pipelines';
import { noteHtml, plainText } from '../../../nodes/HubSpot/mapping/text';
import { HistoryRows, Pipelines, Row, type PropertyRow } from '../../../nodes/HubSpot/schemas';

describe('buyers and contacts', () => {
	const client = (id: string, properties: object, labels: string[] = []): Client => ({
		row: Row.parse({ id, properties }),
		labels,
	});
	const books = (change: Partial<ClientBooks>): ClientBooks => ({
		companies: [],
		contacts: [],
		deal: {},
		taxIdField: 'nip',
		...change,
	});
	const firm = (id: string, labels: string[], properties: object = {}) =>
		client(id, { name: `Firma ${id}`, ...properties }, labels);

	it.each<[string, string[][], boolean[]]>([
		[
			'the primary one',
			[['deal_to_company', 'deal_to_company_unlabeled'], ['deal_to_company_unlabeled']],
			[true, false],
		],
		['the one to bill before the primary one', [['deal_to_company'], ['billing_company']], [false, true]],
		['a label in Polish', [['deal_to_company'], ['deal_to_company_unlabeled', 'Płatnik']], [false, true]],
		['nobody', [['deal_to_company_unlabeled'], ['']], [false, false]],
	])('chooses %s', (_, labels, chosen) => {
		const companies = labels.map((own, at) => firm(String(at), own));
		expect(toBuyers(books({ companies })).map((buyer) => buyer.chosen)).toEqual(chosen);
	});

	it('takes the tax number from the company, else from the deal', () => {
		const taxId = (company: object, deal: Record<string, string>, field?: string) =>
			toBuyers(books({ companies: [firm('1', [], company)], deal, taxIdField: field ?? 'nip' }))[0]?.taxId;
		expect(taxId({ nip: ' 526-025-02-74 ' }, { nip: '1' })).toBe('526-025-02-74');
		expect(taxId({ nip: null }, { nip: '1132191233' })).toBe('1132191233');
		expect(taxId({ nip: '1' }, {}, '')).toBeUndefined();
	});

	it('reads an address with its country by code or by name', () => {
		const address = (properties: object) => toBuyers(books({ companies: [firm('1', [], properties)] }))[0]?.address;
		expect(
			address({ address: 'Prosta 1', address2: 'lok. 2', zip: '00-001', city: 'Warszawa', country: 'Polska' }),
		).toEqual({
			street: 'Prosta 1, lok. 2',
			postalCode: '00-001',
			city: 'Warszawa',
			country: 'PL',
		});
		expect(address({ country: 'Niemcy', hs_country_code: 'DE' })?.country).toBe('DE');
		expect(address({ country: 'Atlantyda' })?.country).toBe('');
	});

	it('makes a buyer of a contact where there is no company', () => {
		const person = { firstname: 'Ewa', lastname: 'Kowalska', email: 'e@x.example', company: 'Ewa Studio' };
		const buyer = (properties: object, deal: Record<string, string> = {}) =>
			toBuyers(books({ contacts: [client('7', { ...person, ...properties })], deal }))[0];
		expect(buyer({})).toMatchObject({
			id: 'contact-7',
			name: 'Ewa Kowalska',
			kind: 'unknown',
			emails: ['e@x.example'],
		});
		expect(buyer({ nip: '5260250274' })).toMatchObject({ name: 'Ewa Studio', kind: 'business', taxId: '5260250274' });
		expect(buyer({}, { d2i_consumer: 'true' })).toMatchObject({ name: 'Ewa Kowalska', kind: 'consumer' });
	});

	it('knows a primary contact by its label, or as the only one', () => {
		const primary = (labels: string[]) =>
			toContacts(books({ contacts: labels.map((label, at) => client(String(at), {}, [label])) })).map(
				(contact) => contact.primary,
			);
		expect(primary(['deal_to_contact'])).toEqual([true]);
		expect(primary(['deal_to_contact', 'deal_to_contact'])).toEqual([false, false]);
		expect(primary(['deal_to_contact', 'Billing contact'])).toEqual([false, true]);
	});
});

describe('stages', () => {
	const pipelines = toPipelines(
		Pipelines.parse({
			results: [
				{
					id: '7',
					label: 'P',
					stages: [
						{ id: 'lost', label: 'Lost', displayOrder: 3, metadata: { isClosed: 'true', probability: '0.0' } },
						{ id: 'won', label: 'Won', displayOrder: 2, metadata: { isClosed: 'true', probability: '1.0' } },
						{ id: 'old', label: 'Old', displayOrder: 1, archived: true },
						{ id: 'open', label: 'Open', displayOrder: 0, metadata: { isClosed: 'false', probability: '0.9' } },
					],
				},
			],
		}).results,
	);

	it('are in their order, without those that are archived', () =>
		expect(pipelines[0]?.stages.map(({ id, order, outcome }) => [id, order, outcome])).toEqual([
			['open', 1, 'open'],
			['won', 2, 'won'],
			['lost', 3, 'lost'],
		]));

	const moves = (versions: [string | null, string][]) =>
		toMoves(
			HistoryRows.parse({
				results: [
					{
						id: 5,
						properties: { pipeline: '9' },
						propertiesWithHistory: {
							dealstage: versions.map(([value, timestamp]) => ({ value, timestamp, sourceType: 'X' })),
						},
					},
				],
			}).results[0]!,
			pipelines,
		).map(({ entryId, pipelineId, enteredAt }) => [entryId, pipelineId, enteredAt]);

	it('make a move of every change, and none of a value written again', () =>
		expect(
			moves([
				['won', '2026-11-22T10:00:05.250Z'],
				['won', '1795341604100'],
				['gone', '2026-11-22T10:00:03Z'],
				[null, '2026-11-22T10:00:02Z'],
				['won', '2026-11-22T10:00:01Z'],
				['won', 'never'],
			]),
		).toEqual([
			['5:won:1795341601000', '7', '2026-11-22T10:00:01.000Z'],
			['5:gone:1795341603000', '9', '2026-11-22T10:00:03.000Z'],
			['5:won:1795341604100', '7', '2026-11-22T10:00:04.100Z'],
		]));

	it('keep HubSpot’s order for changes of one millisecond', () =>
		expect(
			moves([
				['won', '2026-11-22T10:00:00Z'],
				['open', '2026-11-22T10:00:00Z'],
			]).map(([id]) => id),
		).toEqual(['5:open:1795341600000', '5:won:1795341600000']));

	const NAMES = [
		'dealname',
		'hs_v2_date_entered_closedwon',
		'hs_v2_date_entered_990105',
		'hs_v2_date_entered_abc_def_1_771001',
		'hs_v2_date_entered_twice_1',
		'hs_v2_date_entered_twice_2',
	];
	it.each([
		['closedwon', 'hs_v2_date_entered_closedwon'],
		['990105', 'hs_v2_date_entered_990105'],
		['abc-def-1', 'hs_v2_date_entered_abc_def_1_771001'],
		['twice', undefined],
		['99010', undefined],
		['dealname', undefined],
	])('find the field of the day on which %s was entered: %s', (stageId, name) =>
		expect(enteredProperty(stageId, NAMES)).toBe(name),
	);
});

describe('texts', () => {
	it('writes notes that show what was typed, and reads them back', () => {
		const typed = 'Faktura <b>1/11</b> & "reszta"\r\nDeal to Invoice: hubspot:9001:1:invoice:1';
		expect(noteHtml(typed)).not.toMatch(/<(?!br>)/);
		expect(plainText(noteHtml(typed))).toBe(typed.replace('\r', ''));
		expect(plainText('<div style="x"><p>Jeden</p><p>Dwa&nbsp;trzy</p></div>')).toBe('Jeden\nDwa trzy');
	});

	it('hands over own fields by the words that people see', () => {
		const property = (name: string, type: string, change: Partial<PropertyRow> = {}): [string, PropertyRow] => [
			name,
			{ name, label: name, type, hubspotDefined: false, options: null, ...change },
		];
		const properties = new Map([
			property('kind', 'enumeration', {
				options: [
					{ label: 'Stały', value: 'a' },
					{ label: 'Nowy', value: 'b' },
				],
			}),
			property('tick', 'bool'),
			property('standard', 'string', { hubspotDefined: true }),
			property('day', 'date'),
		]);
		const held = {
			kind: 'a;b;c',
			tick: 'false',
			standard: 'x',
			day: '2026-11-20',
			d2i_new: ' 7 ',
			closedate: '2026-11-22T10:00:00Z',
		};
		expect(customFieldTexts(held, properties, [])).toEqual({
			kind: 'Stały, Nowy, c',
			tick: '',
			day: '2026-11-20',
			d2i_new: '7',
			closedate: '2026-11-22T10:00:00Z',
		});
	});
});
