/**
 * A stage is a label of a status column of a board. Its id names all three: the number of a label alone stands for
 * something else on every board.
 */
export interface StagePlace {
	boardId: string;
	columnId: string;
	/** monday's id of the label, which stays when labels are renamed or put into another order. */
	labelId: string;
}

/** What a status column holds whose label was never set: monday's grey one. */
export const UNSET_LABEL = '5';

export const stageIdOf = ({ boardId, columnId, labelId }: StagePlace): string => `${boardId}:${columnId}:${labelId}`;

export function placeOfStage(stageId: string): StagePlace | undefined {
	const match = /^(\d{1,20}):([A-Za-z0-9_-]{1,100}):(\d{1,9})$/.exec(stageId);
	const [, boardId, columnId, labelId] = match ?? [];
	return boardId && columnId && labelId ? { boardId, columnId, labelId } : undefined;
}

/** The boards and status columns of stages, each once. */
export function columnsOf(stageIds: readonly string[]): { boardId: string; columnId: string; labelIds: string[] }[] {
	const found = new Map<string, { boardId: string; columnId: string; labelIds: string[] }>();
	for (const stageId of stageIds) {
		const place = placeOfStage(stageId);
		if (!place) continue;
		const { boardId, columnId, labelId } = place;
		const column = found.get(`${boardId}:${columnId}`) ?? { boardId, columnId, labelIds: [] };
		column.labelIds.push(labelId);
		found.set(`${boardId}:${columnId}`, column);
	}
	return [...found.values()];
}
