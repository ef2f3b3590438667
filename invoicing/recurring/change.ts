import { z } from 'zod';
import { addDays } from '../dates';
import type { Deal } from '../deal';
import { Day, type Language } from '../primitives';
import { referenceOf } from '../reference';
import { Every, firstDayOf, indexAt } from './periods';
import { DayRule, pausesText, periodOf, type Subscription, type SubscriptionRow } from './subscription';
import { REFUSALS, type Refusal } from './texts';

const OptionalDay = Day.or(z.literal('')).nullish();

/** What a person filled in. */
export const Order = z.object({
	what: z.enum(['add', 'pause', 'resume', 'makeUp', 'end']),
	firstDay: OptionalDay,
	every: Every.nullish().or(z.literal('')),
	dayRule: DayRule.nullish().or(z.literal('')),
	endsOn: OptionalDay,
	/** Also the periods whose day is over. */
	pastToo: z.boolean().default(false),
});
export type Order = z.infer<typeof Order>;

export interface Asked {
	order: Order;
	/** Null when the CRM does not have it. */
	deal: Deal | null;
	/** The deal's row of before. */
	before: Subscription | undefined;
	/** References of the deal's finished documents. */
	done: readonly string[];
	today: Day;
}

export type Changed = { row: SubscriptionRow } | { refused: string };

/** The row as it shall be, or why nothing changes, in a sentence. */
export function changeSubscription(asked: Asked, language: Language): Changed {
	const refuse = (why: Refusal, day = ''): Changed => ({ refused: REFUSALS[language][why].replace('{day}', day) });
	const { order, before, today } = asked;
	if (order.what === 'add') return add(asked, refuse);
	if (before?.active !== 'yes') return refuse('noSubscription');
	const lasting = before.pauses.find(({ to }) => to === undefined);
	const others = before.pauses.filter((pause) => pause !== lasting);
	switch (order.what) {
		case 'end':
			return { row: rowOf(before, { active: 'no', ends_on: today }) };
		case 'pause':
			return lasting ? refuse('pausedAlready') : { row: rowOf(before, { pauses: [...others, { from: today }] }) };
		case 'makeUp':
			return lasting ? { row: rowOf(before, { pauses: others }) } : refuse('notPaused');
		case 'resume': {
			if (!lasting) return refuse('notPaused');
			const to = addDays(today, -1);
			const kept = to >= lasting.from ? [...others, { ...lasting, to }] : others;
			return { row: rowOf(before, { pauses: kept }) };
		}
	}
}

function add({ order, deal, before, done, today }: Asked, refuse: (why: Refusal, day?: string) => Changed): Changed {
	const { firstDay, every, dayRule, endsOn, pastToo } = order;
	if (deal === null) return refuse('noDeal');
	if (deal.stage.outcome === 'lost') return refuse('dealLost');
	if (before?.active === 'yes') return refuse('thereIsOne');
	if (!firstDay || !every || !dayRule) return refuse('incomplete');
	if (endsOn && endsOn < firstDay) return refuse('endsBefore');
	const invoiced = invoicedTo(before, done);
	// No day of a service is invoiced twice.
	if (invoiced !== undefined && firstDay <= invoiced) return refuse('invoicedTo', invoiced);
	const { crm, account, id } = deal;
	const row: Subscription = {
		...{ reference: keyOf(crm, account, id), crm, account, deal_id: id, stage_id: deal.stage.id, pipeline_id: '' },
		...{ first_day: firstDay, every, day_rule: dayRule, ends_on: endsOn ?? '', active: 'yes' },
		...{ since: pastToo && firstDay < today ? firstDay : today, pauses: [], note: '' },
	};
	return { row: rowOf(row, {}) };
}

/** The last day that a finished document of a period covers. */
function invoicedTo(before: Subscription | undefined, done: readonly string[]): Day | undefined {
	const [newest] = done
		.map((reference) => firstDayOf(Number(reference.split(':').at(-1))))
		.filter((day) => day !== undefined)
		.sort()
		.reverse();
	if (newest === undefined || !before) return newest;
	const period = periodOf(before, Math.max(0, indexAt(before.first_day, before.every, newest)));
	return period.from === newest ? period.to : newest;
}

/** A reference without kind and ordinal. */
export function keyOf(crm: string, account: string, dealId: string): string {
	return referenceOf({ crm, account, dealId, kind: 'invoice', part: 0 }).split(':').slice(0, 3).join(':');
}

function rowOf(subscription: Subscription, changes: Partial<Subscription>): SubscriptionRow {
	const { ends_on, pauses, ...texts } = { ...subscription, ...changes };
	return { ...texts, ends_on: ends_on ?? '', pauses: pausesText(pauses) };
}
