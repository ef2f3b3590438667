import type { Pipeline, StageMove } from '../../../connect/ports';
import type { HistoryRow, Version } from '../schemas';
import { stageOf } from './pipelines';

/**
 * Every entry into a stage that a deal's history tells, oldest first. HubSpot keeps the values of a property with their
 * times, newest first; a value that was written again without a change is no entry.
 * The id of an entry is made of deal, stage and time: HubSpot gives the rows of its history none.
 */
export function toMoves(row: HistoryRow, pipelines: readonly Pipeline[]): StageMove[] {
	const moves: StageMove[] = [];
	for (const { value, time } of timed(row.propertiesWithHistory.dealstage ?? [])) {
		if (value === '' || value === moves.at(-1)?.stageId) continue;
		moves.push({
			entryId: `${row.id}:${value}:${time}`,
			dealId: row.id,
			// A stage that was deleted since has no pipeline of its own any more.
			pipelineId: stageOf(pipelines, value)?.pipelineId ?? row.properties.pipeline ?? '',
			stageId: value,
			enteredAt: new Date(time).toISOString(),
		});
	}
	return moves;
}

/** Oldest first; of two values of one millisecond the one that stands later in HubSpot's list came first. */
function timed(versions: readonly Version[]): { value: string; time: number }[] {
	return [...versions]
		.reverse()
		.map(({ value, timestamp }) => ({
			value,
			time: /^\d+$/.test(timestamp) ? Number(timestamp) : Date.parse(timestamp),
		}))
		.filter(({ time }) => Number.isFinite(time))
		.sort((one, other) => one.time - other.time);
}

/**
 * The field in which HubSpot keeps when a deal last entered a stage, `hs_v2_date_entered_<stage>`. For ids that are not
 * plain words the name is altered and gets a number at its end, so it is looked up, never made; undefined when there is
 * none, or more than one that could be meant.
 */
export function enteredProperty(stageId: string, names: Iterable<string>): string | undefined {
	const known = [...names].filter((name) => name.startsWith(ENTERED));
	const exact = known.find((name) => name === `${ENTERED}${stageId}`);
	if (exact) return exact;
	const wanted = bare(stageId);
	const altered = known.filter((name) => {
		const rest = name.slice(ENTERED.length);
		return bare(rest) === wanted || bare(rest.replace(/_\d+$/, '')) === wanted;
	});
	return altered.length === 1 ? altered[0] : undefined;
}

/** When the deal last moved at all: finds every deal that moved, also those that have left a watched stage again. */
export const ENTERED_CURRENT = 'hs_v2_date_entered_current_stage';
const ENTERED = 'hs_v2_date_entered_';

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
