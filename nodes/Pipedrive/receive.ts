import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../connect/trigger/constantTime';
import { eventTriggerOf, provenEntries } from '../../connect/trigger/event';
import { dataOf } from '../../connect/trigger/settings';
import type { WebhookHandler } from '../../connect/trigger/webhookAnswer';
import { connect } from './connection';
import { movesTold } from './dealEvent';
import { listenByOf } from './listening';
import { authorizationOf, type Subscription } from './subscription';

/** An event lists every custom field of deals and everyone who may see the deal; a refused one counts towards a ban. */
const LIMIT_BYTES = 1024 * 1024;

/** How an event of Pipedrive is checked, and what it proves: it holds the stage before and after, so nothing is read. */
export function receiveDealEvent(context: IWebhookFunctions): WebhookHandler {
	return {
		limitBytes: LIMIT_BYTES,
		verify() {
			const { subscription } = dataOf<Subscription>(context);
			if (listenByOf(context) === 'sweepOnly' || !subscription) return false;
			const { authorization } = context.getHeaderData() as { authorization?: unknown };
			return sameSecret(authorization, authorizationOf(subscription));
		},
		async entries() {
			const told = movesTold(context.getBodyData());
			if (told.length === 0) return [];
			const { crm } = await connect(context);
			crm.told(told);
			return provenEntries(
				told.map(({ move }) => move),
				eventTriggerOf(context, crm),
			);
		},
	};
}
