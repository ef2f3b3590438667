import { descriptionOf } from '../../../connect/fakturowniaFamily/request';
import type { Invoice } from '../../../invoicing/invoice';
import { documentOf } from '../../../nodes/InvoiceOcean/document';
import { NewInvoice } from '../../../sandbox/fakes/invoiceocean/schemas';
import { withRates } from '../fakturownia/support';
import { bench, oceanInvoice } from './support';

const body = (change: Partial<Invoice> = {}) => documentOf(oceanInvoice(change));
const remarks = (change: Partial<Invoice>) => String(body(change).description ?? '').split('\n');

describe('what is sent', () => {
	test('gross line totals, the buyer in full, the reference', () => {
		expect(body()).toEqual({
			kind: 'vat',
			oid: oceanInvoice().reference,
			oid_unique: 'yes',
			issue_date: '2026-11-30',
			sell_date: '2026-11-28',
			payment_to_kind: 'other_date',
			payment_to: '2026-12-14',
			currency: 'PLN',
			lang: 'pl',
			buyer_company: true,
			buyer_name: 'Pracownia Brzoza sp. z o.o.',
			buyer_tax_no: '1060000062',
			buyer_street: 'ul. Leśna 4/12',
			buyer_post_code: '30-002',
			buyer_city: 'Kraków',
			buyer_country: 'PL',
			buyer_email: 'ksiegowosc@brzoza.example',
			positions: [
				{ name: 'Projekt graficzny', quantity: '1', quantity_unit: 'usł.', tax: '23', total_price_gross: '1230.00' },
			],
		});
	});

	test('everything at once stays within the documented fields', () => {
		const [line] = oceanInvoice().lines;
		const whole = body({
			kind: 'proforma',
			currency: 'EUR',
			exchange: { rate: '4.2345', table: '228/A/NBP/2026', date: '2026-11-27' },
			seller: { departmentId: '294947', name: 'x' },
			buyer: { ...oceanInvoice().buyer, taxId: { country: 'GR', number: '094259216', kind: 'euVat' } },
			recipient: { name: 'SP 7', role: 'jst' },
			lines: [{ ...line!, description: 'Trzy szkice', vatRate: 'zw' }],
			exemptionReason: 'art. 113',
			orderNumber: 'ZAM/7',
			notes: 'Dziękujemy.',
			splitPayment: true,
		});
		expect(NewInvoice.safeParse(whole).error?.issues ?? []).toEqual([]);
	});

	test.each([
		['euVat' as const, 'GR', 'EL094259216'],
		['other' as const, 'US', '094259216'],
	])('a foreign number (%s) is not checked by rules of another country', (kind, country, shown) => {
		const buyer = { ...oceanInvoice().buyer, taxId: { country, number: '094259216', kind } };
		expect(body({ buyer })).toMatchObject({ buyer_tax_no: shown, disable_tax_no_validation: '1' });
		expect(body()).not.toHaveProperty('disable_tax_no_validation');
	});

	test('the description of a line has a column of its own', () => {
		const [line] = oceanInvoice().lines;
		expect(body({ lines: [{ ...line!, description: 'Trzy szkice' }, line!] })).toMatchObject({
			additional_info: '1',
			additional_info_desc: 'Opis',
			positions: [
				{ additional_info: 'Trzy szkice' },
				expect.not.objectContaining({ additional_info: expect.anything() }),
			],
		});
		expect(body()).not.toHaveProperty('additional_info');
	});

	test.each([
		['0 KR', '0'],
		['8', '8'],
		['5', '5'],
		['zw', 'zw'],
		['np I', 'np'],
		['np II', 'np'],
	] as const)('rate %s', (rate, tax) => {
		expect(body(withRates(rate))).toMatchObject({ kind: 'vat', positions: [{ tax }] });
	});

	test.each([
		['the exemption reason', { ...withRates('zw'), exemptionReason: 'art. 113 ust. 1' }, ['art. 113 ust. 1']],
		['split payment, in the words of the law', { splitPayment: true }, ['Mechanizm podzielonej płatności']],
		[
			'the recipient',
			{
				language: 'en' as const,
				recipient: {
					name: 'SP 7',
					role: 'jst',
					taxId: { country: 'PL', number: '1060000062', kind: 'nip' as const },
					address: { street: 'Szkolna 1', postalCode: '30-001', city: 'Kraków', country: 'PL' },
				},
			},
			['Recipient (jst): SP 7, 1060000062, Szkolna 1, 30-001 Kraków'],
		],
		[
			'the exchange rate',
			{ currency: 'EUR', exchange: { rate: '4.2345', table: '228/A/NBP/2026', date: '2026-11-27' } },
			['Kurs NBP: 1 EUR = 4.2345 PLN, tabela 228/A/NBP/2026 z dnia 2026-11-27; VAT: 973.94 PLN'],
		],
		[
			'order number and notes, in front of all else',
			{ orderNumber: 'ZAM/7', notes: 'Dziękujemy.', splitPayment: true },
			['Nr zamówienia: ZAM/7', 'Dziękujemy.', 'Mechanizm podzielonej płatności'],
		],
	])('%s is printed as a remark', (_name, change, expected) => expect(remarks(change)).toEqual(expected));

	test('nothing to say is no remark', () => expect(descriptionOf(oceanInvoice(), [undefined, ''])).toEqual({}));
});

describe('what it cannot carry is refused, and nothing is sent', () => {
	test.each([
		['a KSeF number is needed', { gate: 'ksefNumber' as const }, /deal 42 needs a KSeF number/],
		['0 WDT', withRates('23', '0 WDT'), /Line 2 \("Projekt graficzny"\) of deal 42.*0 WDT/],
		['0 EX', withRates('0 EX'), /Line 1.*deal 42.*0 EX/],
		['oo', withRates('oo'), /deal 42.*oo/],
		['a department that is none', { seller: { departmentId: 'main', name: 'x' } }, /Department ID.*deal 42/],
	])('%s', async (_name, change, sentence) => {
		const { accounting, http } = bench();
		await expect(accounting.issue(oceanInvoice(change))).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: expect.stringMatching(sentence),
		});
		expect(http.sent).toEqual([]);
	});
});
