import { SeenIds } from '../../connect/trigger/memory';
import type { ChangedDocument, Notification } from './notifications';

/** What the trigger starts a run with. */
export interface Hint {
	/** Of the company. */
	realm: string;
	/** Oldest first; of a document that changed in one way more than once, the last time. */
	documents: ChangedDocument[];
}

/** Between two runs that one trigger starts: a minute, less the moment that a poll may come early. */
const APART_MS = 59_000;
/** Longer than Intuit's list of repeats is of any use: the schedule has looked by then. */
const REMEMBERED = 5_000;
/** Of a flood the newest: one of them is enough to make the workflow look at all documents. */
const MOST_DOCUMENTS = 200;

/**
 * What one process remembers for one trigger: notifications that it knows, and documents that wait for their run. A
 * cache only. In queue mode the process that hears is another one than that which polls: there, what waits goes with
 * the next notification that comes late enough, and otherwise the schedule of the workflow finds it.
 */
export class Hints {
	private readonly seen = new SeenIds(REMEMBERED);
	private waiting = new Map<string, ChangedDocument>();
	private realm = '';
	private startedAt?: number;

	/** Lets those wait that are new. All of one company: another one's do not wait any longer. */
	add(realm: string, notifications: readonly Notification[]): void {
		if (realm !== this.realm) this.waiting.clear();
		this.realm = realm;
		for (const { change } of notifications.filter(({ id }) => this.seen.note(id))) {
			const key = `${change.entity} ${change.id} ${change.operation}`;
			// Anew, so that it is the newest.
			this.waiting.delete(key);
			this.waiting.set(key, change);
			if (this.waiting.size > MOST_DOCUMENTS) this.waiting.delete(this.waiting.keys().next().value as string);
		}
	}

	/** All that waits, where a run may start now; undefined: nothing waits, or the last run started within the minute. */
	take(now: number): Hint | undefined {
		if (this.waiting.size === 0) return undefined;
		const since = now - (this.startedAt ?? -Infinity);
		// A clock that was set back holds nobody up.
		if (since >= 0 && since < APART_MS) return undefined;
		const documents = [...this.waiting.values()];
		this.waiting.clear();
		this.startedAt = now;
		return { realm: this.realm, documents };
	}
}

const memories = new Map<string, Hints>();

/** Of one node of one workflow. */
export function hintsOf(key: string): Hints {
	const known = memories.get(key) ?? new Hints();
	memories.set(key, known);
	return known;
}

export const forgetHints = (key: string): boolean => memories.delete(key);
