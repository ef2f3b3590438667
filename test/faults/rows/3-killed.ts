import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { killAt, killName, type KillPoint } from '../support/kill';
import { wayOf } from '../support/way';
import { OTHERS, withScene } from '../support/withScene';

export const killed: Row = {
	id: '3',
	title: 'SIGKILL of n8n at every vendor call and journal write, then start',
	figure: 'the same end as without it; a person only where a mail by SMTP is in flight',
	run: async ({ log }) => withScene((scene) => killAtEveryPoint(scene, log)),
};

export const killedOfOthers: Row = {
	...killed,
	id: '3-hubspot-ifirma',
	title: 'HubSpot and iFirma: SIGKILL of n8n at every vendor call and journal write, then start',
	figure: 'the same end as without it; a person only where a mail by SMTP or iFirma’s create is in flight',
	run: async ({ log }) => withScene((scene) => killAtEveryPoint(scene, log), {}, OTHERS),
};

const AT_ONCE = 8;
const TRIES = 3;

/**
 * Every vendor call of the way, before it is done and done with its answer withheld. n8n keeps nothing of a run but its
 * database, so what is killed between an answer and the journal row that closes the step leaves the same behind as
 * what is killed with the answer withheld, and what is killed between that row and the next call the same as what is
 * killed before the next call. The writes themselves are met as well: each call is answered while the database is
 * locked from outside, and n8n is killed where it stands in the write.
 */
export async function killAtEveryPoint(
	scene: Scene,
	log: (line: string) => void,
	choose: (points: KillPoint[]) => KillPoint[] = (points) => points,
): Promise<RowResult> {
	const way = await wayOf(scene);
	const all = way.flatMap((point) =>
		(['before', 'after', 'writing'] as const).map((when): KillPoint => ({ point, when })),
	);
	const chosen = choose(all);
	const violations: string[] = [];
	let kills = 0;
	let left = chosen;
	for (let tries = 0; tries < TRIES && left.length > 0; tries++) {
		const missed: KillPoint[] = [];
		for (const batch of batches(left)) {
			log(`Kill ${++kills}: ${batch.map(killName).join('; ')}`);
			const result = await killAt(scene, batch, log);
			violations.push(...result.violations);
			missed.push(...result.missed);
			if (result.missed.length > 0) log(`Not reached in time: ${result.missed.map(killName).join('; ')}`);
		}
		left = missed;
	}
	return {
		figures: { 'vendor calls': way.length, points: chosen.length, kills },
		violations: [...violations, ...left.map((each) => `No deal could be brought to stand ${killName(each)}.`)],
	};
}

/** The lock is one for all of n8n, so points inside a write are not mixed with the others. Few shared points a batch. */
function batches(points: readonly KillPoint[]): KillPoint[][] {
	const [writing, others] = [points.filter(isWriting), points.filter((each) => !isWriting(each))];
	return [writing, others].flatMap((group) => {
		const count = Math.ceil(group.length / AT_ONCE);
		// Neighbours go to different batches: no batch has all the late ones.
		return Array.from({ length: count }, (_, batch) => group.filter((_each, index) => index % count === batch));
	});
}

const isWriting = ({ when }: KillPoint): boolean => when === 'writing';
