import { z } from 'zod';
import { addDays } from '../invoicing/dates';
import type { Exchange } from '../invoicing/invoice';
import type { Currency, Day } from '../invoicing/primitives';
import { VendorError, type Http } from './http';
import { failureOfStatus, notUnderstood } from './vendorFailures';

export const NBP = 'NBP';
const BASE = 'https://api.nbp.pl/api/exchangerates/rates';
/** Two working days are never further apart (Christmas with two weekends around it). */
const DAYS_A = 10;
/** Table B comes out on Wednesdays. */
const DAYS_B = 30;

/** The answer of `/rates/{table}/{code}/{from}/{to}/` (api.nbp.pl): average rates, oldest first. */
const Rates = z.object({
	rates: z.array(z.object({ no: z.string(), effectiveDate: z.string(), mid: z.number().transform(String) })).min(1),
});

/**
 * The average rate of the National Bank of Poland on a working day: of table A, or the newest of table B for a currency
 * that A lacks. Throws VendorError: `unavailable` when the bank does not answer or has not published the day's table
 * yet (it is waited for, never replaced by another day's), `rejected` when it has no rate of the currency at all.
 */
export async function nbpRate(http: Http, currency: Currency, day: Day): Promise<Exchange> {
	const a = await published(http, { table: 'a', currency, from: addDays(day, -DAYS_A), to: day });
	const ofDay = a?.find(({ effectiveDate }) => effectiveDate === day);
	if (ofDay) return toExchange(ofDay);
	if (a) throw notYet(currency, day);
	const b = await published(http, { table: 'b', currency, from: addDays(day, -DAYS_B), to: day });
	const newest = b?.at(-1);
	if (!newest) throw noRate(currency);
	return toExchange(newest);
}

type Rate = z.output<typeof Rates>['rates'][number];

/** Undefined where the table knows no such currency: the bank answers 404. */
async function published(
	http: Http,
	{ table, currency, from, to }: { table: 'a' | 'b'; currency: Currency; from: Day; to: Day },
): Promise<Rate[] | undefined> {
	const purpose = `tell the rate of ${currency} on ${to}`;
	const url = `${BASE}/${table}/${currency.toLowerCase()}/${from}/${to}/`;
	const response = await http.send({ kind: 'read', method: 'GET', url, query: { format: 'json' }, purpose });
	if (response.status === 404) return undefined;
	const failure = failureOfStatus(response, { vendor: NBP, purpose, reads: true });
	if (failure) throw failure;
	const parsed = Rates.safeParse(response.body);
	if (parsed.success) return parsed.data.rates;
	throw notUnderstood({ vendor: NBP, purpose, outcome: 'notDone', detail: `HTTP ${response.status}` });
}

const toExchange = ({ no, effectiveDate, mid }: Rate): Exchange => ({ rate: mid, table: no, date: effectiveDate });

function notYet(currency: Currency, day: Day): VendorError {
	return new VendorError({
		vendor: NBP,
		cause: 'unavailable',
		outcome: 'notDone',
		message: `NBP has no rate of ${currency} of ${day} in its table yet.`,
		advice: 'Nothing has to be done: the run goes on once NBP has published it. No other day is taken instead.',
	});
}

function noRate(currency: Currency): VendorError {
	return new VendorError({
		vendor: NBP,
		cause: 'rejected',
		outcome: 'notDone',
		message: `NBP publishes no rate of ${currency}.`,
		advice:
			'Invoice the deal in another currency, or choose "Accounting System Adds the Exchange Rate" under Options → Foreign Currency of Build Invoice.',
	});
}
