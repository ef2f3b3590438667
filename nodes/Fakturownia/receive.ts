import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../connect/trigger/constantTime';
import { HintMemory, WaitingChanges } from '../../connect/trigger/hints';
import { jsonOf } from '../../connect/trigger/rawJson';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { documentIn, echoIn, type ChangedDocument } from './webhookBody';
import { webhookToken } from './webhookToken';

/** What the trigger starts a run with. */
export interface Hint {
	/** Oldest first, each once. */
	documents: ChangedDocument[];
}

/** What waits for one trigger. A body names no event, so a repeat cannot be told from a second change. */
class Hints {
	private readonly waiting = new WaitingChanges<ChangedDocument>(({ id }) => id);

	add(change: ChangedDocument): void {
		this.waiting.add([{ change }]);
	}

	take(now: number): Hint | undefined {
		const documents = this.waiting.take(now);
		return documents && { documents };
	}
}

export const memory = new HintMemory(() => new Hints());

/** How a call of Fakturownia's webhook is checked and what it means: that the workflow should look now, and no more. */
export function receiveChange(context: IWebhookFunctions): WebhookHandler<Hint> {
	const body = () => jsonOf(context.getRequestObject().rawBody ?? Buffer.alloc(0));
	return {
		async verify() {
			return sameSecret(echoIn(body()), await webhookToken.of(context));
		},
		async entries() {
			const document = documentIn(body());
			return document ? memory.heard(context, (hints) => hints.add(document)) : [];
		},
	};
}
