import { playSchedule } from './playSchedule';
import { scheduleOf } from './schedule';
import type { Bug } from './bugs';

export interface Caught {
	/** How many schedules were played; the last one turned red. */
	schedules: number;
	violation: string;
}

/** Plays schedules under which the bug may show until one turns red that is green without it. */
export async function catchBug(bug: Bug, most: number): Promise<Caught | undefined> {
	for (let seed = 1; seed <= most; seed++) {
		const { under } = bug;
		const random =
			typeof under === 'function' ? { ...scheduleOf(seed), mishaps: under(seed) } : scheduleOf(seed, under);
		const schedule = { ...random, processes: 2 };
		const [violation] = (await playSchedule(schedule, bug.protocol)).violations;
		if (violation === undefined) continue;
		if ((await playSchedule(schedule)).violations.length === 0) return { schedules: seed, violation };
	}
	return undefined;
}
