import { WORKFLOW_IDS } from '../../../../sandbox/scenario';
import type { Scene } from '../../../e2e/support/scene';
import { due, indexOfDeal, settle } from '../deals';
import { atRest } from './deals';
import { referenceOf } from './door';
import { INTENTS } from './points';
import type { SlowInserts } from './slowInserts';

/** Rows whose write fails: the run ends there as failed, and n8n offers "retry". */
const ROWS = INTENTS;
const TAKEN_OVER = 'when another run has taken over';
const WAYS = ['at once', 'twice at once', TAKEN_OVER] as const;

/**
 * The row that closes the record announces the mail. A retry writes it for the claim of the dead run and acts on
 * nothing: the mail counts as announced by somebody who may have sent it, and is left to a person (docs/promises.md).
 */
const leavesMailToPerson = (step: string, way: string): boolean => step === 'record' && way !== TAKEN_OVER;

/**
 * A run fails at each of its journal writes and is retried from the failed node, as the editor does it: with the items
 * that the dead run had in hand.
 */
export async function retriedRuns(
	scene: Scene,
	slow: SlowInserts,
	log: (line: string) => void,
): Promise<{ violations: string[]; retries: number }> {
	const later: string[] = [];
	const deals: { id: string; name: string; mayLackMail: boolean }[] = [];
	let retries = 0;
	for (const [step, state] of ROWS) {
		for (const way of WAYS) {
			// A run that did not even claim leaves nothing that another could take over.
			if (step === 'claim' && way === TAKEN_OVER) continue;
			const id = await scene.deal();
			const before = await failed(scene);
			await slow.refuse({ reference: referenceOf(id), step, state });
			await scene.move(id, 'invoice');
			const execution = await nextFailed(scene, before);
			await slow.accept(referenceOf(id));
			const name = `retry ${way} of a run that failed to write ${step} ${state}`;
			deals.push({ id, name, mayLackMail: leavesMailToPerson(step, way) });
			if (way === TAKEN_OVER) later.push(execution);
			else await Promise.all(Array.from({ length: way === 'at once' ? 1 : 2 }, () => retry(scene, execution)));
			retries += way === 'twice at once' ? 2 : 1;
		}
	}
	log(`${deals.length} runs failed`);
	const dues = deals.map(({ id, mayLackMail }) => due(id, ...(mayLackMail ? ['unknown' as const] : [])));
	const found = await settle(scene, dues, { limitMs: 180_000, log });
	for (const execution of later) await retry(scene, execution);
	await atRest(scene, 10_000);
	found.push(...(await settle(scene, dues, { limitMs: 0, lateMs: 0 })));
	const nameOf = (violation: string) => deals[indexOfDeal(violation, scene, deals)]?.name ?? 'retries';
	const violations = found.map((violation) => `${nameOf(violation)}: ${violation}`);
	return { violations, retries };
}

/** n8n refuses some retries by itself (a workflow that has ended meanwhile); that is as good. */
const retry = async (scene: Scene, execution: string) =>
	await scene.sandbox.n8n!.api.retry(execution).catch(() => undefined);

async function failed(scene: Scene): Promise<string[]> {
	const filter = { workflowId: WORKFLOW_IDS.dealToInvoice, status: ['error'] };
	return (await scene.sandbox.n8n!.api.executions(filter)).map(({ id }) => id);
}

async function nextFailed(scene: Scene, before: readonly string[]): Promise<string> {
	for (const limit = Date.now() + 60_000; Date.now() < limit;) {
		const found = (await failed(scene)).find((id) => !before.includes(id));
		if (found) return found;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	throw new Error('No run has failed.');
}
