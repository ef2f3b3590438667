import Big from 'big.js';
import { customFieldTexts, fieldText } from '../../../nodes/Pipedrive/mapping/customFields';
import { afterDealDiscounts, isSumOfRows } from '../../../nodes/Pipedrive/mapping/discounts';
import { priced, toLine } from '../../../nodes/Pipedrive/mapping/lines';
import { htmlOf, plainNote } from '../../../nodes/Pipedrive/mapping/notes';
import { momentOf } from '../../../nodes/Pipedrive/moments';
import { DealItem, ProductRow } from '../../../nodes/Pipedrive/schemas';
import { markedNote, notedReferences } from '../../../connect/crm/notes';

const row = (change: object = {}) =>
	ProductRow.parse({
		id: 3,
		product_id: 1,
		name: 'P',
		comments: '',
		quantity: 2,
		item_price: 100,
		discount: 0,
		discount_type: 'percentage',
		tax: 23,
		tax_method: 'exclusive',
		sum: 246,
		is_enabled: true,
		...change,
	});
const line = (change: object) => {
	const money = priced(row(change))!;
	return toLine(money, 'szt.', money.after);
};

describe('products of a deal', () => {
	it.each<[string, object, object]>([
		['net', {}, { unitPrice: '100', quantity: '2', priceBasis: 'net', vatRate: '23', discount: undefined }],
		['gross', { tax_method: 'inclusive', sum: 200 }, { unitPrice: '100', priceBasis: 'gross', vatRate: '23' }],
		['without taxes', { tax_method: 'none', tax: 23 }, { priceBasis: 'net', vatRate: null }],
		['without a method', { tax_method: null }, { vatRate: null }],
		['with a zero rate', { tax: 0 }, { vatRate: '0' }],
		['in percent off', { discount: 12.5 }, { discount: { kind: 'percent', value: '12.5' } }],
		['free of charge', { discount: 100, sum: 0 }, { discount: { kind: 'percent', value: '100' } }],
		[
			'one piece, an amount off',
			{ quantity: 1, discount: 7, discount_type: 'amount', sum: 9999 },
			{ discount: { kind: 'amount', value: '7' } },
		],
		[
			'an amount off the line',
			{ discount: 7, discount_type: 'amount', sum: 193 },
			{ discount: { kind: 'amount', value: '3.5' } },
		],
		[
			'an amount off each piece',
			{ discount: 7, discount_type: 'amount', sum: 228.78 },
			{ discount: { kind: 'amount', value: '7' } },
		],
		[
			'many decimals',
			{ item_price: 0.1234567891, quantity: 0.0001 },
			{ unitPrice: '0.1234567891', quantity: '0.0001' },
		],
		['an exponent', { item_price: 1e-7 }, { unitPrice: '0.0000001' }],
		['numbers as text', { item_price: '100.50', quantity: '3' }, { unitPrice: '100.5', quantity: '3' }],
		['a comment', { comments: ' na rok ' }, { description: 'na rok' }],
	])('%s', (_, change, expected) => expect(line(change)).toMatchObject(expected));

	it('knows no meaning of an amount off that fits no sum', () => {
		expect(priced(row({ discount: 7, discount_type: 'amount', sum: 1 }))).toBeUndefined();
	});

	it('shows all discounts of a line as one amount off each piece, exact after rounding', () => {
		const money = priced(row({ quantity: 3, item_price: 33.33, discount: 10, sum: 110.69 }))!;
		const shown = toLine(money, '', new Big('80.01'));
		const off = new Big(shown.discount!.value);
		expect(new Big('33.33').minus(off).times(3).round(2).toFixed(2)).toBe('80.01');
	});
});

