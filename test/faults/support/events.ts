import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../../e2e/support/scene';

/**
 * Sends the event of each deal's last change again, so many at a time, each at the moment that `startAfter` gives it.
 * Answers how many were not taken with 200. Not by the control API: there one request would have to wait for all.
 */
export async function sendEvents(
	scene: Scene,
	deals: readonly string[],
	{ parallel, startAfter }: { parallel: number; startAfter: (index: number) => number },
): Promise<number> {
	const { crm } = scene.sandbox.outside;
	const begun = Date.now();
	let next = 0;
	let refused = 0;
	const postman = async () => {
		for (let index = next++; index < deals.length; index = next++) {
			await pause(Math.max(0, begun + startAfter(index) - Date.now()));
			if ((await crm.replay(deals[index]!)) !== 200) refused++;
		}
	};
	await Promise.all(Array.from({ length: parallel }, postman));
	return refused;
}
