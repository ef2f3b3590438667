import { toBuyers, toContacts, type ClientBooks } from '../../../nodes/Monday/mapping/buyers';
import { currencyOf } from '../../../nodes/Monday/mapping/currency';
import { toLine } from '../../../nodes/Monday/mapping/lines';
import { htmlNote, plainNote } from '../../../nodes/Monday/mapping/notes';
import { numberOf, shownNumber, textOf } from '../../../nodes/Monday/mapping/values';
import { DEFAULT_COLUMNS, type ColumnMap } from '../../../nodes/Monday/columnMap';
import { ColumnValue, Row } from '../../../nodes/Monday/schemas';
import { markedNote, notedReferences } from '../../../connect/crm/notes';

const cell = (id: string, type: string, fields: object = {}) =>
	ColumnValue.parse({ id, type, text: null, value: null, ...fields });

describe('cells as text', () => {
	it.each<[string, string, object, string]>([
		['text', 'text', { text: ' abc ' }, 'abc'],
		['an empty cell', 'text', {}, ''],
		['a ticked box', 'checkbox', { checked: true, text: 'v' }, 'Y'],
		['an empty box', 'checkbox', { checked: null }, ''],
		['a day', 'date', { date: '2026-11-30', time: '' }, '2026-11-30'],
		[
			'a day with its time, kept in UTC',
			'date',
			{ date: '2026-11-30', time: '23:30:00', text: '2026-12-01 00:30' },
			'2026-11-30T23:30:00Z',
		],
		['a number as typed', 'numbers', { value: '"1234.50"', number: 1234.5, text: '1234.5' }, '1234.5'],
		['a number that is a float only', 'numbers', { number: 0.1 }, '0.1'],
		['a status', 'status', { label: 'Zaliczka', text: 'Zaliczka' }, 'Zaliczka'],
		['an e-mail behind a name', 'email', { email: 'a@x.example', text: 'Anna' }, 'a@x.example'],
		['a link behind a name', 'link', { url: 'https://x.example', text: 'Faktura' }, 'https://x.example'],
		['a phone', 'phone', { phone: '48600', text: '48600' }, '48600'],
		['a country', 'country', { nation: { code: 'DE', name: 'Germany' }, text: 'Germany' }, 'Germany'],
		['a place', 'location', { address: 'Prosta 1, Warszawa' }, 'Prosta 1, Warszawa'],
		[
			'files by their names',
			'file',
			{ files: [{ name: 'a.pdf' }, {}, { name: 'b.pdf' }], text: 'https://x, https://y' },
			'a.pdf, b.pdf',
		],
		[
			'a connected board, which has no text',
			'board_relation',
			{ display_value: 'Klient', linked_item_ids: ['1'] },
			'Klient',
		],
		['a formula', 'formula', { display_value: '12.5' }, '12.5'],
		['a mirror', 'mirror', { display_value: 'a, b' }, 'a, b'],
		['something new', 'telepathy', { text: 'x' }, 'x'],
	])('%s', (_, type, fields, expected) => expect(textOf(cell('c', type, fields))).toBe(expected));

	it.each<[string, string | undefined]>([
		['1234.5', '1234.5'],
		['1 234,50 zł', '1234.5'],
		['1,234.50', '1234.5'],
		['1.234,50 €', '1234.5'],
		['PLN 12', '12'],
		['12,5 %', '12.5'],
		['-0,1', '-0.1'],
		['1\u00A0000', '1000'],
		// 1,234: a thousand and more, or a bit more than one.
		['1,234', undefined],
		['dużo', undefined],
		['', undefined],
		['12-13', undefined],
	])('the number in %j is %j', (shown, expected) => expect(shownNumber(shown)).toBe(expected));

	it('reads numbers of formulas, and never through a float where the text is there', () => {
		expect(numberOf(cell('c', 'formula', { display_value: '99.99' }))).toBe('99.99');
		expect(numberOf(cell('c', 'numbers', { value: '"0.30000000"', number: 0.1 + 0.2 }))).toBe('0.3');
		expect(numberOf(cell('c', 'numbers', { value: '""' }))).toBeUndefined();
		expect(numberOf(undefined)).toBeUndefined();
	});
});

