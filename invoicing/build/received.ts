import Big from 'big.js';
import type { Deal, StageEntry } from '../deal';
import { amount } from '../decimal';
import { readDay } from '../dates';
import { partOf } from '../parts';
import type { Amount, Day } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { customField } from './customField';
import type { Findings } from './findings';

/**
 * The gross amount of an advance: what came in by the stage entry or by the deal field that the user chose; only
 * without either does the rule's share of the order propose it. A field that is chosen and empty is asked for.
 */
export function receivedAmount(
	deal: Deal,
	entry: StageEntry,
	settings: InvoiceSettings,
	orderGross: Amount,
	findings: Findings,
): Amount | undefined {
	const field = settings.lines.receivedAmountField;
	if (entry.received) return positive(entry.received.amount, 'entry.received.amount', findings);
	if (field === '') return amount(partOf(orderGross, entry));
	const text = customField(deal, field);
	if (text !== '') return positive(text, field, findings);
	findings.stop('receivedAmountMissing', field, { place: field });
	return undefined;
}

/** As people type it: `1 000,50`, with or without the currency behind it, as some CRMs write money. */
function positive(text: string, field: string, findings: Findings): Amount | undefined {
	const plain = text
		.replace(/[\s|]*[A-Z]{3}$/, '')
		.replace(/\s/g, '')
		.replace(',', '.');
	if (
		/^\d{1,15}(\.\d{1,4})?$/.test(plain) &&
		new Big(plain).round(2, Big.roundHalfUp).eq(plain) &&
		new Big(plain).gt(0)
	)
		return amount(plain);
	findings.stop('receivedAmountInvalid', field, { place: field });
	return undefined;
}

/** The day on which the money came: of the stage entry, else of the deal field; undefined where neither is used. */
export function receivedDay(
	deal: Deal,
	entry: StageEntry,
	settings: InvoiceSettings,
	findings: Findings,
): Day | undefined {
	const field = settings.dates.receivedOnField;
	if (entry.received) return entry.received.day;
	if (field === '') return undefined;
	const text = customField(deal, field);
	if (text === '') {
		findings.stop('receivedOnMissing', field, { place: field });
		return undefined;
	}
	const day = readDay(text, settings.timeZone);
	if (!day) findings.stop('dateInvalid', field, { place: field });
	return day;
}
