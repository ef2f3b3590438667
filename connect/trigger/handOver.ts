import type { StageEntry } from '../../invoicing/deal';

/**
 * An entry that was emitted may still be lost before its run reaches the journal: a full table, a run that n8n lost, a
 * worker that died. So what was emitted is handed over again, all of it in one run at most once an hour; the workflow
 * starts what no run has claimed, and nothing else.
 */
export interface HandOver {
	/** Unix milliseconds of the last time. */
	at: number;
	/** How often each entry was handed over, by its id. */
	times: Map<string, number>;
}

const EVERY_MS = 60 * 60_000;
/** So long after it entered the stage an entry is handed over for the first, second and third time. */
const AFTER_MS = [10 * 60_000, 4 * EVERY_MS, 16 * EVERY_MS];
/** A search comes a few seconds early or late. */
const JITTER_MS = 5_000;

export const idOf = (entry: StageEntry): string => entry.entryId ?? entry.reference;

/** Those of the entries, all emitted before, that are to be handed over now; notes that they were. */
export function handOver(memory: HandOver, emitted: readonly StageEntry[], now: number): StageEntry[] {
	if (now - memory.at < EVERY_MS - JITTER_MS) return [];
	memory.at = now;
	const due = emitted.filter((entry) => {
		const after = AFTER_MS[memory.times.get(idOf(entry)) ?? 0];
		return after !== undefined && now - Date.parse(entry.enteredAt) >= after;
	});
	// Entries that have left the search are forgotten here as well.
	memory.times = new Map(emitted.map((entry) => [idOf(entry), memory.times.get(idOf(entry)) ?? 0]));
	for (const entry of due) memory.times.set(idOf(entry), (memory.times.get(idOf(entry)) ?? 0) + 1);
	return due;
}
