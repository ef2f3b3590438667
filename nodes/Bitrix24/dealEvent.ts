import type { DealHint } from '../../connect/trigger/event';
import { formText, type FormValues } from '../../connect/trigger/form';
import { DEAL_EVENTS } from './subscription';

/**
 * The hint in a delivered event: `event`, `ts` (Unix seconds) and `data[FIELDS][ID]` (docs: api-reference/events and
 * crm/deals/events). Undefined for everything else. Nothing else of the request is used, least of all its addresses.
 */
export function hintIn(form: FormValues | undefined): DealHint | undefined {
	const event = formText(form, 'event')?.toUpperCase();
	const dealId = formText(form, 'data', 'FIELDS', 'ID');
	const seconds = formText(form, 'ts');
	if (!DEAL_EVENTS.some((known) => known === event)) return undefined;
	if (!dealId || !/^[1-9]\d{0,14}$/.test(dealId)) return undefined;
	if (!seconds || !/^\d{9,11}$/.test(seconds)) return undefined;
	return { dealId, happenedAt: Number(seconds) * 1000 };
}

export function applicationTokenIn(form: FormValues | undefined): string | undefined {
	return formText(form, 'auth', 'application_token');
}
