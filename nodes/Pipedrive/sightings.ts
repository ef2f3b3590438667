import type { StageMove } from '../../connect/ports';
import { secondsOf } from './moments';

/** A stage change as an event tells it: the stage that the deal came from, where it came from one. */
export interface ToldMove {
	move: StageMove;
	from?: string;
}

interface Sighting {
	/** Entries by stage. */
	entries: Map<string, StageMove[]>;
	/** The newest move of which an event told. */
	told?: { seconds: number; from?: string };
	/** Of the newest move behind which the changelog was read. */
	lookedUpTo?: number;
}

/** Two spellings of one entry: the changelog may be written a moment after the deal. */
const SAME_WITHIN_SECONDS = 5;

/**
 * The stage entries of one company that this process knows of, from events, lists and changelogs. Pipedrive has no
 * list of stage moves: a deal shows its last one only, and asking one deal's changelog costs 20 tokens. So what was
 * seen is kept, and the changelog is asked only where something may be missing. A cache: after a restart the searches
 * fill it again.
 */
export class Sightings {
	private readonly deals = new Map<string, Sighting>();

	constructor(private readonly most = 20_000) {}

	/** Notes an entry; one that is known already, a few seconds apart, stays as it was told first. */
	note(move: StageMove): void {
		const { entries } = this.of(move.dealId);
		const known = entries.get(move.stageId) ?? [];
		const at = secondsOf(move.enteredAt);
		if (known.some((other) => Math.abs(secondsOf(other.enteredAt) - at) <= SAME_WITHIN_SECONDS)) return;
		entries.set(move.stageId, [...known, move]);
	}

	tell({ move, from }: ToldMove): void {
		this.note(move);
		const sighting = this.of(move.dealId);
		const seconds = secondsOf(move.enteredAt);
		if (seconds >= (sighting.told?.seconds ?? 0)) sighting.told = { seconds, from };
	}

	/** True when no watched stage can lie hidden before the deal's newest move. */
	isExplained(dealId: string, newestAt: string, watched: readonly string[]): boolean {
		const { told, lookedUpTo, entries } = this.of(dealId);
		const newest = secondsOf(newestAt);
		if ((lookedUpTo ?? 0) >= newest) return true;
		if (!told || told.seconds < newest) return false;
		return told.from === undefined || !watched.includes(told.from) || entries.has(told.from);
	}

	lookedUp(dealId: string, newestAt: string): void {
		this.of(dealId).lookedUpTo = secondsOf(newestAt);
	}

	/** Entries into these stages since a moment, oldest first. */
	since(since: string, stageIds: readonly string[]): StageMove[] {
		const from = secondsOf(since);
		return [...this.deals.values()]
			.flatMap(({ entries }) => stageIds.flatMap((stage) => entries.get(stage) ?? []))
			.filter((move) => secondsOf(move.enteredAt) >= from)
			.sort((one, other) => one.enteredAt.localeCompare(other.enteredAt) || Number(one.dealId) - Number(other.dealId));
	}

	/** The deal's own sighting, moved to the end: the deals that were quiet for longest are forgotten first. */
	private of(dealId: string): Sighting {
		const sighting = this.deals.get(dealId) ?? { entries: new Map<string, StageMove[]>() };
		this.deals.delete(dealId);
		this.deals.set(dealId, sighting);
		if (this.deals.size > this.most) this.deals.delete(this.deals.keys().next().value as string);
		return sighting;
	}
}
