import { play } from './play';
import type { Point } from './process';
import type { Protocol } from './protocol';

/** A point of a clean run, by its number among the points of the deal. */
export interface Numbered {
	at: number;
	kind: Point['kind'];
	name: string;
	moment: Point['moment'];
	/** What the run was about to do. */
	step: string;
}

/** All points of a deal's whole way, from the event to the last row, in a run without any fault. */
export async function cleanPoints(seed: number, protocol?: Protocol, processes = 1): Promise<Numbered[]> {
	const points: Numbered[] = [];
	const { violations } = await play({
		seed,
		protocol,
		processes,
		onPoint: ({ kind, name, moment, life }) => {
			if (life.dealId !== '') points.push({ at: points.length, kind, name, moment, step: life.step });
		},
	});
	if (violations.length > 0) throw new Error(`The run without faults is not clean: ${violations.join(' ')}`);
	return points;
}

/** Calls back at the one point of that number, and never again. */
export function atPoint(number: number, act: (point: Point) => void): (point: Point) => void {
	let seen = 0;
	return (point) => {
		if (point.life.dealId !== '' && seen++ === number) act(point);
	};
}

export const nameOf = ({ kind, name, moment, step }: Numbered): string => `${moment} ${kind} ${name} [${step}]`;
