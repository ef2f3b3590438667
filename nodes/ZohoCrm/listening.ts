import { listeningHooks } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import { connect } from './connection';
import { WatchChannels } from './subscription';

export const subscribes = (context: TriggerContext): boolean =>
	context.getNodeParameter('listenBy') === 'notifications';

export const listening = listeningHooks({
	name: 'Zoho CRM Deal Trigger',
	subscribes,
	connect: async (context) => new WatchChannels((await connect(context)).crm.client),
});
