import { randomInt } from 'node:crypto';
import { playSchedules } from '../../faults/support/sim/randomSchedules';
import { playSchedule } from '../../faults/support/sim/playSchedule';
import { scheduleOf } from '../../faults/support/sim/schedule';

jest.setTimeout(300_000);

/** Row 5, in process. */
it('20 random fault schedules from a fixed seed break no promise', async () => {
	const { schedules, violations } = await playSchedules(1, 20);
	expect(violations).toEqual([]);
	expect(schedules).toBe(20);
});

it('nor does one that nobody has seen before', async () => {
	const seed = randomInt(1_000_000, 100_000_000);
	console.info(
		`Random fault schedule ${seed}; again with npm run test:faults -- --rows 5p --schedules 1 --seed ${seed}`,
	);
	expect((await playSchedules(seed, 1)).violations).toEqual([]);
});

it('a schedule played again is the same run, to the millisecond and the last row', async () => {
	const runs = await Promise.all([1, 2].map(async () => playSchedule(scheduleOf(7))));
	const [first, second] = runs.map(({ simulation }) => ({
		now: simulation.scheduler.now,
		rows: simulation.tables.rows(),
		mails: simulation.outside.mails.map(({ subject, at }) => [subject, at]),
		files: simulation.outside.books.drives[0]!.files(),
	}));
	expect(first!.rows.length).toBeGreaterThan(5);
	expect(second).toEqual(first);
});
