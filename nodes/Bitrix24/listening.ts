import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { listeningHooks } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import { connect } from './connection';
import { EventHandlers } from './subscription';

export type ListenBy = 'outgoingWebhook' | 'eventBind' | 'sweepOnly';

export const listenByOf = (context: TriggerContext): ListenBy => context.getNodeParameter('listenBy') as ListenBy;

/** Only an application may subscribe by itself. */
const subscribes = (context: TriggerContext): boolean => listenByOf(context) === 'eventBind';

export const listening = listeningHooks({
	name: 'Bitrix24 Deal Trigger',
	subscribes,
	connect: async (context) => new EventHandlers((await connect(context)).crm.client),
	async assertReady(context) {
		if (listenByOf(context) !== 'outgoingWebhook') return;
		if ((await connect(context)).applicationToken === '') throw tokenMissing(context);
	},
});

function tokenMissing(context: IHookFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The Bitrix24 credential has no application token.', {
		description:
			'Copy the token from the card of the outgoing webhook in Bitrix24 into "Application Token" of the credential, or choose "Search Only".',
		failure: { cause: 'configuration-invalid' },
	});
}
