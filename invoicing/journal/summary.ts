import type { StageEntry } from '../deal';
import { fold, othersLive, type ReferenceState } from './fold';
import type { JournalRow } from './row';

export interface Open {
	reference: string;
	entry: StageEntry;
	lastAt: number;
	state: ReferenceState;
}

/** References that the sweep goes on with now: cut off, or paused and due. Oldest first, at most `limit`. */
export function dueForSweep(rows: readonly JournalRow[], now: number, limit: number): Open[] {
	return byReference(rows)
		.flatMap(([reference, own]) => {
			const state = fold(own);
			return state.entry && isDue(state, now) ? [{ reference, entry: state.entry, lastAt: state.lastAt, state }] : [];
		})
		.sort((a, b) => a.lastAt - b.lastAt)
		.slice(0, limit);
}

function isDue(state: ReferenceState, now: number): boolean {
	if (state.finished || othersLive(state, '', now).length > 0) return false;
	if (state.rest === undefined) return true;
	if (state.rest !== 'retry' && state.rest !== 'waiting') return false;
	return !state.notBefore || Date.parse(state.notBefore) <= now;
}

export function byReference(rows: readonly JournalRow[]): [string, JournalRow[]][] {
	const groups = new Map<string, JournalRow[]>();
	for (const row of rows) {
		const group = groups.get(row.reference);
		if (group) group.push(row);
		else groups.set(row.reference, [row]);
	}
	return [...groups];
}
