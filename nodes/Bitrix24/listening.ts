import { randomBytes } from 'node:crypto';
import { NodeOperationError, type IHookFunctions, type IPollFunctions } from 'n8n-workflow';
import { VendorError } from '../../connect/http';
import { toNodeError } from '../../connect/itemLoop';
import type { Bitrix24Client } from './client';
import { connect } from './connection';
import { isSubscribed, subscribe, subscriptionFor, unsubscribe } from './subscription';
import { dataOf, listenByOf } from './triggerSettings';

/** Whether what the trigger listens to is there. What the user sets up by hand counts as there. */
export async function checkListening(context: IHookFunctions): Promise<boolean> {
	const listenBy = listenByOf(context);
	if (listenBy === 'sweepOnly') return true;
	const { crm, applicationToken } = await connect(context);
	if (listenBy === 'outgoingWebhook') {
		if (applicationToken === '') throw tokenMissing(context);
		return true;
	}
	const { subscription } = dataOf(context);
	return asked(context, async () => isSubscribed(crm.client, webhookUrl(context), subscription));
}

/** Binds the two deal events to this node's address with a new secret, and removes strays of earlier activations. */
export async function startListening(context: IHookFunctions): Promise<boolean> {
	if (listenByOf(context) !== 'eventBind') return true;
	const { crm } = await connect(context);
	const url = webhookUrl(context);
	const wanted = subscriptionFor(url, randomBytes(24).toString('hex'));
	await asked(context, async () => subscribe(crm.client, url, wanted));
	dataOf(context).subscription = wanted;
	return true;
}

/** A portal that cannot be reached does not keep the user from switching the workflow off: the strays go at the next start. */
export async function stopListening(context: IHookFunctions): Promise<boolean> {
	const data = dataOf(context);
	const { subscription } = data;
	delete data.subscription;
	switchedOff.set(keyOf(context), timesOff(context) + 1);
	if (subscription === undefined && listenByOf(context) !== 'eventBind') return true;
	try {
		const { crm } = await connect(context);
		await unsubscribe(crm.client, webhookUrl(context));
		return true;
	} catch (error) {
		context.logger.warn(
			`Bitrix24 Deal Trigger: the events stay subscribed. ${error instanceof VendorError ? error.message : ''}`,
		);
		return false;
	}
}

/** Part of every sweep: Bitrix24 drops handlers when the application is updated. Throws VendorError. */
export async function renewSubscription(context: IPollFunctions, client: Bitrix24Client): Promise<void> {
	const { subscription } = dataOf(context);
	if (listenByOf(context) !== 'eventBind' || subscription === undefined) return;
	const { handler } = subscription;
	const before = timesOff(context);
	if (await isSubscribed(client, handler, subscription)) return;
	if (timesOff(context) === before) await subscribe(client, handler, subscription);
	// Switched off in the meantime: what was bound just now is nobody's any more.
	if (timesOff(context) !== before) await unsubscribe(client, handler, handler);
}

/** How often each trigger was switched off in this process, which runs its searches too: they may overlap. */
const switchedOff = new Map<string, number>();
const keyOf = (context: IHookFunctions | IPollFunctions) => `${context.getWorkflow().id}:${context.getNode().id}`;
const timesOff = (context: IHookFunctions | IPollFunctions) => switchedOff.get(keyOf(context)) ?? 0;

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

function tokenMissing(context: IHookFunctions): NodeOperationError {
	return new NodeOperationError(context.getNode(), 'The Bitrix24 credential has no application token.', {
		description:
			'Copy the token from the card of the outgoing webhook in Bitrix24 into "Application Token" of the credential, or choose "Search Only".',
		failure: { cause: 'configuration-invalid' },
	});
}
