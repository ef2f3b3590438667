import { DateTime } from 'luxon';
import { z } from 'zod';
import { addDays } from '../dates';
import type { Day } from '../primitives';

/** Calendar arithmetic of subscriptions, on plain days: no clock change and no zone can shift one. */

export const Every = z.enum(['month', 'quarter', 'year']);
export type Every = z.infer<typeof Every>;
const MONTHS: Record<Every, number> = { month: 1, quarter: 3, year: 12 };

/** Both days included. */
export interface Period {
	from: Day;
	to: Day;
}

/**
 * The period number `index`, counted from 0. Each is reckoned from the first day of all, so a subscription of the 31st is
 * on the last day of a shorter month and on the 31st again in the next; the one of 29 February is on the 28th in between.
 */
export function periodAt(firstDay: Day, every: Every, index: number): Period {
	return { from: startOf(firstDay, every, index), to: addDays(startOf(firstDay, every, index + 1), -1) };
}

function startOf(firstDay: Day, every: Every, index: number): Day {
	const months = MONTHS[every] * index;
	return DateTime.fromISO(firstDay, { zone: 'utc' }).plus({ months }).toISODate() as Day;
}

/** The index of the last period that begins on or before a day; negative before the first. */
export function indexAt(firstDay: Day, every: Every, day: Day): number {
	const months = (text: Day) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
	const index = Math.floor((months(day) - months(firstDay)) / MONTHS[every]);
	return startOf(firstDay, every, index) > day ? index - 1 : index;
}

/** The ordinal of a period's document: its first day as a number. Never one of a stage rule, which count from 1. */
export const partOf = ({ from }: Period): number => Number(from.replaceAll('-', ''));

/** The first day that an ordinal stands for; undefined for a part of a stage rule. */
export function firstDayOf(part: number): Day | undefined {
	const text = String(part);
	return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined;
}
