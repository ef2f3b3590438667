import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../connect/trigger/constantTime';
import { entryBehind, eventTriggerOf } from '../../connect/trigger/event';
import { expandForm } from '../../connect/trigger/form';
import { dataOf } from '../../connect/trigger/settings';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { connect } from './connection';
import { applicationTokenIn, hintIn } from './dealEvent';
import { listenByOf } from './listening';
import type { Subscription } from './subscription';

/** How an event of Bitrix24 is checked and what it means. It is a hint: the stage history decides. */
export function receiveDealEvent(context: IWebhookFunctions): WebhookHandler {
	// Only when asked: a body that is too long is refused before anything looks into it.
	const form = () => expandForm(context.getBodyData());
	// Once for both: n8n reads and decrypts a credential anew each time.
	let connected: ReturnType<typeof connect> | undefined;
	const portal = async () => (connected ??= connect(context));
	return {
		async verify() {
			const listenBy = listenByOf(context);
			if (listenBy === 'sweepOnly') return false;
			const { applicationToken } = await portal();
			const hasToken = sameSecret(applicationTokenIn(form()), applicationToken);
			if (listenBy === 'outgoingWebhook') return hasToken;
			const secret = dataOf<Subscription>(context).subscription?.secret ?? '';
			const { secret: given } = context.getQueryData() as { secret?: unknown };
			return sameSecret(given, secret) && (applicationToken === '' || hasToken);
		},
		async entries() {
			const hint = hintIn(form());
			if (!hint) return [];
			const { crm } = await portal();
			const entry = await entryBehind(hint, eventTriggerOf(context, crm));
			return entry ? [entry] : [];
		},
	};
}
