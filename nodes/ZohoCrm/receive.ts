import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../connect/trigger/constantTime';
import { entryBehind, eventTriggerOf } from '../../connect/trigger/event';
import { dataOf } from '../../connect/trigger/settings';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { connect } from './connection';
import { dealEventIn } from './dealEvent';
import { subscribes } from './listening';
import type { WatchChannel } from './subscription';

/** How an event of Zoho's is checked and what it means. It is a hint: the stage history decides. */
export function receiveDealEvent(context: IWebhookFunctions): WebhookHandler {
	// Only when asked: a body that is too long is refused before anything looks into it.
	const event = () => dealEventIn(context.getBodyData(), Date.now());
	return {
		verify() {
			if (!subscribes(context)) return false;
			const { subscription } = dataOf<WatchChannel>(context);
			const { token, channelId } = event();
			return sameSecret(token, subscription?.token ?? '') && channelId === subscription?.channelId;
		},
		async entries() {
			const { hints } = event();
			if (hints.length === 0) return [];
			const { crm } = await connect(context);
			const trigger = eventTriggerOf(context, crm);
			const found = await Promise.allSettled(hints.map(async (hint) => entryBehind(hint, trigger)));
			// A deal that cannot be read now does not hold up the others: the search finds it.
			return found.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
		},
	};
}
