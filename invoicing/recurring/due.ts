import { DateTime } from 'luxon';
import { addDays } from '../dates';
import type { StageEntry } from '../deal';
import type { Day } from '../primitives';
import { referenceOf } from '../reference';
import { indexAt, partOf, type Period } from './periods';
import { dueDay, isPaused, periodOf, type Subscription } from './subscription';

/** So far back a missed period is made up for. The list of finished documents has to reach further. */
const DAYS_BACK = 366;

/**
 * The periods whose document is due on `today`, oldest first, made or not: what was made is known by its reference.
 * A clock that goes back asks for fewer of the same, never for another.
 */
export function duePeriods(subscription: Subscription, today: Day): Period[] {
	const { first_day, every, day_rule, ends_on, since, active } = subscription;
	if (active !== 'yes') return [];
	const earliest = [since, addDays(today, -DAYS_BACK)].sort().at(-1) as Day;
	const periods: Period[] = [];
	const last = indexAt(first_day, every, today);
	for (let index = Math.max(0, indexAt(first_day, every, earliest)); index <= last; index++) {
		const period = periodOf(subscription, index);
		const due = dueDay(period, day_rule);
		if (due > today || due < earliest || (ends_on && period.from > ends_on) || isPaused(subscription, due)) continue;
		periods.push(period);
	}
	return periods;
}

/** What a period asks for: the same at every look, so a thousand looks ask for one document. */
export function entryOf(subscription: Subscription, period: Period, zone: string): StageEntry {
	const { crm, account, deal_id: dealId, stage_id: stageId, pipeline_id: pipelineId, day_rule } = subscription;
	const part = partOf(period);
	const midnight = DateTime.fromISO(dueDay(period, day_rule), { zone }).startOf('day');
	return {
		reference: referenceOf({ crm, account, dealId, kind: 'invoice', part }),
		...{ crm, account, dealId, stageId },
		entryId: `period:${period.from}`,
		...(pipelineId ? { pipelineId } : {}),
		enteredAt: midnight.toISO({ suppressMilliseconds: true }) as string,
		...{ kind: 'invoice', part, percent: '100', percentBefore: '0', period },
	};
}

/** Of all subscriptions, without what is finished; a row that somebody edited into nonsense asks for nothing. */
export function dueEntries(
	subscriptions: readonly Subscription[],
	done: ReadonlySet<string>,
	moment: { today: Day; zone: string },
): StageEntry[] {
	return subscriptions
		.flatMap((each) => duePeriods(each, moment.today).map((period) => entryOf(each, period, moment.zone)))
		.filter(({ reference }) => !done.has(reference))
		.sort((a, b) => a.part - b.part);
}
