import type { StageMove } from '../ports';
import type { HandOver } from './handOver';
import { SharedReads } from './sharedReads';

/**
 * What one trigger remembers between calls of the same process. A cache only: after a restart the sweep emits the
 * entries of its overlap once more, and the claim of the workflow stops them.
 */
export interface TriggerMemory {
	seen: SeenIds;
	/** Reads of a deal's newest move that are under way, by the deal's id. */
	moves: SharedReads<StageMove | undefined>;
	/** Sweeps that failed since the last good one. */
	failures: number;
	/** True once the present outage was told. */
	outageTold: boolean;
	/** What was emitted and handed over again; begins with the first sweep. */
	handedOver?: HandOver;
	/** Unix milliseconds of the last good sweep. */
	sweptAt?: number;
}

/** Ids of entries that were emitted; the oldest are forgotten first. */
export class SeenIds {
	private readonly ids = new Set<string>();

	constructor(private readonly most = 20_000) {}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	/** True when the id is new. Check and note are one step: two events at once cannot both be told "new". */
	note(id: string): boolean {
		if (this.ids.has(id)) return false;
		this.ids.add(id);
		if (this.ids.size > this.most) this.ids.delete(this.ids.values().next().value as string);
		return true;
	}
}

const memories = new Map<string, TriggerMemory>();

/** The memory of one node of one workflow. */
export function memoryOf(workflowId: string, nodeId: string): TriggerMemory {
	const key = `${workflowId}:${nodeId}`;
	const known = memories.get(key);
	if (known) return known;
	const fresh: TriggerMemory = { seen: new SeenIds(), moves: new SharedReads(), failures: 0, outageTold: false };
	memories.set(key, fresh);
	return fresh;
}
