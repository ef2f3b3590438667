import type { IPollFunctions } from 'n8n-workflow';
import { listeningHooks, nodeKey, renewSubscription } from '../../connect/trigger/listening';
import type { TriggerContext } from '../../connect/trigger/settings';
import type { PipedriveClient } from './client';
import { connect } from './connection';
import { DealWebhooks } from './subscription';

export type ListenBy = 'webhook' | 'sweepOnly';

export const listenByOf = (context: TriggerContext): ListenBy => context.getNodeParameter('listenBy') as ListenBy;

const subscribes = (context: TriggerContext): boolean => listenByOf(context) === 'webhook';

export const listening = listeningHooks({
	name: 'Pipedrive Deal Trigger',
	subscribes,
	connect: async (context) => new DealWebhooks((await connect(context)).crm.client),
});

/** A look at the webhooks costs as much as a search; once an hour is enough for what Pipedrive deletes after days. */
const LOOK_EVERY_MS = 60 * 60_000;
const lookedAt = new Map<string, number>();

/** Part of a search, at most once an hour; a look that failed is made again with the next one. */
export async function renewHourly(context: IPollFunctions, client: PipedriveClient, now: number): Promise<void> {
	const key = nodeKey(context);
	if (!subscribes(context) || now - (lookedAt.get(key) ?? 0) < LOOK_EVERY_MS) return;
	await renewSubscription(context, new DealWebhooks(client));
	lookedAt.set(key, now);
}