describe('lines', () => {
	const row = (...cells: ReturnType<typeof cell>[]) =>
		Row.parse({ id: '7', name: ' Projekt ', state: 'active', column_values: cells });
	const number = (id: string, value: string) => cell(id, 'numbers', { value: JSON.stringify(value) });
	const price = number('dti_unit_price', '200');
	const line = (map: Partial<ColumnMap>, ...cells: ReturnType<typeof cell>[]) =>
		toLine(row(...cells), { ...DEFAULT_COLUMNS, ...map }, { dealId: '9', position: 2 });

	it.each<[string, Partial<ColumnMap>, ReturnType<typeof cell>[], object]>([
		[
			'with a price alone is one piece',
			{},
			[price],
			{ name: 'Projekt', quantity: '1', unit: '', unitPrice: '200', priceBasis: 'net', vatRate: null },
		],
		['with an empty quantity is none', {}, [price, cell('dti_quantity', 'numbers')], { quantity: '0' }],
		['typed gross by setting', { priceBasis: 'gross' }, [price], { priceBasis: 'gross' }],
		[
			'that says itself that it is net',
			{ priceBasis: 'gross' },
			[price, cell('dti_price_basis', 'status', { label: 'Netto' })],
			{ priceBasis: 'net' },
		],
		[
			'with a percent off',
			{},
			[price, number('dti_discount', '12.5')],
			{ discount: { kind: 'percent', value: '12.5' } },
		],
		[
			'with an amount off',
			{ discountIs: 'amount' },
			[price, number('dti_discount', '5')],
			{ discount: { kind: 'amount', value: '5' } },
		],
		['with a Polish rate', {}, [price, cell('dti_line_vat', 'dropdown', { text: 'np II' })], { vatRate: 'np II' }],
		[
			'priced by a formula',
			{},
			[cell('dti_unit_price', 'formula', { display_value: '1 250,00 zł' })],
			{ unitPrice: '1250' },
		],
		['free of charge', {}, [number('dti_unit_price', '0')], { unitPrice: '0' }],
		['with a description', {}, [price, cell('dti_description', 'text', { text: 'etap 1' })], { description: 'etap 1' }],
	])('%s', (_, map, cells, expected) => expect(line(map, ...cells)).toMatchObject(expected));

	it.each<[string, ReturnType<typeof cell>[], RegExp]>([
		['no column for the price', [], /Line 2 \(Projekt\) of deal 9 has no column for the unit price/],
		['no price', [cell('dti_unit_price', 'numbers')], /has no unit price/],
		[
			'a price that means two things',
			[cell('dti_unit_price', 'text', { text: '1,234' })],
			/unit price that cannot be read/,
		],
		['a quantity in words', [price, cell('dti_quantity', 'text', { text: 'kilka' })], /quantity that cannot be read/],
		['a basis in other words', [price, cell('dti_price_basis', 'text', { text: 'b/d' })], /neither net nor gross/],
	])('stops at %s', (_, cells, message) => expect(() => line({}, ...cells)).toThrow(message));
});

