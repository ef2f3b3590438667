import type { StageMove } from '../../connect/ports';
import { logTime } from './logTime';
import type { WatchedColumn } from './queries';
import { ColumnChange, parsedJson, type LogRow, type NewItem } from './schemas';
import { stageIdOf } from './stageId';

/**
 * The stage move that a line of the activity log tells of; undefined for everything else. The log has a line for each
 * item also where many were changed at once. A line whose label stays as it was is no move: a note on the status, an
 * edit of the label's cell.
 */
export function moveIn(
	row: LogRow,
	{ boardId, columnId }: Pick<WatchedColumn, 'boardId' | 'columnId'>,
): StageMove | undefined {
	if (row.event !== 'update_column_value') return undefined;
	const change = ColumnChange.safeParse(parsedJson(row.data));
	const enteredAt = logTime(row.created_at);
	if (!change.success || enteredAt === undefined || change.data.column_id !== columnId) return undefined;
	const [before, after] = [labelIn(change.data.previous_value), labelIn(change.data.value)];
	if (after === undefined || after === before) return undefined;
	const stageId = stageIdOf({ boardId, columnId, labelId: after });
	return { entryId: row.id, dealId: change.data.pulse_id, pipelineId: boardId, stageId, enteredAt };
}

function labelIn(value: { label?: { index?: number | null } | null; index?: number | null } | null | undefined) {
	const index = value?.label?.index ?? value?.index;
	return index === null || index === undefined ? undefined : String(index);
}

/** A status that is set within this time after the item was made was set with it. */
const MADE_WITHIN_MS = 2 * 60_000;
/** After this time the log holds whatever it will hold of an item's making. */
const LOG_SETTLES_MS = 5 * 60_000;

/**
 * The moves of items that were created with a watched label (by a form, an automation, an import): the log may have no
 * line for them. Their id is made of the item's, so that it is the same in every search; they are told only once the
 * log has settled, and not at all where it has a line. An item that was made before `since` is nobody's here, whatever
 * became of its status.
 */
export function createdIn(
	items: readonly NewItem[],
	column: WatchedColumn,
	logged: readonly StageMove[],
	time: { since: string; now: Date },
): StageMove[] {
	return items.flatMap((item) => {
		const madeAt = Date.parse(item.created_at);
		const cell = item.column_values.find(({ id }) => id === column.columnId);
		const label = cell?.index === null || cell?.index === undefined ? undefined : String(cell.index);
		if (label === undefined || !column.labelIds.includes(label) || Number.isNaN(madeAt)) return [];
		if (madeAt < Date.parse(time.since) || madeAt > time.now.getTime() - LOG_SETTLES_MS) return [];
		const setAt = cell?.updated_at ? Date.parse(cell.updated_at) : madeAt;
		if (Number.isNaN(setAt) || setAt - madeAt > MADE_WITHIN_MS) return [];
		const stageId = stageIdOf({ boardId: column.boardId, columnId: column.columnId, labelId: label });
		if (logged.some((move) => move.dealId === item.id && move.stageId === stageId)) return [];
		const enteredAt = new Date(madeAt).toISOString();
		return [{ entryId: `created-${item.id}`, dealId: item.id, pipelineId: column.boardId, stageId, enteredAt }];
	});
}
