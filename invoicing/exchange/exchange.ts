import Big from 'big.js';
import { amount } from '../decimal';
import type { Invoice } from '../invoice';
import type { Amount, Day, Language } from '../primitives';
import { workingDayBefore } from './workingDays';

/**
 * The day whose NBP table counts: the last Polish working day before the earlier of tax point and issue date (art. 31a
 * of the Polish VAT act; ask your accountant). The tax point is taken to be the sale date.
 */
export function rateDay({ saleDate, issueDate }: Pick<Invoice, 'saleDate' | 'issueDate'>): Day {
	return workingDayBefore(saleDate < issueDate ? saleDate : issueDate);
}

/** The VAT of the whole document in PLN, rounded once at the end; undefined without a rate. */
export function vatInPln({ totals, exchange }: Pick<Invoice, 'totals' | 'exchange'>): Amount | undefined {
	return exchange && amount(new Big(totals.vat).times(exchange.rate));
}

/** As it is printed on the document: the rate, and the VAT in PLN where there is any (art. 106e of the act). */
export function exchangeNote(
	{ currency, exchange, totals }: Pick<Invoice, 'currency' | 'exchange' | 'totals'>,
	language: Language,
): string {
	if (!exchange) return '';
	const { rate, table, date } = exchange;
	const vat = vatInPln({ totals, exchange });
	const vatPln = vat && !new Big(vat).eq(0) ? `; VAT: ${vat} PLN` : '';
	return language === 'pl'
		? `Kurs NBP: 1 ${currency} = ${rate} PLN, tabela ${table} z dnia ${date}${vatPln}`
		: `NBP exchange rate: 1 ${currency} = ${rate} PLN, table ${table} of ${date}${vatPln}`;
}
