import { DateTime } from 'luxon';
import { addDays } from '../dates';
import type { Day } from '../primitives';

/**
 * Polish public holidays (act of 18 January 1951 on days free of work; 24 December since 2025). On these and on
 * Saturdays and Sundays the National Bank of Poland publishes no table.
 */
const FIXED = ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'];
const CHRISTMAS_EVE_SINCE = 2025;
/** Days after Easter Sunday: Monday, Corpus Christi. Easter and Pentecost are Sundays anyway. */
const MOVING = [1, 60];

export function isWorkingDay(day: Day): boolean {
	const { weekday, year } = DateTime.fromISO(day, { zone: 'utc' });
	return weekday <= 5 && !holidaysOf(year).has(day);
}

/** The last Polish working day before this one. */
export function workingDayBefore(day: Day): Day {
	let before = addDays(day, -1);
	while (!isWorkingDay(before)) before = addDays(before, -1);
	return before;
}

function holidaysOf(year: number): Set<Day> {
	const fixed = year >= CHRISTMAS_EVE_SINCE ? [...FIXED, '12-24'] : FIXED;
	const easter = easterOf(year);
	return new Set([...fixed.map((day) => `${year}-${day}`), ...MOVING.map((days) => addDays(easter, days))]);
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm as printed by Meeus, Astronomical Algorithms). */
export function easterOf(year: number): Day {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const e = b % 4;
	const g = Math.floor((8 * b + 13) / 25);
	const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
	const m = Math.floor((a + 11 * h) / 319);
	const r = (2 * e + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
	const month = Math.floor((h - m + r + 90) / 25);
	const day = (h - m + r + month + 19) % 32;
	return DateTime.utc(year, month, day).toISODate() as Day;
}
