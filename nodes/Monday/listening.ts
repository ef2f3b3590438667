import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { checkListening, startListening, stopListening } from '../../connect/trigger/listening';
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

/** The webhooks of this trigger; undefined when it only searches. With `told` those that a search told are not asked for. */
export function webhooksOf(
	context: IHookFunctions | IPollFunctions,
	{ client, crm }: Connection,
): BoardWebhooks | undefined {
	if (!subscribes(context)) return undefined;
	const { subscription } = dataOf<Subscription>(context);
	return new BoardWebhooks(client, watchedPlaces(context), subscription, crm.webhooks);
}

export const listening = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		return checkListening(this, webhooksOf(this, await connect(this)));
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return startListening(this, webhooksOf(this, await connect(this)));
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		// What is to be removed is known by its ids alone: it is taken before it is forgotten.
		const { subscription } = dataOf<Subscription>(this);
		return stopListening(this, {
			name: 'monday.com Deal Trigger',
			subscribes: subscribes(this),
			connect: async () => new BoardWebhooks((await connect(this)).client, [], subscription),
		});
	},
};
