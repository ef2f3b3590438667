import { compareIssued } from '../../../invoicing/compare';
import type { Invoice } from '../../../invoicing/invoice';
import type { VatRate } from '../../../invoicing/primitives';
import { unitPriceOf } from '../../../nodes/QuickBooks/lines';
import { jsonNumber, Money } from '../../../nodes/QuickBooks/numbers';
import { documentBody } from '../../../nodes/QuickBooks/request';
import type { IssueSettings } from '../../../nodes/QuickBooks/settings';
import { bench, invoice, SETTINGS, withLines } from './support';

const body = (change: Partial<Invoice> = {}, settings: Partial<IssueSettings> = {}, homeCurrency?: string) => {
	const wanted = invoice(change);
	const parts = { customerId: '7', itemIds: wanted.lines.map((_, at) => String(31 + at)), homeCurrency };
	return documentBody(wanted, parts, { ...SETTINGS, ...settings });
};
const memo = (change: Partial<Invoice>) => (body(change).CustomerMemo as { value: string } | undefined)?.value;
const line = (vatRate: VatRate, unitPrice = '100.00') => ({ name: 'x', quantity: '1', unitPrice, vatRate });

describe('the body', () => {
	test('of a plain invoice, whole', () => {
		expect(body()).toEqual({
			AutoDocNumber: true,
			CustomerRef: { value: '7' },
			CurrencyRef: { value: 'PLN' },
			TxnDate: '2026-11-30',
			DueDate: '2026-12-14',
			SalesTermRef: { value: '21' },
			GlobalTaxCalculation: 'TaxExcluded',
			Line: [
				{
					DetailType: 'SalesItemLineDetail',
					Amount: 1000,
					Description: 'Projekt graficzny\nJednostka: usł.',
					SalesItemLineDetail: {
						ItemRef: { value: '31' },
						Qty: 1,
						UnitPrice: 1000,
						ServiceDate: '2026-11-28',
						TaxCodeRef: { value: '11' },
					},
				},
			],
			BillAddr: {
				Line1: 'Pracownia Brzoza sp. z o.o.',
				Line2: 'ul. Leśna 4/12',
				Line3: 'NIP: 1060000062',
				City: 'Kraków',
				PostalCode: '30-002',
				Country: 'PL',
			},
			BillEmail: { Address: 'ksiegowosc@brzoza.example' },
			EmailStatus: 'NotSet',
			CustomerMemo: { value: 'Data sprzedaży: 2026-11-28' },
			PrivateNote: 'Deal 42 (bitrix24) [deal-to-invoice bitrix24:demo.bitrix24.pl:42:invoice:1] [VAT 11=23]',
		});
	});

	test('of a proforma: an offer until the due date', () => {
		const estimate = body({ kind: 'proforma' });
		expect(estimate).toMatchObject({ ExpirationDate: '2026-12-14', TxnStatus: 'Pending' });
		expect(estimate).not.toHaveProperty('DueDate');
	});

	test('gross prices: the gross amount beside the net one', () => {
		const priced = withLines([{ name: 'x', quantity: '3', unitPrice: '19.99', vatRate: '23' }], 'perRateFromGross');
		expect(body(priced)).toMatchObject({
			GlobalTaxCalculation: 'TaxInclusive',
			Line: [{ Amount: 48.76, SalesItemLineDetail: { TaxInclusiveAmt: 59.97, Qty: 3, UnitPrice: 16.253 } }],
		});
	});

	test('a term only for its days, a location only by its number', () => {
		expect(body({ paymentDays: 10 })).not.toHaveProperty('SalesTermRef');
		expect(body({ seller: { departmentId: '3', name: '' } })).toMatchObject({ DepartmentRef: { value: '3' } });
		expect(body({ seller: { departmentId: 'main', name: '' } })).not.toHaveProperty('DepartmentRef');
	});

	test('a rate of the National Bank where the books are kept in PLN, and nowhere else', () => {
		const exchange = { rate: '4.2512', table: '228/A/NBP/2026', date: '2026-11-27' };
		expect(body({ currency: 'EUR', exchange }, {}, 'PLN')).toMatchObject({ ExchangeRate: 4.2512 });
		expect(body({ currency: 'EUR', exchange }, {}, 'USD')).not.toHaveProperty('ExchangeRate');
		const untaxed = withLines([line('np II')]);
		expect(body({ ...untaxed, currency: 'EUR' }, {}, 'PLN')).not.toHaveProperty('ExchangeRate');
		expect(memo({ currency: 'EUR', exchange })).toContain(
			'Kurs: 1 EUR = 4.2512 PLN, tabela 228/A/NBP/2026 z dnia 2026-11-27, VAT 977.78 PLN',
		);
	});
});

