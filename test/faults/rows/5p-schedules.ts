import type { Row } from '../row';
import { playSchedules } from '../support/sim/randomSchedules';

export const row5p: Row = {
	id: '5p',
	title: 'Random fault schedules in a row from one seed (in process, virtual time)',
	figure: '0 violations',
	async run({ seed, schedules, log }) {
		const begun = Date.now();
		const played = await playSchedules(seed, schedules, log);
		const perSecond = Math.round((played.schedules * 10_000) / (Date.now() - begun)) / 10;
		return {
			figures: { schedules: played.schedules, mishaps: played.mishaps, 'schedules a second': perSecond },
			violations: played.violations,
		};
	},
};
