import { listeningHooks } from '../../connect/trigger/listening';
import { dataOf, rulesOf, type TriggerContext } from '../../connect/trigger/settings';
import { connect, type Connection } from './connection';
import { BoardWebhooks, type Subscription } from './subscription';
import { placeOfStage, type StagePlace } from './stageId';

export type ListenBy = 'webhooks' | 'sweepOnly';

export const listenByOf = (context: TriggerContext): ListenBy => context.getNodeParameter('listenBy') as ListenBy;

const subscribes = (context: TriggerContext): boolean => listenByOf(context) === 'webhooks';

/** The labels that the rules name, on their boards and in their columns. */
export function watchedPlaces(context: TriggerContext): StagePlace[] {
	return rulesOf(context)
		.map((rule) => placeOfStage(rule.stageId))
		.filter((place): place is StagePlace => place !== undefined);
}

/** The webhooks of this trigger. Those that a search told are not asked for. */
function boardWebhooks(context: TriggerContext, { client, crm }: Connection): BoardWebhooks {
	const { subscription } = dataOf<Subscription>(context);
	return new BoardWebhooks(client, watchedPlaces(context), subscription, crm.webhooks);
}

/** The same; undefined when the trigger only searches. */
export const webhooksOf = (context: TriggerContext, connection: Connection): BoardWebhooks | undefined =>
	subscribes(context) ? boardWebhooks(context, connection) : undefined;

export const listening = listeningHooks({
	name: 'monday.com Deal Trigger',
	subscribes,
	connect: async (context) => boardWebhooks(context, await connect(context)),
	toRemove(context) {
		// What is to be removed is known by its ids alone: it is taken before it is forgotten.
		const { subscription } = dataOf<Subscription>(context);
		return async () => new BoardWebhooks((await connect(context)).client, [], subscription);
	},
});
