import { DateTime, IANAZone } from 'luxon';
import type { Day } from './primitives';

/** Calendar days in the seller's time zone. No function here knows what time it is. */

export function isTimeZone(zone: string): boolean {
	return IANAZone.isValidZone(zone);
}

/** The day that an instant falls on in a zone; undefined when it is no instant. */
export function dayOfInstant(instant: string, zone: string): Day | undefined {
	return DateTime.fromISO(instant, { setZone: true }).setZone(zone).toISODate() ?? undefined;
}

export function addDays(day: Day, days: number): Day {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() as Day;
}

export function later(a: Day, b: Day): Day {
	return a > b ? a : b;
}

/** `2026-11` of `2026-11-30`. */
export function monthOf(day: Day): string {
	return day.slice(0, 7);
}

/**
 * Reads a date field of a CRM: `2026-11-30`, `30.11.2026`, an ISO time, or milliseconds since 1970.
 * A time that is midnight where it was written, or in UTC, is how CRMs store a plain date: then the written day counts.
 * Any other time is a moment, and its day is the one in the seller's zone.
 */
export function readDay(raw: string, zone: string): Day | undefined {
	const text = raw.trim();
	const polish = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
	if (polish) return validDay(Number(polish[3]), Number(polish[2]), Number(polish[1]));
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return DateTime.fromISO(text, { zone: 'utc' }).toISODate() ?? undefined;
	if (/^\d{12,13}$/.test(text)) return dayOfMoment(DateTime.fromMillis(Number(text), { zone: 'utc' }), zone);
	if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:/.test(text)) return undefined;
	const iso = text.replace(' ', 'T');
	const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/i.test(iso);
	return dayOfMoment(hasOffset ? DateTime.fromISO(iso, { setZone: true }) : DateTime.fromISO(iso, { zone }), zone);
}

function dayOfMoment(moment: DateTime, zone: string): Day | undefined {
	const midnight = (time: DateTime) => time.toMillis() === time.startOf('day').toMillis();
	const plainDate = midnight(moment) || midnight(moment.toUTC());
	return (plainDate ? moment : moment.setZone(zone)).toISODate() ?? undefined;
}

function validDay(year: number, month: number, day: number): Day | undefined {
	return DateTime.fromObject({ year, month, day }, { zone: 'utc' }).toISODate() ?? undefined;
}

/**
 * Whether an issue date is unusual for its sale date: more than 60 days before it, or after the 15th of the month that
 * follows it (art. 106i of the Polish VAT act).
 */
export function issueDateStanding(issueDate: Day, saleDate: Day): 'usual' | 'early' | 'late' {
	if (addDays(issueDate, 60) < saleDate) return 'early';
	const lastUsual = DateTime.fromISO(saleDate, { zone: 'utc' }).startOf('month').plus({ months: 1, days: 14 });
	return issueDate > (lastUsual.toISODate() as Day) ? 'late' : 'usual';
}
