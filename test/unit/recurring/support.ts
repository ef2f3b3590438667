import type { SubscriptionRow } from '../../../invoicing/recurring/subscription';

/** A row of the table of subscriptions: a month of deal 7, invoiced on its last day. */
export const row = (changes: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
	...{ reference: 'bitrix24:firm.example:7', crm: 'bitrix24', account: 'firm.example', deal_id: '7' },
	...{ stage_id: 'C1:WON', pipeline_id: '', first_day: '2026-01-01', every: 'month', day_rule: 'lastDay' },
	...{ ends_on: '', active: 'yes', since: '2026-01-01', pauses: '', note: '' },
	...changes,
});
