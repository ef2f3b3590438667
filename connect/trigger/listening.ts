import { NodeOperationError, type IHookFunctions, type IPollFunctions } from 'n8n-workflow';
import { VendorError } from '../http';
import { toNodeError } from '../itemLoop';
import { dataOf, type TriggerContext } from './settings';

/** What a trigger remembers of its subscription, in its static data. Secrets in it are its own, made at random. */
export interface Subscribed {
	/** The trigger's web address, without secrets. */
	url: string;
}

/**
 * A CRM's subscriptions for one web address, as their life needs them. All methods throw VendorError.
 * What is there is asked of the CRM each time, by the address: a stored id may be of a subscription that is gone.
 */
export interface Subscriptions<S extends Subscribed> {
	/** True when exactly what is wanted is there and will be for a while: nothing missing, no stray of ours, not ending soon. */
	isSubscribed(url: string, remembered: S | undefined): Promise<boolean>;
	/** Leaves exactly what is wanted; answers what to remember. With `remembered` its secret is kept: events are under way. */
	subscribe(url: string, remembered?: S): Promise<S>;
	/** Removes all of this address; with `only` just that one. */
	unsubscribe(url: string, only?: S): Promise<void>;
}

/** `undefined` where the trigger subscribes to nothing: set up by hand, or search only. */
type Own<S extends Subscribed> = Subscriptions<S> | undefined;

/** Whether what the trigger listens to is there. What the user sets up by hand counts as there. */
async function checkListening<S extends Subscribed>(context: IHookFunctions, own: Own<S>): Promise<boolean> {
	if (!own) return true;
	const { subscription } = dataOf<S>(context);
	return asked(context, async () => own.isSubscribed(webhookUrl(context), subscription));
}

/** Subscribes with new secrets, and removes strays of earlier activations. */
async function startListening<S extends Subscribed>(context: IHookFunctions, own: Own<S>): Promise<boolean> {
	if (!own) return true;
	const subscription = await asked(context, async () => own.subscribe(webhookUrl(context)));
	dataOf<S>(context).subscription = subscription;
	return true;
}

/**
 * A CRM that cannot be reached does not keep the user from switching the workflow off: the strays go at the next start.
 * @param connect the subscriptions; called only when there may be any
 */
async function stopListening<S extends Subscribed>(
	context: IHookFunctions,
	trigger: { name: string; subscribes: boolean; connect: () => Promise<Subscriptions<S>> },
): Promise<boolean> {
	const data = dataOf<S>(context);
	const { subscription } = data;
	delete data.subscription;
	switchedOff.set(nodeKey(context), timesOff(context) + 1);
	if (subscription === undefined && !trigger.subscribes) return true;
	try {
		const own = await trigger.connect();
		await own.unsubscribe(webhookUrl(context));
		return true;
	} catch (error) {
		const reason = error instanceof VendorError ? error.message : '';
		context.logger.warn(`${trigger.name}: the events stay subscribed. ${reason}`);
		return false;
	}
}

/** Part of every sweep: CRMs drop subscriptions, and some of them end by themselves. Throws VendorError. */
export async function renewSubscription<S extends Subscribed>(context: IPollFunctions, own: Own<S>): Promise<void> {
	const data = dataOf<S>(context);
	const { subscription } = data;
	if (!own || subscription === undefined) return;
	const { url } = subscription;
	const before = timesOff(context);
	if (await own.isSubscribed(url, subscription)) return;
	let renewed = subscription;
	if (timesOff(context) === before) {
		renewed = await own.subscribe(url, subscription);
		if (timesOff(context) === before) data.subscription = renewed;
	}
	// Switched off in the meantime: what was made just now is nobody's any more.
	if (timesOff(context) !== before) await own.unsubscribe(url, renewed);
}

/** Names one trigger among all that this process runs. */
export const nodeKey = (context: TriggerContext): string => `${context.getWorkflow().id}:${context.getNode().id}`;

/** How one CRM's trigger listens: what differs between the vendors. */
export interface ListeningTrigger<S extends Subscribed> {
	/** As it stands in n8n's list of nodes. */
	name: string;
	/** Whether it subscribes by itself, by its settings. */
	subscribes(context: TriggerContext): boolean;
	/** Its subscriptions, by the node's credential. */
	connect(context: IHookFunctions): Promise<Subscriptions<S>>;
	/** The same when it is switched off and the rules may be gone; left out: `connect`. Called before anything is forgotten. */
	toRemove?(context: IHookFunctions): () => Promise<Subscriptions<S>>;
	/** Throws when the user's settings cannot work as they are; left out: they always can. */
	assertReady?(context: IHookFunctions): Promise<void>;
}

/** The three hooks by which n8n makes and removes a trigger's webhook. */
export function listeningHooks<S extends Subscribed>(trigger: ListeningTrigger<S>) {
	const own = async (context: IHookFunctions) => (trigger.subscribes(context) ? trigger.connect(context) : undefined);
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			await trigger.assertReady?.(this);
			return checkListening(this, await own(this));
		},
		async create(this: IHookFunctions): Promise<boolean> {
			return startListening(this, await own(this));
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			const connect = trigger.toRemove?.(this) ?? (async () => trigger.connect(this));
			return stopListening(this, { name: trigger.name, subscribes: trigger.subscribes(this), connect });
		},
	};
}

/** How often each trigger was switched off in this process, which runs its searches too: they may overlap. */
const switchedOff = new Map<string, number>();
const timesOff = (context: IHookFunctions | IPollFunctions) => switchedOff.get(nodeKey(context)) ?? 0;

function webhookUrl(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url) return url;
	throw new NodeOperationError(context.getNode(), 'n8n does not know the web address of this trigger.', {
		description: 'Set N8N_WEBHOOK_URL on this n8n, or choose "Search Only".',
	});
}

async function asked<T>(context: IHookFunctions, run: () => Promise<T>): Promise<T> {
	try {
		return await run();
	} catch (error) {
		const nodeError = toNodeError(context, error, 0);
		throw nodeError;
	}
}

/** Same address, whatever secret is in its query: a test in the editor has another path and stays alone. */
export function isSameAddress(one: string, other: string): boolean {
	if (!URL.canParse(one) || !URL.canParse(other)) return false;
	const [first, second] = [new URL(one), new URL(other)];
	return first.origin === second.origin && first.pathname === second.pathname;
}
