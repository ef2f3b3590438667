import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { checkListening, startListening, stopListening } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import { connect } from './connection';
import { EventHandlers } from './subscription';

export type ListenBy = 'outgoingWebhook' | 'eventBind' | 'sweepOnly';

export const listenByOf = (context: TriggerContext): ListenBy => context.getNodeParameter('listenBy') as ListenBy;

/** Only an application may subscribe by itself. */
const subscribes = (context: TriggerContext): boolean => listenByOf(context) === 'eventBind';

const handlersOf = async (context: IHookFunctions) => new EventHandlers((await connect(context)).crm.client);

export const listening = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		if (listenByOf(this) === 'outgoingWebhook' && (await connect(this)).applicationToken === '')
			throw tokenMissing(this);
		return checkListening(this, subscribes(this) ? await handlersOf(this) : undefined);
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return startListening(this, subscribes(this) ? await handlersOf(this) : undefined);
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		const connectHandlers = async () => handlersOf(this);
		return stopListening(this, {
			name: 'Bitrix24 Deal Trigger',
			subscribes: subscribes(this),
			connect: connectHandlers,
		});
	},
};

function tokenMissing(context: IHookFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The Bitrix24 credential has no application token.', {
		description:
			'Copy the token from the card of the outgoing webhook in Bitrix24 into "Application Token" of the credential, or choose "Search Only".',
		failure: { cause: 'configuration-invalid' },
	});
}
