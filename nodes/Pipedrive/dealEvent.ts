import { z } from 'zod';
import { moveInto } from './moves';
import { momentOf } from './moments';
import { DealRow } from './schemas';
import type { ToldMove } from './sightings';
import { wonStage } from './stages';

/**
 * A delivery of a version 2 webhook (docs: guide-for-webhooks-v2). Custom fields come as typed objects here and as
 * plain values over REST; none of them is read from an event.
 */
const DealEvent = z.object({
	meta: z.object({ action: z.enum(['create', 'change']), entity: z.literal('deal') }),
	data: DealRow.extend({ id: z.number().int().positive().transform(String) }),
	/** Only the fields that changed, with what they were. */
	previous: z
		.object({
			stage_id: z.union([z.number(), z.string()]).nullish(),
			status: z.string().nullish(),
			won_time: z.string().nullish(),
		})
		.nullish(),
});

/**
 * The stage entries that an event proves by itself; none for any other edit, for a deletion, and for whatever is no
 * event. A deal entered its stage when `previous` holds another one, or when it was just made; an edit inside the stage
 * leaves the stage out of `previous`. Nothing else of the request is used.
 */
export function movesTold(body: unknown): ToldMove[] {
	const parsed = DealEvent.safeParse(body);
	if (!parsed.success) return [];
	const { meta, data, previous } = parsed.data;
	const { id, pipeline_id: pipelineId, stage_id: stageId } = data;
	const isNew = meta.action === 'create';
	const before = previous?.stage_id ?? undefined;
	const told: ToldMove[] = [];
	const entered = momentOf(data.stage_change_time ?? data.add_time);
	if (entered && (isNew || (before !== undefined && String(before) !== stageId)))
		told.push({ move: moveInto(id, pipelineId, stageId, entered), from: isNew ? undefined : String(before) });
	const won = momentOf(data.won_time);
	if (won && data.status === 'won' && (isNew || becameWon(previous)))
		told.push({ move: moveInto(id, pipelineId, wonStage(pipelineId), won), from: stageId });
	return told;
}

/** Whether Pipedrive names the status among what changed, the time of winning, or both, is not documented. */
function becameWon(previous: z.infer<typeof DealEvent>['previous']): boolean {
	if (!previous) return false;
	if (previous.status !== undefined) return previous.status !== 'won';
	return previous.won_time === null;
}
