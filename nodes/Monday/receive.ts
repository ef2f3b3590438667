import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../connect/trigger/constantTime';
import { entryBehind, eventTriggerOf } from '../../connect/trigger/event';
import { dataOf, rulesOf } from '../../connect/trigger/settings';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { connect, type Connection } from './connection';
import { challengeIn, hintIn } from './event';
import { isSignedBy } from './jwt';
import { listenByOf } from './listening';
import type { Subscription } from './subscription';

/**
 * How an event of monday is checked and what it means. It names the label, so events of other labels cost nothing; but
 * it does not name the line of the activity log that the search will find, so one read of the log makes both the same
 * entry.
 */
export function receiveStatusEvent(context: IWebhookFunctions): WebhookHandler {
	// Once for both: n8n reads and decrypts a credential anew each time.
	let connected: Promise<Connection> | undefined;
	const account = async () =>
		(connected ??= connect(context, { watched: rulesOf(context).map(({ stageId }) => stageId) }));
	return {
		/** Asked while the webhook is made, when no secret is stored yet. */
		handshake: () => (listenByOf(context) === 'sweepOnly' ? undefined : challengeIn(context.getBodyData())),
		async verify() {
			if (listenByOf(context) === 'sweepOnly') return false;
			const secret = dataOf<Subscription>(context).subscription?.secret ?? '';
			const { secret: given } = context.getQueryData() as { secret?: unknown };
			if (!sameSecret(given, secret)) return false;
			const { signingSecret } = await account();
			const { authorization } = context.getRequestObject().headers;
			return signingSecret === '' || isSignedBy(authorization, signingSecret, new Date());
		},
		async entries() {
			const hint = hintIn(context.getBodyData());
			const rules = rulesOf(context);
			if (!hint || !rules.some(({ stageId }) => stageId === hint.stageId)) return [];
			const { crm } = await account();
			const entry = await entryBehind(hint, eventTriggerOf(context, crm));
			return entry ? [entry] : [];
		},
	};
}
