import type { Row } from '../row';
import { killEverywhere } from '../support/sim/kills';

/** Other seeds, other latencies: the points are the same, what meets there is not. */
const SEEDS = 5;

export const row3p: Row = {
	id: '3p',
	title: 'SIGKILL before and after every vendor call and journal write (in process, virtual time)',
	figure: 'same end state as without it; "unknown" only for a mail that was announced and not closed',
	async run({ seed, log }) {
		const figures = { points: 0, 'ended by themselves': 0, 'mail unknown, a person told': 0 };
		const violations: string[] = [];
		for (let each = seed; each < seed + SEEDS; each++) {
			const killed = await killEverywhere(each);
			figures.points += killed.points;
			figures['ended by themselves'] += killed.finished;
			figures['mail unknown, a person told'] += killed.unknown;
			violations.push(...killed.violations);
			log(`seed ${each}: ${killed.points} points, ${killed.violations.length} violations`);
		}
		return { figures, violations };
	},
};
