import { setTimeout as pause } from 'node:timers/promises';
import type { FaultState } from '../../../sandbox/faults';
import type { Scene } from '../../e2e/support/scene';
import { allowedAfter } from './allowed';
import { traitsOf } from './crmTraits';
import { due, indexOfDeal, newDeals, settle } from './deals';
import { at, nameOf, type Point } from './way';

/** Where one deal stands when n8n is killed. */
export interface KillPoint {
	point: Point;
	/**
	 * `before`: the call has been made and nothing is done. `after`: done, the answer withheld. `writing`: answered, while
	 * nobody but us may write to n8n's database, so that n8n stands in the journal write (or n8n's own) that follows.
	 */
	when: 'before' | 'after' | 'writing';
}

export const killName = ({ point, when }: KillPoint): string => `${when} ${nameOf(point)}`;

/** An answer withheld for so long comes to nobody: n8n has been killed by then. */
const WITHHELD_MS = 60_000;
/** Our own requests give up after 20 seconds, the event's look after 5: whoever stands there is fetched last. */
const STAND_LIMIT_MS = 15_000;
/** From the release of the calls to the kill: the answers arrive and n8n comes to its next write. */
const TO_WRITE_MS = 2500;
const REST_LIMIT_MS = 6 * 60_000;

export interface KillResult {
	violations: string[];
	/** Points at which no deal could be brought to stand in time. */
	missed: KillPoint[];
}

/** One deal stands at each of these points, one SIGKILL for all of them, start again, wait for the end. */
export async function killAt(
	scene: Scene,
	points: readonly KillPoint[],
	log: (line: string) => void,
): Promise<KillResult> {
	const { world } = scene.sandbox.outside;
	const ids = await newDeals(scene, points.length);
	const standing = new Map<KillPoint, FaultState>();
	const isLook = ({ point }: KillPoint) => traitsOf(scene.crm).look.test(point.path.replace(/\$$/, ''));
	for (const group of inTurns(points, isLook)) {
		for (const each of group) {
			const id = ids[points.indexOf(each)]!;
			standing.set(each, world.faults.add({ ...at(each.point, id), ...faultOf(each) }));
			await scene.move(id, 'invoice');
		}
		await until(() => group.every((each) => !isLeft(scene, standing.get(each)!)), STAND_LIMIT_MS);
	}
	const missed = points.filter((each) => isLeft(scene, standing.get(each)!));
	const isWriting = points.some(({ when }) => when === 'writing');
	const lock = isWriting ? await lockDatabase(scene.sandbox.n8n!.databaseFile) : undefined;
	if (isWriting) world.faults.release();
	if (isWriting) await pause(TO_WRITE_MS);
	await scene.n8n('kill');
	lock?.();
	await scene.clearFaults();
	await scene.n8n('start');
	// Who did not come to its point in time was killed anywhere before it, perhaps with its mail in flight. So was who
	// stood in the look for the event of its own recording: that is beside its run, which has come to the mail by then.
	const isAnywhere = (each: KillPoint) => missed.includes(each) || (isLook(each) && each.point.nth > 0);
	const allowed = (each: KillPoint) => (isAnywhere(each) ? ['unknown' as const] : allowedAfter(each.point, 'kill'));
	const deals = points.map((each, index) => due(ids[index]!, ...allowed(each)));
	const found = await settle(scene, deals, { limitMs: REST_LIMIT_MS, log });
	const violations = found.map((violation) => {
		const index = indexOfDeal(violation, scene, deals);
		return index < 0 ? violation : `${violation} Killed ${killName(points[index]!)}.`;
	});
	return { violations, missed };
}

const faultOf = ({ when }: KillPoint) =>
	when === 'after' ? ({ fault: 'slow', delayMs: WITHHELD_MS } as const) : ({ fault: 'hold' } as const);

/**
 * Who is held at a call that names no deal is held alone, or another would be held in its place. Then those with a long
 * way, then those with a short one.
 */
function inTurns(points: readonly KillPoint[], isLook: (point: KillPoint) => boolean): KillPoint[][] {
	const shared = points.filter(({ point }) => !point.isOwn);
	const own = points.filter(({ point }) => point.isOwn);
	return [...shared.map((each) => [each]), own.filter((each) => !isLook(each)), own.filter(isLook)].filter(
		({ length }) => length > 0,
	);
}

const isLeft = (scene: Scene, { id }: FaultState): boolean =>
	scene.sandbox.outside.world.faults.list().some((order) => order.id === id);

async function until(isTrue: () => boolean, limitMs: number): Promise<void> {
	for (const end = Date.now() + limitMs; !isTrue() && Date.now() < end;) await pause(50);
}

/** Nobody else writes to the database until the answered function is called. */
async function lockDatabase(file: string): Promise<() => void> {
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(file);
	database.exec('PRAGMA busy_timeout = 5000');
	database.exec('BEGIN IMMEDIATE');
	return () => {
		database.exec('ROLLBACK');
		database.close();
	};
}
