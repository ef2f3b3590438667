import { HintMemory, WaitingChanges } from '../../connect/trigger/hints';
import type { ChangedDocument, Notification } from './notifications';

/** What the trigger starts a run with. */
export interface Hint {
	/** Of the company. */
	realm: string;
	/** Oldest first; of a document that changed in one way more than once, the last time. */
	documents: ChangedDocument[];
}

/** What waits for one trigger, all of one company. */
export class Hints {
	private readonly waiting = new WaitingChanges<ChangedDocument>(
		({ entity, id, operation }) => `${entity} ${id} ${operation}`,
	);
	private realm = '';

	/** Lets those wait that are new. All of one company: another one's do not wait any longer. */
	add(realm: string, notifications: readonly Notification[]): void {
		if (realm !== this.realm) this.waiting.drop();
		this.realm = realm;
		this.waiting.add(notifications);
	}

	take(now: number): Hint | undefined {
		const documents = this.waiting.take(now);
		return documents && { realm: this.realm, documents };
	}
}

export const memory = new HintMemory(() => new Hints());
