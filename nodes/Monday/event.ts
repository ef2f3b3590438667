import { z } from 'zod';
import type { DealHint } from '../../connect/trigger/event';
import { stageIdOf } from './stageId';

const whole = z.union([z.number().int().positive(), z.string().regex(/^[1-9]\d{0,19}$/)]).transform(String);

/** A changed status of an item (docs: api-reference/reference/webhooks). Of subitems there is a parent: they are no deals. */
const StatusEvent = z.object({
	event: z.object({
		type: z.literal('update_column_value'),
		boardId: whole,
		pulseId: whole,
		parentItemId: z.undefined().or(z.null()),
		columnId: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
		value: z.object({ label: z.object({ index: z.number().int().min(0).max(999_999_999) }) }),
		/** Unix seconds, with a fraction. */
		changedAt: z.number().positive().max(99_999_999_999),
	}),
});

/** What monday sends when a webhook is made: it wants exactly this back. */
const Challenge = z.object({ challenge: z.string().min(1).max(500), event: z.undefined() });

export interface StatusHint extends DealHint {
	stageId: string;
}

/** The hint in an event: which item's status changed to which label, and when. Undefined for everything else. */
export function hintIn(body: unknown): StatusHint | undefined {
	const parsed = StatusEvent.safeParse(body);
	if (!parsed.success) return undefined;
	const { boardId, pulseId, columnId, value, changedAt } = parsed.data.event;
	const stageId = stageIdOf({ boardId, columnId, labelId: String(value.label.index) });
	return { dealId: pulseId, stageId, happenedAt: Math.round(changedAt * 1000) };
}

/** The answer to a challenge; undefined when the body is none. */
export function challengeIn(body: unknown): { challenge: string } | undefined {
	const parsed = Challenge.safeParse(body);
	return parsed.success ? { challenge: parsed.data.challenge } : undefined;
}
