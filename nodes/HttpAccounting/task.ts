import { VendorError } from '../../connect/http';
import type { HttpClient } from './client';
import { textOf, valueAt } from './description/paths';
import type { Task } from './description/requests';
import { messagesOf, unreadable } from './failures';
import type { Values } from './placeholders';

/** Pauses between questions; an order is usually carried out within seconds. */
const PAUSES_MS = [500, 1_500, 3_000, 5_000, 8_000, 12_000];
/** All pauses together, and the last answers: part of the quiet time. */
export const TASK_TIME_MS = 60_000;

/**
 * Waits until an accepted order became a document; answers the document's id. Throws VendorError: `rejected` where the
 * system says that it failed, `unavailable` and unclear where it is still at work.
 */
export async function documentOfTask(
	client: HttpClient,
	accepted: unknown,
	order: { task: Task; values: Values; dealId: string; sleep: (ms: number) => Promise<void> },
): Promise<string> {
	const { task, dealId, sleep } = order;
	// Whatever goes wrong from here on, the order stands: nothing of it may count as not done.
	const create = { kind: 'create' as const, purpose: `issue the document for deal ${dealId}` };
	const id = textOf(valueAt(accepted, task.id));
	if (id === '') throw unreadable({ status: 200 }, client.contextOf(create), 'no number of the order');
	for (let attempt = 0; ; attempt++) {
		const answer = await statusOf(client, order, id);
		const state = textOf(valueAt(answer, task.state));
		if (task.done.includes(state)) {
			const documentId = textOf(valueAt(answer, task.documentId));
			if (documentId !== '') return documentId;
			throw unreadable({ status: 200 }, client.contextOf(create), 'no id of the document');
		}
		if (task.failed.includes(state)) throw refused(client, answer, dealId);
		const pause = PAUSES_MS[attempt];
		if (pause === undefined) throw stillAtWork(client, dealId);
		await sleep(pause);
	}
}

async function statusOf(
	client: HttpClient,
	{ task, values, dealId }: { task: Task; values: Values; dealId: string },
	id: string,
): Promise<unknown> {
	try {
		return await client.json(task.status, {
			kind: 'read',
			purpose: `learn what became of the order for deal ${dealId}`,
			values: { ...values, task: id },
		});
	} catch (error) {
		if (!(error instanceof VendorError)) return Promise.reject(error);
		const { vendor, cause_: cause, message, advice, status, retryAfterMs } = error;
		// A refused question says nothing of the order.
		const known = cause === 'conflict' || cause === 'rateLimit' ? 'unavailable' : cause;
		return Promise.reject(
			new VendorError({ vendor, cause: known, outcome: 'unclear', message, advice, status, retryAfterMs }),
		);
	}
}

function refused(client: HttpClient, answer: unknown, dealId: string): VendorError {
	const said = messagesOf(answer, client.contextOf({ kind: 'read', purpose: '' }));
	return new VendorError({
		vendor: client.vendor,
		cause: 'rejected',
		outcome: 'notDone',
		message: `${client.vendor} could not make the document for deal ${dealId}: ${said || 'it gives no reason'}.`,
		advice:
			'Correct what it names, on the deal or in the parameters of this node, then run this step again. Nothing was done.',
	});
}

function stillAtWork(client: HttpClient, dealId: string): VendorError {
	return new VendorError({
		vendor: client.vendor,
		cause: 'unavailable',
		outcome: 'unclear',
		message: `${client.vendor} took the order for deal ${dealId} and is still at work on it.`,
		advice: 'Run this step again: it looks for the document before it repeats anything.',
	});
}
