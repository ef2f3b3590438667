import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { jsonOf } from '../../connect/trigger/rawJson';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { CREDENTIAL, realmOf } from './account';
import { memory, type Hint } from './hints';
import { notificationsIn } from './notifications';
import { isSigned } from './signature';
import { verifierToken } from './verifierToken';

/**
 * Intuit sends nothing further until a notification was answered with 200 ("Webhooks", "Best practices"), so a long one
 * must not be in the way. The workflow's own n8n takes 16 MB; what the changes of one company come to is far below this.
 */
const LIMIT_BYTES = 4 * 1024 * 1024;

/** How a notification of QuickBooks is checked and what it means: that the workflow should look now, and no more. */
export function receiveNotification(context: IWebhookFunctions): WebhookHandler<Hint> {
	const rawBody = () => context.getRequestObject().rawBody ?? Buffer.alloc(0);
	return {
		limitBytes: LIMIT_BYTES,
		async verify() {
			const { headers } = context.getRequestObject();
			return isSigned(rawBody(), headers['intuit-signature'], await verifierToken.of(context));
		},
		async entries() {
			const notifications = notificationsIn(jsonOf(rawBody()));
			if (notifications.length === 0) return [];
			// An app may be connected to several companies, and has one address for all.
			const realm = realmOf(await context.getCredentials<IDataObject>(CREDENTIAL));
			const own = notifications.filter((each) => each.realm === realm);
			if (own.length === 0) return [];
			return memory.heard(context, (hints) => hints.add(realm, own));
		},
	};
}