describe('buyers', () => {
	const columns = { ...DEFAULT_COLUMNS.client, address: 'location_x' };
	const books = (change: Partial<ClientBooks>): ClientBooks => ({
		linkedCount: change.linked?.length ?? 0,
		deal: { id: '9', cells: [] },
		columns,
		taxIdColumn: 'nip',
		...change,
	});
	const client = (...cells: ReturnType<typeof cell>[]) =>
		Row.parse({ id: '3', name: 'Klient', state: 'active', column_values: cells });

	it('takes the tax number of the client, else that of the deal', () => {
		const onDeal = { id: '9', cells: [cell('nip', 'text', { text: '111' })] };
		expect(toBuyers(books({ linked: [client(cell('nip', 'text', { text: '222' }))], deal: onDeal }))[0]?.taxId).toBe(
			'222',
		);
		expect(toBuyers(books({ linked: [client()], deal: onDeal }))[0]).toMatchObject({ taxId: '111', kind: 'business' });
		expect(toBuyers(books({ linked: [client()] }))[0]).toMatchObject({ taxId: undefined, kind: 'unknown' });
	});

	it('takes all e-mail columns of a client where none is chosen, and on the deal only the chosen one', () => {
		const emails = [
			cell('a', 'email', { email: 'a@x.example' }),
			cell('b', 'email', { email: 'b@x.example; c@x.example' }),
		];
		expect(toBuyers(books({ linked: [client(...emails)] }))[0]?.emails).toEqual([
			'a@x.example',
			'b@x.example',
			'c@x.example',
		]);
		const chosen = books({ linked: [client(...emails)], columns: { ...columns, email: 'b' } });
		expect(toBuyers(chosen)[0]?.emails).toEqual(['b@x.example', 'c@x.example']);
		const onDeal = books({ deal: { id: '9', cells: [cell('dti_client', 'text', { text: 'K' }), ...emails] } });
		expect(toBuyers(onDeal)[0]).toMatchObject({ name: 'K', emails: [], chosen: true });
	});

	it('reads a location, over which single columns win', () => {
		const location = cell('location_x', 'location', {
			address: 'Prosta 1, 00-001 Warszawa, Polska',
			street: 'Prosta',
			street_number: '1',
			city: 'Warszawa',
			country: 'Poland',
			country_short: 'PL',
		});
		const address = (...cells: ReturnType<typeof cell>[]) =>
			toBuyers(books({ linked: [client(...cells)] }))[0]?.address;
		expect(address(location)).toEqual({ street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' });
		expect(address(location, cell('dti_street', 'text', { text: 'Krzywa 2' }))).toMatchObject({
			street: 'Krzywa 2',
			city: 'Warszawa',
		});
		expect(address(cell('dti_country', 'text', { text: 'Niemcy' }))).toMatchObject({ country: 'DE', city: '' });
	});

	it('is nobody where neither name nor number stands on the deal, and where no client is connected', () => {
		expect(toBuyers(books({}))).toEqual([]);
		expect(toBuyers(books({ linked: [] }))).toEqual([]);
	});

	it('makes the only contact the primary one', () => {
		expect(toContacts([client(cell('e', 'email', { email: 'a@x.example' }))])).toEqual([
			{ id: '3', name: 'Klient', emails: ['a@x.example'], primary: true },
		]);
		expect(toContacts([client(), client()]).map(({ primary }) => primary)).toEqual([false, false]);
	});
});

describe('the currency', () => {
	it.each<[string, string[], string, string]>([
		['EUR', ['zł'], 'PLN', 'EUR'],
		['€', [], 'PLN', 'EUR'],
		['złote', [], 'PLN', 'ZŁOTE'],
		['', ['zł', ''], 'EUR', 'PLN'],
		['', ['', '%'], 'czk', 'CZK'],
		['', ['€', 'zł'], 'PLN', 'EUR/PLN'],
		['', ['eur', '€'], 'PLN', 'EUR'],
	])('column %j, symbols %j, setting %j: %s', (column, symbols, setting, expected) =>
		expect(currencyOf(column, symbols, setting)).toBe(expected),
	);
});

describe('notes', () => {
	it('come back as they were written, also where monday sets its own marks', () => {
		const note = markedNote('Faktura <1> & "2"\nwysłana', 'monday:1:7:invoice:1');
		expect(plainNote(htmlNote(note))).toBe(note);
		expect(notedReferences([plainNote(`<p>\uFEFF${htmlNote(note)}\uFEFF</p>`)])).toEqual(['monday:1:7:invoice:1']);
		expect(notedReferences([plainNote(htmlNote(markedNote('F', 'monday:1:7:invoice:11')))])).not.toContain(
			'monday:1:7:invoice:1',
		);
	});
});
