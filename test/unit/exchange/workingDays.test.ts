import { easterOf, isWorkingDay, workingDayBefore } from '../../../invoicing/exchange/workingDays';
import { exchangeNote, rateDay, vatInPln } from '../../../invoicing/exchange/exchange';
import { invoice as sampleInvoice } from '../fakturownia/support';

describe('Polish working days', () => {
	it.each([
		[2024, '2024-03-31'],
		[2025, '2025-04-20'],
		[2026, '2026-04-05'],
		[2027, '2027-03-28'],
		[2038, '2038-04-25'],
	])('Easter of %i is %s', (year, day) => {
		expect(easterOf(year)).toBe(day);
	});

	it.each([
		'2026-01-01',
		'2026-01-06',
		'2026-04-06',
		'2026-05-01',
		'2026-06-04',
		'2026-11-11',
		'2026-12-24',
		'2026-12-25',
		'2026-11-21',
		'2026-11-22',
	])('%s is free of work', (day) => {
		expect(isWorkingDay(day)).toBe(false);
	});

	it('Christmas Eve is a holiday since 2025', () => {
		expect([2024, 2025].map((year) => isWorkingDay(`${year}-12-24`))).toEqual([true, false]);
	});

	it.each([
		['2026-11-24', '2026-11-23'],
		['2026-11-23', '2026-11-20'],
		['2026-11-12', '2026-11-10'],
		['2026-12-28', '2026-12-23'],
		['2027-01-07', '2027-01-05'],
		['2026-04-07', '2026-04-03'],
		['2028-03-01', '2028-02-29'],
	])('the working day before %s is %s', (day, before) => {
		expect(workingDayBefore(day)).toBe(before);
	});
});

describe('the rate of a document', () => {
	it('is of the working day before the earlier of sale and issue', () => {
		expect(rateDay({ saleDate: '2026-11-16', issueDate: '2026-11-24' })).toBe('2026-11-13');
		expect(rateDay({ saleDate: '2026-11-30', issueDate: '2026-11-24' })).toBe('2026-11-23');
	});

	it('turns the VAT of the whole document into PLN, rounded once, half up', () => {
		const exchange = { rate: '4.2345', table: '226/A/NBP/2026', date: '2026-11-23' };
		const totals = { net: '100.00', vat: '23.00', gross: '123.00', byRate: [] };
		// 23.00 × 4.2345 = 97.3935
		expect(vatInPln({ totals, exchange })).toBe('97.39');
		expect(vatInPln({ totals: { ...totals, vat: '10.00' }, exchange: { ...exchange, rate: '4.2345' } })).toBe('42.35');
		expect(vatInPln({ totals })).toBeUndefined();
	});

	it('is printed with table and day', () => {
		const exchange = { rate: '4.2345', table: '226/A/NBP/2026', date: '2026-11-23' };
		const invoice = { ...sampleInvoice(), currency: 'EUR', exchange };
		expect(exchangeNote(invoice, 'pl')).toBe(
			'Kurs NBP: 1 EUR = 4.2345 PLN, tabela 226/A/NBP/2026 z dnia 2026-11-23; VAT: 973.94 PLN',
		);
		const free = { ...invoice, totals: { ...invoice.totals, vat: '0.00' } };
		expect(exchangeNote(free, 'en')).toBe('NBP exchange rate: 1 EUR = 4.2345 PLN, table 226/A/NBP/2026 of 2026-11-23');
		expect(exchangeNote({ ...invoice, exchange: undefined }, 'pl')).toBe('');
	});
});
