import { toBuyers, type ClientBooks } from '../../../nodes/Bitrix24/mapping/buyers';
import { countryOf } from '../../../connect/crm/country';
import { customFieldTexts } from '../../../nodes/Bitrix24/mapping/customFields';
import { toLine } from '../../../nodes/Bitrix24/mapping/lines';
import { markedNote, notedReferences } from '../../../connect/crm/notes';
import { plainComment } from '../../../nodes/Bitrix24/mapping/text';
import { Addresses, ProductRows, Requisite, type DealItem } from '../../../nodes/Bitrix24/schemas';

const row = (change: object) =>
	ProductRows.parse({
		productRows: [
			{
				id: 1,
				productName: 'P',
				quantity: 1,
				price: 221.4,
				priceExclusive: 180,
				priceNetto: 200,
				priceBrutto: 246,
				discountTypeId: 2,
				discountRate: 10,
				discountSum: 20,
				taxRate: 23,
				taxIncluded: 'N',
				measureName: 'szt',
				...change,
			},
		],
	}).productRows[0]!;

describe('product rows', () => {
	it.each<[string, object, object]>([
		[
			'typed net',
			{},
			{ unitPrice: '200', priceBasis: 'net', discount: { kind: 'percent', value: '10' }, vatRate: '23' },
		],
		[
			'typed gross',
			{ taxIncluded: 'Y' },
			{ unitPrice: '246', priceBasis: 'gross', discount: { kind: 'percent', value: '10' } },
		],
		['an amount off, net', { discountTypeId: 1 }, { unitPrice: '200', discount: { kind: 'amount', value: '20' } }],
		[
			'an amount off, gross',
			{ discountTypeId: 1, taxIncluded: 'Y' },
			{ unitPrice: '246', discount: { kind: 'amount', value: '24.6' } },
		],
		['no discount', { discountRate: 0, priceExclusive: 200, price: 246 }, { unitPrice: '200', discount: undefined }],
		[
			'free of charge',
			{ discountRate: 100, priceExclusive: 0, price: 0 },
			{ unitPrice: '200', discount: { kind: 'percent', value: '100' } },
		],
		[
			'a percent that does not fit',
			{ discountRate: 50 },
			{ unitPrice: '200', discount: { kind: 'amount', value: '20' } },
		],
		[
			'old rows: no price before discount',
			{ priceNetto: 0, discountRate: 10 },
			{ unitPrice: '180', discount: undefined },
		],
		[
			'old rows: only a gross price',
			{ priceExclusive: 0, priceNetto: 0, priceBrutto: 0 },
			{ unitPrice: '221.4', priceBasis: 'gross' },
		],
		['without VAT', { taxRate: null }, { vatRate: null }],
		['zero VAT', { taxRate: 0 }, { vatRate: '0' }],
		[
			'many decimals',
			{ priceNetto: 0.12345678, priceExclusive: 0.1, quantity: 0.0001 },
			{ unitPrice: '0.12345678', quantity: '0.0001' },
		],
		[
			'numbers as text',
			{ priceNetto: '200.00', priceExclusive: '180.0000', quantity: '3' },
			{ unitPrice: '200', quantity: '3' },
		],
	])('%s', (_, change, expected) => expect({ discount: undefined, ...toLine(row(change)) }).toMatchObject(expected));
});

