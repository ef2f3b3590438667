import type { StageEntry } from '../../invoicing/deal';

/**
 * An entry that was emitted may still be lost before its run reaches the journal: a full table, a run that n8n lost, a
 * worker that died. So what was emitted is handed over again, all of it in one run at most once an hour; the workflow
 * starts what no run has claimed, and nothing else. After a flood, the one time when an n8n does lose runs, that one run
 * comes at once: it is a small part of so many.
 */
export interface HandOver {
	/** Unix milliseconds of the last time. */
	at: number;
	/** Unix milliseconds of the last search that started a run: its entries may have waited in the CRM for long. */
	startedAt?: number;
	/** How often each entry was handed over, by its id. */
	times: Map<string, number>;
}

const EVERY_MS = 60 * 60_000;
/** Entries of which none was handed over yet. */
const FLOOD = 20;
/** So long after it entered the stage an entry is handed over for the first, second and third time. */
const AFTER_MS = [10 * 60_000, 4 * EVERY_MS, 16 * EVERY_MS];
/** A search comes a few seconds early or late. */
const JITTER_MS = 5_000;

export const idOf = (entry: StageEntry): string => entry.entryId ?? entry.reference;

/** Those of the entries, all emitted before, that are to be handed over now; notes that they were. */
export function handOver(memory: HandOver, emitted: readonly StageEntry[], now: number): StageEntry[] {
	const timesOf = (entry: StageEntry) => memory.times.get(idOf(entry)) ?? 0;
	const due = emitted.filter((entry) => {
		const after = AFTER_MS[timesOf(entry)];
		return after !== undefined && now - Date.parse(entry.enteredAt) >= after;
	});
	const isQuiet = now - (memory.startedAt ?? 0) >= AFTER_MS[0]!;
	const isFlood = isQuiet && due.filter((entry) => timesOf(entry) === 0).length >= FLOOD;
	if (!isFlood && now - memory.at < EVERY_MS - JITTER_MS) return [];
	memory.at = now;
	// Entries that have left the search are forgotten here as well.
	memory.times = new Map(emitted.map((entry) => [idOf(entry), timesOf(entry)]));
	for (const entry of due) memory.times.set(idOf(entry), timesOf(entry) + 1);
	return due;
}
