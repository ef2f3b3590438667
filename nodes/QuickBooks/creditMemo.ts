import Big from 'big.js';
import { VendorError } from '../../connect/http';
import { amount } from '../../invoicing/decimal';
import type { Invoice } from '../../invoicing/invoice';
import { VENDOR } from './failures';

const SIDES = ['net', 'vat', 'gross'] as const;
type Amounts = Record<(typeof SIDES)[number], string>;

const minus = (value: string): string => amount(new Big(value).neg());
const negative = ({ net, vat, gross }: Amounts): Amounts => ({ net: minus(net), vat: minus(vat), gross: minus(gross) });
const isNothing = (amounts: Amounts): boolean => SIDES.every((side) => new Big(amounts[side]).eq(0));

/**
 * A correction as a credit memo, which holds what is taken back as positive amounts; any other document as it is. Lines
 * that change in words only have nothing to take back. Throws VendorError `rejected` where nothing would be lowered.
 */
export function asCredit(invoice: Invoice): Invoice {
	if (invoice.kind !== 'correction') return invoice;
	if (new Big(invoice.totals.gross).gte(0)) throw lowersNothing(invoice);
	const lines = invoice.lines
		.filter((line) => !isNothing(line))
		.map((line) => ({ ...line, ...negative(line), unitPrice: minus(line.unitPrice) }));
	const byRate = invoice.totals.byRate.map((rate) => ({ ...rate, ...negative(rate) }));
	return { ...invoice, lines, totals: { ...negative(invoice.totals), byRate } };
}

function lowersNothing({ deal, corrects, totals }: Invoice): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The correction of document ${corrects?.number ?? ''} of deal ${deal.id} changes its gross amount by ${totals.gross}; a credit memo of ${VENDOR} can only lower it.`,
		advice:
			'In QuickBooks issue an invoice for the difference by hand; or void the document there, and choose "issue another" for this deal. Nothing was issued.',
	});
}
