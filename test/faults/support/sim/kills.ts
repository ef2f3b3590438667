import { atPoint, cleanPoints, nameOf } from './points';
import { play, type Play } from './play';
import type { Point } from './process';
import type { Protocol } from './protocol';
import type { Simulation } from './simulation';

export interface Enumerated {
	points: number;
	finished: number;
	/** Deals that a person had to be asked about, or of which something stands twice that no vendor can fence. */
	unknown: number;
	doubled: number;
	violations: string[];
}

/** SIGKILL before and after every vendor call and journal write of a deal's way, one at a time. */
export async function killEverywhere(seed: number, protocol?: Protocol): Promise<Enumerated> {
	return await everywhere(seed, protocol, ['call', 'write'], (point, simulation) =>
		simulation.kill(point.life.process, 30_000),
	);
}

const HOUR_MS = 60 * 60_000;

/**
 * SIGSTOP at every point, reading included, until the lease is over and another process has finished the deal; then
 * the owner is thawed.
 */
export async function freezeEverywhere(seed: number, protocol?: Protocol): Promise<Enumerated> {
	return await everywhere(
		seed,
		protocol,
		['call', 'write', 'read'],
		(point, simulation) => {
			const owner = point.life.process;
			simulation.freeze(owner, HOUR_MS);
			// Triggers and schedules stand in the first process; they have to go on while the owner is frozen.
			if (owner === simulation.processes[0]) simulation.moveMain();
		},
		2,
	);
}

async function everywhere(
	seed: number,
	protocol: Protocol | undefined,
	kinds: Point['kind'][],
	strike: (point: Point, simulation: Simulation) => void,
	processes = 1,
): Promise<Enumerated> {
	const result: Enumerated = { points: 0, finished: 0, unknown: 0, doubled: 0, violations: [] };
	const points = (await cleanPoints(seed, protocol, processes)).filter(({ kind }) => kinds.includes(kind));
	for (const numbered of points) {
		let at: ((point: Point) => void) | undefined;
		const asked: Play = {
			seed,
			protocol,
			processes,
			onPoint: (point, simulation) => (at ??= atPoint(numbered.at, (hit) => strike(hit, simulation)))(point),
		};
		const { violations, simulation, ids } = await play(asked);
		result.points++;
		const mails = simulation.outside.mails.filter(({ to }) => to[0]?.includes('klient'));
		if (mails.length === 1) result.finished++;
		else if (simulation.doubts.mails.has(ids[0]!)) result.unknown++;
		if ((simulation.doubts.doubles.get(ids[0]!)?.size ?? 0) > 0) result.doubled++;
		result.violations.push(...violations.map((violation) => `${nameOf(numbered)}, seed ${seed}: ${violation}`));
	}
	return result;
}
