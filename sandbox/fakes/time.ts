import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './types';

/** The machine's time, which `PUT /api/clock` does not move: limits and pauses go by it. */
export interface MachineTime {
	/** Milliseconds since 1970. */
	now(): number;
	/** 0: only until others had their turn. Ends early, without a word, when `gone` is aborted. */
	pause(ms: number, gone?: AbortSignal): Promise<void>;
}

const REAL: MachineTime = {
	now: () => Date.now(),
	pause: async (ms, signal) => {
		if (ms <= 0) return await new Promise((resolve) => setImmediate(resolve));
		await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
	},
};

export const timeOf = (world: Pick<World, 'time'>): MachineTime => world.time ?? REAL;

/** No vendor reads and writes in one instant: between check and insert others get their turn. */
export async function breath(world: Pick<World, 'time'>): Promise<void> {
	await timeOf(world).pause(0);
}