describe('discounts of a deal', () => {
	const rows = [priced(row())!, priced(row({ item_price: 50.05, tax: 8, sum: 108.11 }))!];
	const values = (value: string, ...discounts: [type: 'percentage' | 'amount', amount: string][]) =>
		afterDealDiscounts(
			value,
			rows,
			discounts.map(([type, amount]) => ({ type, amount })),
		)?.map((one) => one.toFixed(2));

	it('are none where the value is the sum of the rows', () => {
		expect(isSumOfRows('354.11', rows)).toBe(true);
		expect(isSumOfRows('354.13', rows)).toBe(false);
	});

	it.each([
		['10 % of the gross value', '318.70', [['percentage', '10']], ['180.00', '90.09']],
		['10 % of the net value', '270.09', [['percentage', '10']], ['180.00', '90.09']],
		[
			'two at once',
			'300.99',
			[
				['percentage', '10'],
				['percentage', '5'],
			],
			['170.00', '85.09'],
		],
		[
			'two in turn',
			'302.76',
			[
				['percentage', '10'],
				['percentage', '5'],
			],
			['171.00', '85.59'],
		],
		['an amount off the net', '200.10', [['amount', '100']], ['133.36', '66.74']],
		['an amount off the gross', '254.11', [['amount', '100']], ['143.52', '71.83']],
		['everything', '0.00', [['percentage', '100']], ['0.00', '0.00']],
	] as const)('%s', (_, value, discounts, expected) => {
		expect(values(value, ...(discounts as unknown as ['percentage' | 'amount', string][]))).toEqual(expected);
	});

	it.each([
		['that do not lead to the value', '300.00', [['percentage', '10']]],
		['of more than all', '-10.00', [['amount', '400']]],
	] as const)('%s have no reading', (_, value, discounts) => {
		expect(values(value, ...(discounts as unknown as ['percentage' | 'amount', string][]))).toBeUndefined();
	});
});

describe('custom fields', () => {
	it.each([
		['PO-88', 'PO-88'],
		[12.5, '12.5'],
		[1e21, '1000000000000000000000'],
		[{ value: 10.5, currency: 'PLN' }, '10.5'],
		[{ id: 7, label: 'Tak' }, 'Tak'],
		[
			[
				{ id: 1, label: 'a' },
				{ id: 2, label: 'b' },
			],
			'a, b',
		],
		[{ value: 'Prosta 1, Warszawa', locality: 'Warszawa' }, 'Prosta 1, Warszawa'],
		[{ value: '2026-11-01', until: '2026-11-30' }, '2026-11-01/2026-11-30'],
		[{ value: '10:00:00', timezone_id: 1 }, '10:00:00'],
		[77, '77'],
		[null, ''],
		[[], ''],
	])('%j is %j', (value, text) => expect(fieldText(value)).toBe(text));

	it('stand under their codes and names; of one name all values, once', () => {
		const field = (field_code: string, field_name: string) => ({
			field_code,
			field_name,
			field_type: 'varchar',
			is_custom_field: true,
		});
		const rows = [
			field('a', 'VAT'),
			field('b', 'VAT'),
			field('c', 'Inne'),
			{ ...field('title', 'Tytuł'), is_custom_field: false },
		];
		expect(customFieldTexts({ a: 'zw', b: 'oo', c: null }, rows)).toEqual({
			VAT: 'zw, oo',
			Inne: '',
			a: 'zw',
			b: 'oo',
			c: '',
		});
		expect(customFieldTexts({ a: 'zw', b: 'zw' }, rows).VAT).toBe('zw');
	});

	it('of a deal may be missing as a whole', () => {
		const deal = {
			id: 1,
			stage_id: 2,
			pipeline_id: 3,
			status: 'open',
			add_time: '2026-11-22T10:00:00Z',
			custom_fields: null,
		};
		expect(DealItem.parse(deal).custom_fields).toEqual({});
	});
});

describe('texts and moments', () => {
	it('are found again in a note that Pipedrive has cleaned and dressed', () => {
		const note = markedNote('Faktura <1> & "2"\ndruga linia', 'pipedrive:demo:7:invoice:1');
		expect(plainNote(htmlOf(note))).toBe(note);
		expect(notedReferences([plainNote(`<p>${htmlOf(note).replace(/<br>/g, '</p><p>')}</p>`)])).toEqual([
			'pipedrive:demo:7:invoice:1',
		]);
	});

	it.each([
		['2026-11-20T09:15:01Z', '2026-11-20T09:15:01Z'],
		['2026-11-20T09:15:01.999Z', '2026-11-20T09:15:01Z'],
		['2026-11-20T10:15:01+01:00', '2026-11-20T09:15:01Z'],
		['2026-11-20 09:15:01', '2026-11-20T09:15:01Z'],
		['soon', undefined],
		[undefined, undefined],
	])('%j is %j', (text, moment) => expect(momentOf(text)).toBe(moment));
});
