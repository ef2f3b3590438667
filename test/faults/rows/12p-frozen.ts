import type { Row } from '../row';
import { freezeEverywhere } from '../support/sim/kills';

const SEEDS = 5;

export const row12p: Row = {
	id: '12p',
	title: 'Owner frozen at every call, write and reading until another has taken over, then thawed (in process)',
	figure: 'at most 1 of each; what no vendor can fence is listed in docs/promises.md',
	async run({ seed, log }) {
		const figures = { points: 0, 'mail sent': 0, 'points at which record or report may be written twice': 0 };
		const violations: string[] = [];
		for (let each = seed; each < seed + SEEDS; each++) {
			const frozen = await freezeEverywhere(each);
			figures.points += frozen.points;
			figures['mail sent'] += frozen.finished;
			figures['points at which record or report may be written twice'] += frozen.doubled;
			violations.push(...frozen.violations);
			log(`seed ${each}: ${frozen.points} points, ${frozen.violations.length} violations`);
		}
		return { figures, violations };
	},
};
