import { setTimeout as pause } from 'node:timers/promises';
import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { traitsOf } from '../support/crmTraits';
import { due, newDeals, openDeals, settle } from '../support/deals';
import { watchSince } from '../support/settings';
import { listen, type Seen } from '../support/way';
import { withScene } from '../support/withScene';

export const webhooksDropped: Row = {
	id: '7',
	title: 'All webhooks dropped for a day of the world’s clock',
	figure: '100 % found at the next sweep, no duplicates',
	run: async ({ log }) => withScene((scene) => watchAndDrop(scene, 96, log)),
};

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** n8n asks once a minute here, and the trigger leaves out a turn that comes sooner than that after its last search. */
const SWEEP_LIMIT_MS = 130_000;
const REST_LIMIT_MS = 6 * 60_000;

export async function watchAndDrop(scene: Scene, count: number, log: (line: string) => void): Promise<RowResult> {
	await watchForLong(scene);
	await searched(scene);
	return dropWebhooks(scene, count, log);
}

/** The trigger has watched for more than a day, once it has searched next. */
const watchForLong = async (scene: Scene): Promise<void> => watchSince(scene, new Date(Date.now() - 2 * DAY_MS));

/**
 * In a scene that was watched for long and searched since. Deals move over the past 24 hours and no event of theirs
 * arrives: all of these moves lie behind the last search, and the next one has to look back for them. A few moved a
 * second time within the day.
 */
async function dropWebhooks(scene: Scene, count: number, log: (line: string) => void): Promise<RowResult> {
	const { books } = scene.sandbox.outside;
	const ids = await newDeals(scene, count);
	// What is left of the day to come must be more than the moves take.
	const begin = Date.now() - DAY_MS + HOUR_MS / 2;
	const step = (DAY_MS - HOUR_MS) / count;
	for (const [index, id] of ids.entries()) {
		await scene.clock(new Date(begin + index * step).toISOString());
		await scene.move(id, 'invoice', true);
		if (index % 10 === 9) await scene.move(id, 'open', true);
		if (index % 10 === 9) await scene.move(id, 'invoice', true);
	}
	await scene.clock(null);
	const movedAt = Date.now();
	await searched(scene);
	const searchedAfter = Date.now() - movedAt;
	const deals = ids.map((id) => due(id));
	const violations = await settle(scene, deals, { limitMs: REST_LIMIT_MS, log });
	const seconds = Math.round((Date.now() - movedAt) / 1000);
	return {
		figures: {
			deals: count,
			found: count - openDeals(books, deals).length,
			'search after, seconds': Math.round(searchedAfter / 1000),
			'all finished after, seconds': seconds,
		},
		violations,
	};
}

/** Until the trigger has searched once more: a look into the history that is about no deal. */
async function searched(scene: Scene): Promise<void> {
	const { faults } = scene.sandbox.outside.world;
	const { seen, stop } = listen(faults);
	const isSearch = ({ call }: Seen) => traitsOf(scene.crm).look.test(call.path) && faults.dealsOf(call).size === 0;
	const end = Date.now() + SWEEP_LIMIT_MS;
	while (!seen.some(isSearch) && Date.now() < end) await pause(200);
	stop();
	if (!seen.some(isSearch)) throw new Error('The trigger did not search.');
}
