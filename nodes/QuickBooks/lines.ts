import Big from 'big.js';
import { VendorError } from '../../connect/http';
import type { Invoice, InvoiceLine } from '../../invoicing/invoice';
import type { Language } from '../../invoicing/primitives';
import { cut, severalLines } from '../../invoicing/text';
import { VENDOR } from './failures';
import { jsonNumber } from './numbers';
import { NO_TAX, type DocumentTax } from './tax';

const LONGEST_DESCRIPTION = 4000;
/** Intuit: taxed documents hold no more. */
const MOST_LINES = 750;
/** Decimals of a unit price: with more, JSON would write small ones with an exponent. */
const PRICE_PLACES = 6;

const WORDS = {
	pl: { unit: 'Jednostka', quantity: 'Ilość', discount: 'Rabat', from: 'od ceny' },
	en: { unit: 'Unit', quantity: 'Quantity', discount: 'Discount', from: 'off' },
} as const;

/**
 * The lines as QuickBooks takes them: net amounts, and with gross prices the gross amount beside them.
 * It demands that the amount is price × quantity to the cent, so the price is the net price after discount.
 * Throws VendorError `rejected` for more lines than one document holds.
 */
export function linesOf(invoice: Invoice, items: readonly string[], tax: DocumentTax): Record<string, unknown>[] {
	if (invoice.lines.length > MOST_LINES) throw tooMany(invoice);
	return invoice.lines.map((line, index) => {
		const price = unitPriceOf(line);
		const code = tax.codes[index] ?? NO_TAX;
		return {
			DetailType: 'SalesItemLineDetail',
			Amount: jsonNumber(line.net),
			Description: descriptionOf(line, invoice.language, price !== undefined),
			SalesItemLineDetail: {
				ItemRef: { value: items[index] },
				...(price && { Qty: jsonNumber(line.quantity), UnitPrice: jsonNumber(price) }),
				ServiceDate: invoice.saleDate,
				...(code !== NO_TAX && { TaxCodeRef: { value: code } }),
				...(tax.model === 'gross' && { TaxInclusiveAmt: jsonNumber(line.gross) }),
			},
		};
	});
}

/**
 * A net price whose product with the quantity is the line's net amount to the cent: the plain one where there is one.
 * Undefined when no price of that precision leads to it; quantity and price are then told in words.
 */
export function unitPriceOf(line: Pick<InvoiceLine, 'quantity' | 'net'>): string | undefined {
	const quantity = new Big(line.quantity);
	if (quantity.lte(0)) return undefined;
	for (let places = 2; places <= PRICE_PLACES; places++) {
		const price = new Big(line.net).div(quantity).round(places, Big.roundHalfUp);
		if (price.times(quantity).round(2, Big.roundHalfUp).eq(line.net)) return price.toFixed();
	}
	return undefined;
}

/** QuickBooks Online has no field for a unit or for the discount of a line: both are told in words. */
function descriptionOf(line: InvoiceLine, language: Language, hasQuantity: boolean): string {
	const words = WORDS[language];
	const { discount, unit } = line;
	const off = discount && (discount.kind === 'percent' ? `${discount.value}%` : discount.value);
	const parts = [
		line.name,
		line.description,
		!hasQuantity && `${words.quantity}: ${line.quantity}`,
		unit && `${words.unit}: ${unit}`,
		off && !new Big(discount.value).eq(0) && `${words.discount}: ${off} ${words.from} ${line.unitPrice}`,
	];
	return cut(severalLines(parts.filter(Boolean).join('\n')), LONGEST_DESCRIPTION);
}

function tooMany({ deal, lines }: Invoice): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `Deal ${deal.id} has ${lines.length} lines; a document in ${VENDOR} holds ${MOST_LINES}.`,
		advice: 'Split the deal. Nothing was issued.',
	});
}
