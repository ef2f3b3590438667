import Big from 'big.js';
import type { DocumentLine, Invoice, IssuedInvoice } from '../invoice';
import type { Language } from '../primitives';
import { sameBuyer } from './build';
import { NOTICE_TEXTS } from './texts';

/** What changed, field by field, before and after, in decimals. Without names: the text stands in the tables. */
export function differencesOf(document: IssuedInvoice, now: Invoice, language: Language): string[] {
	const words = NOTICE_TEXTS[language].fields;
	const arrow = (what: string, before: string, after: string) => `${what} ${before} → ${after}`;
	const found: string[] = [];
	if (document.currency !== now.currency) found.push(arrow(words.currency, document.currency, now.currency));
	for (const side of ['net', 'vat', 'gross'] as const)
		if (!new Big(document[side]).eq(now.totals[side])) found.push(arrow(words[side], document[side], now.totals[side]));
	if (!sameBuyer(document, now)) found.push(words.buyer);
	const { lines = [] } = document;
	for (let at = 0; lines.length > 0 && at < Math.max(lines.length, now.lines.length); at++)
		found.push(...lineDifferences(lines[at], now.lines[at], `${words.line} ${at + 1}`, language));
	return found;
}

function lineDifferences(
	before: DocumentLine | undefined,
	after: DocumentLine | undefined,
	place: string,
	language: Language,
): string[] {
	const words = NOTICE_TEXTS[language].fields;
	if (!before) return [`${place}: ${words.added} ${after?.gross ?? ''}`];
	if (!after) return [`${place}: ${words.removed} ${before.gross}`];
	const parts = [
		!new Big(before.quantity).eq(after.quantity) && `${words.quantity} ${before.quantity} → ${after.quantity}`,
		before.vatRate !== after.vatRate && `VAT ${before.vatRate} → ${after.vatRate}`,
		!new Big(before.gross).eq(after.gross) && `${words.gross} ${before.gross} → ${after.gross}`,
		before.name !== after.name && words.name,
	].filter(Boolean);
	return parts.length > 0 ? [`${place}: ${parts.join(', ')}`] : [];
}
