import { setTimeout as pause } from 'node:timers/promises';
import { counts, isComplete, ONE_OF_EACH, type Scene } from '../../../e2e/support/scene';

/** Long enough for n8n to load anew, for a lease to end and for the sweep to come by. */
const FINISH_LIMIT_MS = 180_000;

/**
 * Copies of one stage entry, delivered to n8n beside each other; waits until the deal is through and whatever the
 * copies started has come to rest.
 */
export async function copiesOfOneEvent(
	scene: Scene,
	{ copies, parallel, spreadMs, restMs }: { copies: number; parallel: number; spreadMs: number; restMs: number },
): Promise<{ id: string; violations: string[]; seconds: number }> {
	const id = await scene.deal();
	const begun = Date.now();
	await scene.move(id, 'invoice', true);
	await scene.replay(id, copies, parallel, spreadMs);
	await scene.finished(id, FINISH_LIMIT_MS);
	const seconds = Math.round((Date.now() - begun) / 1000);
	await atRest(scene, restMs);
	return { id, violations: await notOneOfEach(scene, id), seconds };
}

/** A worker dies while the accounting system has made the invoice and not yet said so. */
export async function workerKilled(scene: Scene, restMs: number): Promise<{ id: string; violations: string[] }> {
	const id = await scene.deal();
	const issue = { vendor: 'fakturownia', method: 'POST', path: '/invoices.json' };
	await scene.fault({ ...issue, fault: 'slow', times: 1, delayMs: 60_000 });
	await scene.move(id, 'invoice');
	await scene.until(id, ({ invoices }) => invoices.length === 1);
	const worker = await ownerOf(scene, id);
	await scene.n8n('kill', worker);
	await scene.clearFaults();
	await scene.finished(id, FINISH_LIMIT_MS);
	await scene.n8n('start', worker);
	await atRest(scene, restMs);
	return { id, violations: await notOneOfEach(scene, id) };
}

/** The worker whose claim on this deal is the newest. */
export async function ownerOf(scene: Scene, id: string): Promise<string> {
	const claims = (await scene.journal()).filter(
		({ reference, step, state }) => reference.includes(`:${id}:`) && step === 'claim' && state === 'claimed',
	);
	const execution = (claims.at(-1) as { holder?: string } | undefined)?.holder;
	const worker = execution && (await scene.sandbox.n8n?.runnerOf(execution));
	if (!worker) throw new Error(`No worker has claimed deal ${id}.`);
	return worker;
}

/** Nothing has been written to the journal and no vendor was called for so long. */
export async function atRest(scene: Scene, quietMs: number, limitMs = 120_000): Promise<void> {
	const look = async () => `${(await scene.journal()).length} ${(await scene.calls('')).length}`;
	let [seen, since] = ['', Date.now()];
	for (const limit = Date.now() + limitMs; Date.now() < limit; await pause(500)) {
		const now = await look();
		if (now !== seen) [seen, since] = [now, Date.now()];
		if (Date.now() - since >= quietMs) return;
	}
	throw new Error(`Not at rest within ${limitMs} ms.`);
}

/** A sentence for a deal that left anything but one of each. */
export async function notOneOfEach(scene: Scene, id: string): Promise<string[]> {
	const effects = await scene.effects(id);
	const found = counts(effects);
	const isGood = isComplete(effects) && JSON.stringify(found) === JSON.stringify(ONE_OF_EACH);
	return isGood ? [] : [`deal ${id}: ${JSON.stringify(found)}`];
}
