import { inOrder, toLine } from '../../../nodes/HubSpot/mapping/lines';
import { namedRate } from '../../../nodes/HubSpot/mapping/taxRate';
import { Row, TaxRate } from '../../../nodes/HubSpot/schemas';

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