test('VAT in another currency without a rate of ours: QuickBooks would not tell it in PLN, so it is refused', async () => {
	const { accounting, http } = bench();
	await expect(accounting.issue(invoice({ currency: 'EUR' }))).rejects.toMatchObject({
		cause_: 'rejected',
		outcome: 'notDone',
		message: expect.stringMatching(/deal 42.*EUR.*PLN/),
	});
	expect(http.sent).toEqual([]);
});

describe('the message to the customer', () => {
	test('holds what QuickBooks has no field for', () => {
		const lines = [...withLines([line('oo'), line('zw')]).lines];
		const recipient = {
			name: 'SP 7',
			role: 'jst',
			taxId: { country: 'PL', number: '5252445767', kind: 'nip' as const },
			address: { street: 'Szkolna 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
		};
		expect(
			memo({ lines, recipient, orderNumber: 'ZAM/7', exemptionReason: 'art. 113', splitPayment: true, notes: 'Uwaga' }),
		).toBe(
			[
				'Data sprzedaży: 2026-11-28',
				'Nr zamówienia: ZAM/7',
				'Podstawa zwolnienia z VAT: art. 113',
				'Odwrotne obciążenie',
				'Mechanizm podzielonej płatności',
				'Odbiorca: SP 7, 5252445767, Szkolna 1, 00-001 Warszawa (jst)',
				'Uwaga',
			].join('\n'),
		);
	});

	test('is left out when there is nothing to say; in English where the invoice is', () => {
		expect(memo({ saleDate: '2026-11-30' })).toBeUndefined();
		expect(memo({ language: 'en', splitPayment: true })).toBe('Date of sale: 2026-11-28\nSplit payment');
	});

	test('nothing of it is cut: too much is refused before anything is made', async () => {
		const { accounting, http } = bench();
		await expect(accounting.issue(invoice({ notes: 'a'.repeat(990) }))).rejects.toThrow(/deal 42.*1017 characters/);
		expect(http.sent).toEqual([]);
	});
});

describe('prices', () => {
	test.each([
		['1', '1000.00', '1000'],
		['3', '100.00', '33.333'],
		['7', '0.01', '0.001'],
		['0.5', '10.01', '20.02'],
		['12000', '0.10', '0.000008'],
	])('%s × ? = %s: %s', (quantity, net, price) => expect(unitPriceOf({ quantity, net })).toBe(price));

	test('where no price leads to the amount, quantity and price are told in words', () => {
		expect(unitPriceOf({ quantity: '90000000', net: '0.13' })).toBeUndefined();
		const lines = withLines([{ ...line('23', '0.0000000015'), quantity: '90000000' }]);
		const [sent] = body(lines).Line as { Description: string; SalesItemLineDetail: object }[];
		expect(sent?.Description).toContain('Ilość: 90000000');
		expect(sent?.SalesItemLineDetail).not.toHaveProperty('Qty');
	});

	test('a discount is in the price and in words', () => {
		const lines = withLines([{ ...line('23'), quantity: '2', discount: { kind: 'percent', value: '10' } }]);
		expect(body(lines).Line).toMatchObject([
			{ Amount: 180, Description: 'x\nRabat: 10% od ceny 100.00', SalesItemLineDetail: { Qty: 2, UnitPrice: 90 } },
		]);
	});

	test('numbers pass through JSON unchanged, or not at all', () => {
		expect([jsonNumber('0.10'), jsonNumber('123456789012.34')]).toEqual([0.1, 123456789012.34]);
		expect(() => jsonNumber('9007199254740993.01')).toThrow(/more digits/);
		expect(Money.parse(JSON.parse('1230.10'))).toBe('1230.1');
		expect(Money.parse(JSON.parse('1e-7'))).toBe('0.0000001');
		expect(Money.safeParse(JSON.parse('9007199254740993.01')).success).toBe(false);
		expect(Money.safeParse('1,5').success).toBe(false);
	});
});

describe('tax codes', () => {
	const ALL = Object.keys(SETTINGS.taxCodes) as VatRate[];

	test.each(ALL)('%s goes under the code that the user chose for it', (rate) => {
		const sent = body({ ...withLines([line(rate)]), exemptionReason: 'art. 113' });
		expect(sent).toMatchObject({ Line: [{ SalesItemLineDetail: { TaxCodeRef: { value: SETTINGS.taxCodes[rate] } } }] });
	});

	test('a rate without a code names deal, line and rate, and nothing is asked or made', async () => {
		const { accounting, http } = bench({ settings: { taxCodes: { '23': '11' } } });
		await expect(accounting.issue(invoice(withLines([line('23'), line('8')])))).rejects.toMatchObject({
			cause_: 'rejected',
			outcome: 'notDone',
			message: 'There is no QuickBooks Online tax code for the VAT rate 8 of line 2 ("x") of deal 42.',
			advice: expect.stringContaining('"Tax Codes"'),
		});
		expect(http.sent).toEqual([]);
	});

	test('US: TAX and NON on the lines, no tax model, the group of rates where one is chosen', () => {
		const taxCodes = { '23': 'TAX', 'np I': 'NON' };
		const lines = withLines([line('23'), line('np I')]);
		const sent = body(lines, { taxCodes, usTaxCode: '2' });
		expect(sent).toMatchObject({
			Line: [
				{ SalesItemLineDetail: { TaxCodeRef: { value: 'TAX' } } },
				{ SalesItemLineDetail: { TaxCodeRef: { value: 'NON' } } },
			],
			TxnTaxDetail: { TxnTaxCodeRef: { value: '2' } },
		});
		expect(sent).not.toHaveProperty('GlobalTaxCalculation');
		expect(body(lines, { taxCodes })).not.toHaveProperty('TxnTaxDetail');
	});

	test('a company that records no tax', () => {
		const sent = body(withLines([line('np I')]), { taxCodes: { 'np I': 'none' } });
		expect(sent).toMatchObject({ GlobalTaxCalculation: 'NotApplicable' });
		expect(JSON.stringify(sent)).not.toContain('TaxCodeRef');
	});

	test.each([
		['codes of two kinds of company', { '23': '11', zw: 'NON' }, /23: 11, zw: NON/],
		['tax under a code without any', { '23': 'NON', zw: 'NON' }, /line 1.*23\.00/],
		['tax where none is recorded', { '23': 'none', zw: 'none' }, /line 1.*23\.00/],
	])('%s: refused', (_name, taxCodes, message) => {
		const lines = withLines([line('23'), line('zw')]);
		expect(() => body(lines, { taxCodes })).toThrow(message);
	});
});

describe('what QuickBooks counts', () => {
	const several = (method: Invoice['totalsMethod']) =>
		withLines(
			[
				{ name: 'a', quantity: '3', unitPrice: '33.33', vatRate: '23' },
				{ name: 'b', quantity: '1', unitPrice: '0.05', vatRate: '23' },
				{ name: 'c', quantity: '7', unitPrice: '9.99', vatRate: '8' },
				{ name: 'd', quantity: '1', unitPrice: '50.00', vatRate: 'zw' },
			],
			method,
		);

	test.each(['perRateFromNet', 'perRateFromGross'] as const)('%s: the same to the cent', async (method) => {
		const wanted = invoice(several(method));
		expect(compareIssued(wanted, await bench().accounting.issue(wanted))).toEqual([]);
	});

	test('perLine may differ by a cent, and then shows', async () => {
		const wanted = invoice(
			withLines(
				[1, 2, 3].map((at) => ({ name: `x${at}`, quantity: '1', unitPrice: '0.02', vatRate: '23' as const })),
				'perLine',
			),
		);
		const differences = compareIssued(wanted, await bench().accounting.issue(wanted));
		expect(differences.map(({ field }) => field)).toEqual(['issued.vat', 'issued.gross']);
	});

	test('another buyer on the account, or another tax number on the print, shows', async () => {
		const made = bench();
		const { documentId } = await made.accounting.issue(invoice());
		made.fake.books.customers[0]!.DisplayName = 'Zupełnie inna firma';
		made.fake.books.documents[0]!.input.BillAddr!.Line3 = 'NIP: 5252445767';
		const differences = compareIssued(invoice(), await made.accounting.read(documentId));
		expect(differences.map(({ field }) => field)).toEqual(['issued.buyer.name', 'issued.buyer.taxId']);
	});
});
