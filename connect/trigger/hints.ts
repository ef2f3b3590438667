import type { IHookFunctions, INodeExecutionData, IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { toNodeError } from '../itemLoop';
import { nodeKey } from './listening';
import { SeenIds } from './memory';

/** One thing that a vendor told of. It is a hint: the workflow reads what is true. */
export interface Told<Change> {
	/** The same when the vendor sends it again; left out: this vendor names none. */
	id?: string;
	change: Change;
}

/** Between two runs that one trigger starts: a minute, less the moment that a poll may come early. */
const APART_MS = 59_000;
/** Longer than a vendor's list of repeats is of any use: the schedule has looked by then. */
const REMEMBERED = 5_000;
/** Of a flood the newest: one of them is enough to make the workflow look at all documents. */
const MOST_CHANGES = 200;

/**
 * What one process remembers for one trigger: notifications that it knows, and changes that wait for their run. A cache
 * only. In queue mode the process that hears is another one than that which polls: there, what waits goes with the next
 * notification that comes late enough, and otherwise the schedule of the workflow finds it.
 */
export class WaitingChanges<Change> {
	private readonly seen = new SeenIds(REMEMBERED);
	private readonly waiting = new Map<string, Change>();
	private startedAt?: number;

	/** @param keyOf the same for changes of which only the last one counts */
	constructor(private readonly keyOf: (change: Change) => string) {}

	/** Lets those wait that are new. */
	add(told: readonly Told<Change>[]): void {
		for (const { change } of told.filter(({ id }) => id === undefined || this.seen.note(id))) {
			const key = this.keyOf(change);
			// Anew, so that it is the newest.
			this.waiting.delete(key);
			this.waiting.set(key, change);
			if (this.waiting.size > MOST_CHANGES) this.waiting.delete(this.waiting.keys().next().value as string);
		}
	}

	drop(): void {
		this.waiting.clear();
	}

	/** All that waits, where a run may start now; undefined: nothing waits, or the last run started within the minute. */
	take(now: number): Change[] | undefined {
		if (this.waiting.size === 0) return undefined;
		const since = now - (this.startedAt ?? -Infinity);
		// A clock that was set back holds nobody up.
		if (since >= 0 && since < APART_MS) return undefined;
		const changes = [...this.waiting.values()];
		this.waiting.clear();
		this.startedAt = now;
		return changes;
	}
}

/** What waits for one trigger, in its vendor's words: `take` answers what a run starts with. */
interface Hints {
	take(now: number): object | undefined;
}
type HintOf<H extends Hints> = NonNullable<ReturnType<H['take']>>;

/** The hints of all triggers of one vendor in this process. */
export class HintMemory<H extends Hints> {
	private readonly memories = new Map<string, H>();

	constructor(private readonly fresh: () => H) {}

	/**
	 * For `webhook()`: what a run starts with now.
	 * @param add lets what was told wait
	 */
	heard(context: IWebhookFunctions, add: (hints: H) => void): HintOf<H>[] {
		// A listening test in the editor shows what came, and remembers nothing.
		const hints = context.getMode() === 'manual' ? this.fresh() : this.of(nodeKey(context));
		add(hints);
		const hint = hints.take(Date.now());
		return hint ? [hint as HintOf<H>] : [];
	}

	/** For `poll()`: hands over what came within a minute after the last run. */
	polled(context: IPollFunctions): INodeExecutionData[][] | null {
		// A test in the editor: what waits is for the workflow that is switched on.
		if (context.getMode() === 'manual') return null;
		const hint = this.of(nodeKey(context)).take(Date.now());
		return hint ? [[{ json: { ...hint } as IDataObject }]] : null;
	}

	forget(context: IHookFunctions): void {
		this.memories.delete(nodeKey(context));
	}

	private of(key: string): H {
		const known = this.memories.get(key) ?? this.fresh();
		this.memories.set(key, known);
		return known;
	}
}

/**
 * The hooks of a trigger whose user subscribes at the vendor by hand: there is nothing to make or to remove.
 * @param assertReady throws what would make every notification unheard: it is told when the workflow is switched on
 */
export function subscribedByHand<H extends Hints>(
	memory: HintMemory<H>,
	assertReady: (context: IHookFunctions) => Promise<void>,
) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			try {
				await assertReady(this);
				return true;
			} catch (error) {
				const nodeError = toNodeError(this, error, 0);
				throw nodeError;
			}
		},
		async create(this: IHookFunctions): Promise<boolean> {
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			memory.forget(this);
			return true;
		},
	};
}
