import { VendorError } from '../../connect/http';
import { vatInPln } from '../../invoicing/exchange/exchange';
import type { Invoice } from '../../invoicing/invoice';
import { settlesText } from '../../invoicing/settles';
import { showTaxId } from '../../invoicing/taxId';
import { oneLine, severalLines } from '../../invoicing/text';
import { VENDOR } from './failures';

/** XSD, CustomerMemo: "the maximum length for Invoice Msg is 1000 characters". */
const LONGEST_MEMO = 1000;

const WORDS = {
	pl: {
		saleDate: 'Data sprzedaży',
		orderNumber: 'Nr zamówienia',
		exemption: 'Podstawa zwolnienia z VAT',
		reverseCharge: 'Odwrotne obciążenie',
		splitPayment: 'Mechanizm podzielonej płatności',
		recipient: 'Odbiorca',
		exchange: 'Kurs',
		table: 'tabela',
		of: 'z dnia',
		vat: 'VAT',
		corrects: 'Korekta do dokumentu',
		reason: 'Przyczyna korekty',
	},
	en: {
		saleDate: 'Date of sale',
		orderNumber: 'Order number',
		exemption: 'VAT exemption',
		reverseCharge: 'Reverse charge',
		splitPayment: 'Split payment',
		recipient: 'Recipient',
		exchange: 'Exchange rate',
		table: 'table',
		of: 'of',
		vat: 'VAT',
		corrects: 'Corrects document',
		reason: 'Reason for the correction',
	},
} as const;

/**
 * What the document has to say and QuickBooks has no field for, in the message that it prints for the customer.
 * Throws VendorError `rejected` when it is longer than that message may be: nothing of it can be left out.
 */
export function memoOf(invoice: Invoice): string {
	const words = WORDS[invoice.language];
	const rates = new Set(invoice.lines.map(({ vatRate }) => vatRate));
	const labelled = (label: string, text: string | undefined) => text && `${label}: ${text}`;
	const { corrects } = invoice;
	const parts = [
		labelled(words.corrects, corrects && `${corrects.number} ${words.of} ${corrects.issueDate}`),
		labelled(words.reason, corrects?.reason),
		invoice.saleDate !== invoice.issueDate && labelled(words.saleDate, invoice.saleDate),
		labelled(words.orderNumber, invoice.orderNumber),
		rates.has('zw') && labelled(words.exemption, invoice.exemptionReason),
		(rates.has('oo') || rates.has('np II')) && words.reverseCharge,
		invoice.splitPayment && words.splitPayment,
		labelled(words.recipient, recipientOf(invoice)),
		labelled(words.exchange, exchangeOf(invoice, words)),
		settlesText(invoice),
		invoice.notes,
	];
	const memo = severalLines(parts.filter(Boolean).join('\n'));
	if (memo.length <= LONGEST_MEMO) return memo;
	throw new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `What the document of deal ${invoice.deal.id} has to say beside its lines (notes, order number, recipient, advances settled and the like) has ${memo.length} characters; the message on a QuickBooks document holds ${LONGEST_MEMO}.`,
		advice: 'Shorten the notes of the deal, then run this step again. Nothing was issued.',
	});
}

function recipientOf({ recipient }: Invoice): string | undefined {
	if (!recipient) return undefined;
	const { name, taxId, address, role } = recipient;
	const place = [address?.street, [address?.postalCode, address?.city].filter(Boolean).join(' ')];
	const all = [name, showTaxId(taxId), ...place, role && `(${role})`];
	return oneLine(all.filter(Boolean).join(', ').replace(', (', ' ('));
}

/** `1 EUR = 4.2512 PLN, table 228/A/NBP/2026 of 2026-11-27, VAT 977.78 PLN`. */
function exchangeOf(
	{ exchange, currency, totals }: Invoice,
	words: (typeof WORDS)[keyof typeof WORDS],
): string | undefined {
	if (!exchange) return undefined;
	return `1 ${currency} = ${exchange.rate} PLN, ${words.table} ${exchange.table} ${words.of} ${exchange.date}, ${words.vat} ${vatInPln({ totals, exchange })} PLN`;
}
