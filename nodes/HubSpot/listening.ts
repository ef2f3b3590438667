import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { listeningHooks } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import { connect, connectApp } from './connection';
import { AppEvents } from './subscription';

export type ListenBy = 'appEvents' | 'appSubscription' | 'workflow' | 'sweepOnly';

export const listenByOf = (context: TriggerContext): ListenBy => context.getNodeParameter('listenBy') as ListenBy;

/** HubSpot lets an address be subscribed by an API only for public apps of the older kind, with a developer key. */
const subscribes = (context: TriggerContext): boolean => listenByOf(context) === 'appSubscription';

async function appEvents(context: TriggerContext): Promise<AppEvents> {
	const { client, appId } = await connectApp(context);
	return new AppEvents(client, appId);
}

/** What the trigger subscribes to; undefined when its address is pasted in by hand, or it only searches. */
export const eventsOf = async (context: TriggerContext): Promise<AppEvents | undefined> =>
	subscribes(context) ? appEvents(context) : undefined;

export const listening = listeningHooks({
	name: 'HubSpot Deal Trigger',
	subscribes,
	connect: appEvents,
	assertReady: assertProof,
});

/** Without the secret every event would be refused, and only the search would find deals: better said at once. */
async function assertProof(context: IHookFunctions): Promise<void> {
	const listenBy = listenByOf(context);
	if (listenBy === 'sweepOnly') return;
	const { clientSecret, webhookSecret } = await connect(context);
	if (clientSecret !== '' || (listenBy === 'workflow' && webhookSecret !== '')) return;
	const field = listenBy === 'workflow' ? 'Webhook Secret' : 'Client Secret';
	throw new NodeOperationError(context.getNode(), `The HubSpot credential has no ${field.toLowerCase()}.`, {
		description:
			listenBy === 'workflow'
				? 'Enter a long random text as "Webhook Secret" in the credential and the same one in the workflow of HubSpot, or choose "Search Only".'
				: 'Copy the client secret of the app, whose events these are, into the credential, or choose "Search Only".',
		failure: { cause: 'configuration-invalid' },
	});
}
