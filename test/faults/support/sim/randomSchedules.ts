import { playSchedule } from './playSchedule';
import { scheduleOf } from './schedule';

export interface Played {
	schedules: number;
	mishaps: number;
	/** Each with the seed that plays it again. */
	violations: string[];
}

/** Schedules in a row from one seed; the n-th has the seed `first + n`. */
export async function playSchedules(
	first: number,
	count: number,
	log: (line: string) => void = () => undefined,
): Promise<Played> {
	const result: Played = { schedules: 0, mishaps: 0, violations: [] };
	for (let seed = first; seed < first + count; seed++) {
		const schedule = scheduleOf(seed);
		const { violations } = await playSchedule(schedule);
		result.schedules++;
		result.mishaps += schedule.mishaps.length;
		const again = `npm run test:faults -- --rows 5p --schedules 1 --seed ${seed}`;
		result.violations.push(
			...violations.map((text) => `${text} Again: ${again}; its schedule: ${JSON.stringify(schedule)}`),
		);
		if (result.schedules % 500 === 0) log(`${result.schedules} schedules, ${result.violations.length} violations`);
	}
	return result;
}
