import type { IHookFunctions } from 'n8n-workflow';
import { checkListening, startListening, stopListening } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import { connect } from './connection';
import { WatchChannels } from './subscription';

export const subscribes = (context: TriggerContext): boolean =>
	context.getNodeParameter('listenBy') === 'notifications';

const channelsOf = async (context: IHookFunctions) => new WatchChannels((await connect(context)).crm.client);

export const listening = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return checkListening(this, subscribes(this) ? await channelsOf(this) : undefined);
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return startListening(this, subscribes(this) ? await channelsOf(this) : undefined);
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		const connectChannels = async () => channelsOf(this);
		return stopListening(this, {
			name: 'Zoho CRM Deal Trigger',
			subscribes: subscribes(this),
			connect: connectChannels,
		});
	},
};
