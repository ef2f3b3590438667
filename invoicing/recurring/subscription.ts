import { z } from 'zod';
import { Day } from '../primitives';
import { Every, periodAt, type Period } from './periods';

/** The columns of the table of subscriptions, all text. `reference` is CRM, account and deal: a deal has one at most. */
export const SUBSCRIPTION_COLUMNS = [
	'reference',
	'crm',
	'account',
	'deal_id',
	'stage_id',
	'pipeline_id',
	'first_day',
	'every',
	'day_rule',
	'ends_on',
	'active',
	'since',
	'pauses',
	'note',
] as const;
export type SubscriptionRow = Record<(typeof SUBSCRIPTION_COLUMNS)[number], string>;

/** On which day of its period a document is issued. */
export const DayRule = z.enum(['firstDay', 'lastDay']);
export type DayRule = z.infer<typeof DayRule>;

/** Both days included; without `to` it lasts. */
export interface Pause {
	from: Day;
	to?: Day;
}

/** `2026-03-10..2026-05-04, 2026-08-01..` */
const Pauses = z
	.string()
	.nullish()
	.transform((text) => (text ?? '').split(',').map((each) => each.trim()))
	.transform((texts) => texts.filter(Boolean).map((each) => each.split('..').map((day) => day.trim())))
	.pipe(z.array(z.tuple([Day, Day.or(z.literal(''))])))
	.transform((pairs): Pause[] => pairs.map(([from, to]) => (to ? { from, to } : { from })));

export const pausesText = (pauses: readonly Pause[]): string =>
	pauses.map(({ from, to }) => `${from}..${to ?? ''}`).join(', ');

const Optional = z
	.string()
	.nullish()
	.transform((text) => (text ?? '').trim());

export const Subscription = z.object({
	reference: z.string().min(1),
	crm: z.string().min(1),
	account: z.string().min(1),
	deal_id: z.string().min(1),
	/** Where the deal stood when it was added: the stage that the documents are read from. */
	stage_id: z.string().min(1),
	pipeline_id: Optional,
	first_day: Day,
	every: Every,
	day_rule: DayRule,
	ends_on: Day.or(z.literal('')).nullish(),
	active: z.enum(['yes', 'no']),
	/** Nothing that was due before this day is issued. */
	since: Day,
	pauses: Pauses,
	note: Optional,
});
export type Subscription = z.infer<typeof Subscription>;

export const dueDay = ({ from, to }: Period, rule: DayRule): Day => (rule === 'firstDay' ? from : to);

export const isPaused = ({ pauses }: Pick<Subscription, 'pauses'>, day: Day): boolean =>
	pauses.some(({ from, to }) => day >= from && (to === undefined || day <= to));

export const periodOf = ({ first_day, every }: Pick<Subscription, 'first_day' | 'every'>, index: number): Period =>
	periodAt(first_day, every, index);
