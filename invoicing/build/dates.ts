import type { Deal, StageEntry } from '../deal';
import { addDays, dayOfInstant, issueDateStanding, later, readDay } from '../dates';
import type { Day } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { customField } from './customField';
import type { Findings } from './findings';
import { receivedDay } from './received';

export interface DocumentDates {
	issueDate: Day;
	saleDate: Day;
	dueDate: Day;
	paymentDays: number;
	/** The first day on which the document may be issued, when it lies ahead. */
	notBefore?: Day;
}

/** The days of a document, in the seller's zone: issued now; sold as the deal says, else on the day of the stage entry. */
export function readDates(
	deal: Deal,
	entry: StageEntry,
	settings: InvoiceSettings,
	now: string,
	findings: Findings,
): DocumentDates {
	const zone = settings.timeZone;
	const { saleDateField, issueOnField, paymentDaysFrom } = settings.dates;
	const issueDate = instantDay(now, zone);
	// An advance is taxed when its money comes: the field with the date of sale is about the order.
	const chosen =
		entry.kind === 'advance'
			? receivedDay(deal, entry, settings, findings)
			: fieldDay(deal, saleDateField, zone, findings);
	const saleDate = periodDay(entry, settings) ?? chosen ?? instantDay(entry.enteredAt, zone);
	const issueOn = fieldDay(deal, issueOnField, zone, findings);
	const paymentDays = readPaymentDays(deal, settings, findings);

	const counted = addDays(paymentDaysFrom === 'saleDate' ? saleDate : issueDate, paymentDays);
	if (counted < issueDate) findings.flag('dueDateMoved', 'dueDate');
	const standing = issueDateStanding(issueDate, saleDate);
	if (standing !== 'usual') {
		findings.flag(standing === 'early' ? 'issuedEarly' : 'issuedLate', saleDateField || 'saleDate', { saleDate });
	}
	return {
		issueDate,
		saleDate,
		dueDate: later(counted, issueDate),
		paymentDays,
		...(issueOn && issueOn > issueDate ? { notBefore: issueOn } : {}),
	};
}

/** The deal's own date is the same every month: of a recurring document the period tells. */
function periodDay({ period }: StageEntry, settings: InvoiceSettings): Day | undefined {
	return settings.dates.periodSaleDate === 'firstDay' ? period?.from : period?.to;
}

function instantDay(instant: string, zone: string): Day {
	const day = dayOfInstant(instant, zone);
	// Instants and zone are checked where they enter; this is for callers that skipped the schema.
	if (!day) throw new RangeError(`not an instant in a known time zone: ${instant}`);
	return day;
}

function fieldDay(deal: Deal, field: string, zone: string, findings: Findings): Day | undefined {
	const text = customField(deal, field);
	if (text === '') return undefined;
	const day = readDay(text, zone);
	if (!day) findings.stop('dateInvalid', field, { place: field });
	return day;
}

function readPaymentDays(deal: Deal, settings: InvoiceSettings, findings: Findings): number {
	const field = settings.dates.paymentDaysField;
	const text = customField(deal, field).replace(/[.,]0+$/, '');
	if (text === '') return settings.dates.paymentDays;
	const days = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
	if (days !== undefined && days <= 365) return days;
	findings.stop('paymentDaysInvalid', field, { place: field });
	return settings.dates.paymentDays;
}
