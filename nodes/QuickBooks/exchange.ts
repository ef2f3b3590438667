import Big from 'big.js';
import { VendorError } from '../../connect/http';
import type { Invoice } from '../../invoicing/invoice';
import { VENDOR } from './failures';
import { jsonNumber } from './numbers';

/**
 * `{ ExchangeRate }`: QuickBooks wants units of the home currency for one of the document's, which is what ours says
 * where home is PLN; elsewhere, and without a rate of ours, QuickBooks takes its own rate of the day.
 */
export function exchangeOf(
	{ exchange, currency }: Invoice,
	homeCurrency: string | undefined,
): { ExchangeRate?: number } {
	if (!exchange || homeCurrency !== 'PLN' || currency === 'PLN') return {};
	return { ExchangeRate: jsonNumber(exchange.rate) };
}

/**
 * VAT in another currency has to be told in PLN too, at a rate of the National Bank, and QuickBooks does neither.
 * Throws VendorError `rejected` when the invoice does not bring the rate along.
 */
export function assertVatInPln({ currency, totals, exchange, deal }: Invoice): void {
	if (currency === 'PLN' || exchange || new Big(totals.vat).eq(0)) return;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The document of deal ${deal.id} has VAT in ${currency} and no exchange rate; ${VENDOR} adds no rate of the National Bank and no VAT in PLN.`,
		advice: 'Change the currency of the deal to PLN, or issue this invoice by hand. Nothing was issued.',
	});
}
