import { counts, type Scene } from '../../../e2e/support/scene';
import { atRest } from './deals';
import type { Door } from './door';
import type { Point } from './points';
import type { SlowInserts } from './slowInserts';

/** More than the time in which one batch is brought into position. */
export const LEASE_SECONDS = 75;
/** A row that is to commit when another run has long taken over, and one that is to while its writer stands still. */
export const LATE_SECONDS = LEASE_SECONDS + 90;
export const SOON_SECONDS = 60;
/** A call that stands gives up after half a minute; only in a worker that is frozen does no time pass. */
export const BATCH = 5;
const POSITION_SECONDS = 28;

export interface Zombie {
	point: string;
	id: string;
	/** What there is of each effect in the end. */
	found: ReturnType<typeof counts>;
}

/**
 * One deal stands at each point, all on one worker. It is frozen, the other one started; when the leases have ended
 * and every deal has been taken over, the first one wakes up and goes on with what it was about to do.
 */
export async function freezeAt(
	scene: Scene,
	door: Door,
	slow: SlowInserts,
	points: readonly Point[],
	log: (line: string) => void,
): Promise<{ zombies: Zombie[]; violations: string[] }> {
	await scene.n8n('kill', 'worker2');
	const begun = Date.now();
	const ids: string[] = [];
	const violations: string[] = [];
	for (const point of points) ids.push(await point.stop(scene, door, slow));
	await scene.n8n('freeze', 'worker1');
	const seconds = Math.round((Date.now() - begun) / 1000);
	log(`${points.length} deals stand, after ${seconds} s: ${points.map(({ name }) => name).join(', ')}`);
	if (seconds >= POSITION_SECONDS) violations.push(`It took ${seconds} s to bring the deals into position: too long.`);
	await scene.n8n('start', 'worker2');
	for (const [index, id] of ids.entries())
		if (!(await takenOver(scene, id))) violations.push(`${points[index]!.name}: deal ${id} was not taken over.`);
	await atRest(scene, 8000, 240_000);
	// What was asked of a vendor reaches it now; then the worker that asked wakes up.
	await scene.clearFaults();
	await scene.n8n('thaw', 'worker1');
	await committed(slow);
	await atRest(scene, 8000, 240_000);
	const zombies: Zombie[] = [];
	for (const [index, id] of ids.entries())
		zombies.push({ point: points[index]!.name, id, found: counts(await scene.effects(id)) });
	return { zombies, violations };
}

/** Waits until no row stands open any more: what its writer makes of it counts as well. */
async function committed(slow: SlowInserts): Promise<void> {
	for (const limit = Date.now() + LATE_SECONDS * 1000; (await slow.standing()) > 0 && Date.now() < limit;)
		await new Promise((resolve) => setTimeout(resolve, 500));
}

/**
 * Whether a second run has claimed the deal, within the lease and the time of a few sweeps; or finished it, while nobody
 * saw the claim of the one that stands: the trigger's search may have come by before the freeze.
 */
async function takenOver(scene: Scene, id: string): Promise<boolean> {
	for (const limit = Date.now() + (LEASE_SECONDS + 90) * 1000; Date.now() < limit;) {
		const rows = (await scene.journal()).filter(({ reference }) => reference.includes(`:${id}:`));
		const claims = rows.filter(({ step, state }) => step === 'claim' && state === 'claimed');
		if (new Set(claims.map((row) => (row as { attempt?: string }).attempt)).size > 1) return true;
		if (rows.some(({ step, state }) => step === 'finish' && state === 'done')) return true;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	return false;
}