describe('buyers', () => {
	const requisite = (change: object) =>
		Requisite.parse({ ID: '5', ENTITY_TYPE_ID: '4', ENTITY_ID: '2', RQ_COMPANY_NAME: 'Firma', ...change });
	const address = (TYPE_ID: number, change: object = {}) =>
		Addresses.parse([
			{
				TYPE_ID,
				ENTITY_TYPE_ID: '8',
				ENTITY_ID: '5',
				ADDRESS_1: `Ulica ${TYPE_ID}`,
				ADDRESS_2: '',
				CITY: 'Łódź',
				POSTAL_CODE: '90-001',
				COUNTRY: 'Polska',
				COUNTRY_CODE: null,
				...change,
			},
		])[0]!;
	const books = (change: Partial<ClientBooks>): ClientBooks => ({
		contacts: [],
		requisites: [],
		addresses: [],
		presets: {},
		...change,
	});
	const company = {
		id: '2',
		title: 'Firma z CRM',
		fm: [
			{ typeId: 'EMAIL', value: 'a@x.example; B@x.example' },
			{ typeId: 'PHONE', value: '1' },
		],
	};

	it("prefers the legal address, then registered, then actual; the company's own where the requisite has none", () => {
		const party = (addresses: ClientBooks['addresses']) =>
			toBuyers(books({ company, requisites: [requisite({})], addresses }))[0]?.address.street;
		expect(party([address(1), address(4), address(6), address(11)])).toBe('Ulica 6');
		expect(party([address(11), address(1), address(4)])).toBe('Ulica 4');
		expect(party([address(11)])).toBe('Ulica 11');
		expect(party([address(6, { ENTITY_TYPE_ID: '4', ENTITY_ID: '2' })])).toBe('Ulica 6');
		expect(party([address(6, { ENTITY_ID: '99' })])).toBe('');
	});

	it('takes the tax number from either field; abroad the VAT number first', () => {
		const taxId = (change: object, country = 'Polska') =>
			toBuyers(books({ company, requisites: [requisite(change)], addresses: [address(6, { COUNTRY: country })] }))[0]
				?.taxId;
		expect(taxId({ RQ_INN: '1', RQ_VAT_ID: 'PL2' })).toBe('1');
		expect(taxId({ RQ_VAT_ID: 'PL2' })).toBe('PL2');
		expect(taxId({ RQ_INN: '1', RQ_VAT_ID: 'DE2' }, 'Niemcy')).toBe('DE2');
		expect(taxId({})).toBeUndefined();
	});

	it('marks the chosen requisite, skips those that only hold an address, joins the e-mails of requisite and company', () => {
		const found = toBuyers(
			books({
				company,
				chosenRequisiteId: '6',
				requisites: [
					requisite({ ADDRESS_ONLY: 'Y' }),
					requisite({ ID: '6', RQ_EMAIL: 'A@x.example' }),
					requisite({ ID: '7' }),
				],
			}),
		);
		expect(found.map(({ id, chosen }) => [id, chosen])).toEqual([
			['6', true],
			['7', false],
		]);
		expect(found[0]?.emails).toEqual(['A@x.example', 'B@x.example']);
	});

	it('falls back to the company, then the primary contact, whose kind nobody knows', () => {
		expect(toBuyers(books({ company, taxIdField: 'UF_CRM_NIP', taxIdOnDeal: '5260250274' }))[0]).toMatchObject({
			name: 'Firma z CRM',
			kind: 'business',
			taxId: '5260250274',
			clientId: '2',
		});
		const contact = (id: string, name: string) => ({ id, name, lastName: 'K', fm: [] });
		const contacts = [
			{ contact: contact('8', 'Jan'), primary: false },
			{ contact: contact('9', 'Ewa'), primary: true },
		];
		expect(toBuyers(books({ contacts }))[0]).toMatchObject({ name: 'Ewa K', kind: 'unknown', clientId: '9' });
		expect(toBuyers(books({}))).toEqual([]);
	});
});

describe('texts', () => {
	it.each([
		['[b]Pilne[/b] [url=https://x.example]link[/url]', 'Pilne link'],
		['<p>jeden</p><p>dwa</p>', 'jeden\ndwa'],
		['Faktura [część 1] &lt;b&gt;', 'Faktura [część 1] <b>'],
		['2 < 3', '2 < 3'],
	])('comment %j', (comment, plain) => expect(plainComment(comment)).toBe(plain));

	it('recognises its own notes exactly', () => {
		const comments = [markedNote('Faktura 1', 'crm:a:7:invoice:1'), 'Deal to Invoice', 'x'];
		expect(notedReferences(comments)).toEqual(['crm:a:7:invoice:1']);
		expect(notedReferences([markedNote('F', 'crm:a:7:invoice:11')])).not.toContain('crm:a:7:invoice:1');
	});

	it.each([
		['', 'Polska', 'PL'],
		['', 'NIEMCY', 'DE'],
		['', 'Česko', 'CZ'],
		['', 'Rzeczpospolita Polska', 'PL'],
		['el', '', 'GR'],
		['', 'fr', 'FR'],
		['', 'Nibylandia', ''],
		['', '', ''],
	])('country %j %j is %j', (code, name, expected) => expect(countryOf(code, name)).toBe(expected));

	it('shows custom fields as text, and of files no address', () => {
		const item = {
			UF_CRM_DAY: '2026-11-30T03:00:00+03:00',
			UF_CRM_PICK: '12',
			UF_CRM_LIST: ['a', 'b'],
			UF_CRM_FILE: { id: 9, urlMachine: 'https://secret' },
			UF_CRM_BOX: 'Y',
			UF_CRM_EMPTY: null,
			title: 't',
		};
		const types = {
			UF_CRM_DAY: { type: 'date', title: '' },
			UF_CRM_PICK: { type: 'enumeration', title: '', items: [{ ID: '12', VALUE: 'zw' }] },
		};
		expect(customFieldTexts(item as unknown as DealItem, types)).toEqual({
			UF_CRM_DAY: '2026-11-30',
			UF_CRM_PICK: 'zw',
			UF_CRM_LIST: 'a, b',
			UF_CRM_FILE: '9',
			UF_CRM_BOX: 'Y',
			UF_CRM_EMPTY: '',
		});
	});
});
