import { toBuyers, toContacts, type Client, type ClientBooks } from '../../../nodes/HubSpot/mapping/buyers';
import { customFieldTexts } from '../../../nodes/HubSpot/mapping/customFields';
import { inOrder, toLine } from '../../../nodes/HubSpot/mapping/lines';
import { enteredProperty, toMoves } from '../../../nodes/HubSpot/mapping/moves';
import { toPipelines } from '../../../nodes/HubSpot/mapping/pipelines';
import { namedRate } from '../../../nodes/HubSpot/mapping/taxRate';
import { noteHtml, plainText } from '../../../nodes/HubSpot/mapping/text';
import { HistoryRows, Pipelines, Row, TaxRate, type PropertyRow } from '../../../nodes/HubSpot/schemas';

const rate = (percentageRate: number | string, name: string, label = 'VAT') =>
	TaxRate.parse({ id: '115', name, label, percentageRate });

describe('tax rates', () => {
	it.each([
		[rate(23, 'Standard'), '23'],
		[rate(8.5, 'Odd'), '8.5'],
		[rate('23.00', 'Standard'), '23'],
		[rate(0, 'zw'), 'zw'],
		[rate(0, 'VAT zw.'), 'zw'],
		[rate(0, 'VAT 0% WDT'), '0 WDT'],
		[rate(0, 'Export', 'np II'), 'np II'],
		[rate(0, 'Standard zero'), '0'],
		// A name that contradicts the percent does not count.
		[rate(8, 'zw'), '8'],
		[rate(0, 'VAT 23'), '0'],
	])('%j is %s', (given, expected) => expect(namedRate(given)).toBe(expected));
});

describe('line items', () => {
	const context = {
		dealId: '31415',
		currency: 'PLN',
		rates: new Map([['115', rate(23, 'Standard')]]),
		today: '2026-11-22',
	};
	const row = (properties: object) =>
		Row.parse({ id: 880, properties: { name: ' Wdrożenie ', quantity: '2', price: '500.00', ...properties } });
	const line = (properties: object) => toLine(row(properties), context);

	it.each<[string, object, object]>([
		['plain', {}, { id: '880', name: 'Wdrożenie', quantity: '2', unitPrice: '500', priceBasis: 'net', vatRate: null }],
		['percent', { hs_discount_percentage: '10', amount: '900.00' }, { discount: { kind: 'percent', value: '10' } }],
		['amount for one', { discount: '50.00', amount: '900.00' }, { discount: { kind: 'amount', value: '50' } }],
		[
			'both, the percent fits',
			{ discount: '7', hs_discount_percentage: '10', amount: '900' },
			{ discount: { kind: 'percent', value: '10' } },
		],
		[
			'both, the amount fits',
			{ discount: '50', hs_discount_percentage: '7', amount: '900' },
			{ discount: { kind: 'amount', value: '50' } },
		],
		[
			'both, amount unknown',
			{ discount: '50', hs_discount_percentage: '7', amount: null },
			{ discount: { kind: 'percent', value: '7' } },
		],
		['a discount that is not applied', { hs_discount_percentage: '10', amount: '1000' }, { discount: undefined }],
		['neither fits', { hs_discount_percentage: '10', amount: '850' }, { discount: { kind: 'amount', value: '75' } }],
		['cheaper without a reason', { amount: '990' }, { discount: { kind: 'amount', value: '5' } }],
		[
			'rounded by HubSpot',
			{ price: '33.335', quantity: '3', amount: '100.01' },
			{ unitPrice: '33.335', discount: undefined },
		],
		['free of charge', { hs_discount_percentage: '100', amount: '0' }, { discount: { kind: 'percent', value: '100' } }],
		['many decimals', { price: '0.12345678', quantity: '0.001' }, { unitPrice: '0.12345678', quantity: '0.001' }],
		['an exponent', { price: '1E3', quantity: '1' }, { unitPrice: '1000' }],
		['nothing entered', { quantity: null, price: null }, { unitPrice: '0', quantity: '0' }],
		['a tax rate', { hs_tax_rate_group_id: '115' }, { vatRate: '23' }],
		['the account’s own field wins', { hs_tax_rate_group_id: '115', d2i_vat_rate: 'zw' }, { vatRate: 'zw' }],
		['a tax rate that is gone', { hs_tax_rate_group_id: '999' }, { vatRate: 'tax rate 999' }],
		['a unit', { d2i_unit: 'godz.' }, { unit: 'godz.' }],
		['the deal’s own currency', { hs_line_item_currency_code: 'pln' }, { unitPrice: '500' }],
		['billing that has begun', { hs_recurring_billing_start_date: '2026-11-22' }, { unitPrice: '500' }],
	])('%s', (_, properties, expected) => expect({ discount: undefined, ...line(properties) }).toMatchObject(expected));

	it.each<[string, object, RegExp]>([
		['another currency', { hs_line_item_currency_code: 'EUR' }, /priced in EUR, the deal in PLN/],
		['more than price × quantity', { amount: '12000' }, /amount 12000/],
		['billing that begins later', { hs_recurring_billing_start_date: '2027-01-01' }, /begins later, on 2027-01-01/],
		['a delay', { hs_billing_start_delay_months: '2' }, /begins later/],
	])('refuses %s, and names deal and product', (_, properties, message) => {
		expect(() => line(properties)).toThrow(message);
		expect(() => line(properties)).toThrow(/Wdrożenie.*31415/);
	});

	it('keeps the order of the deal, rows without a position last', () => {
		const at = (id: number, position: string | null) =>
			Row.parse({ id, properties: { hs_position_on_quote: position } });
		const rows = [at(9, null), at(5, '10'), at(7, '2'), at(10, null), at(6, '2')];
		expect(inOrder(rows).map(({ id }) => id)).toEqual(['6', '7', '5', '9', '10']);
	});
});

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
