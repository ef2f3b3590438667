import type { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { due, newDeals, settle, type DueDeal } from '../support/deals';
import { sendEvents } from '../support/events';
import { random } from '../support/random';
import { withScene } from '../support/withScene';

export const shuffledEvents: Row = {
	id: '2',
	title: '2,000 events for 200 deals, shuffled, 30 % duplicates, 10 % stale',
	figure: 'exactly the deals due, none more, none missing',
	run: async ({ seed, log }) => withScene((scene) => shuffleEvents(scene, { deals: 200, events: 2000, seed }, log)),
};

const DUPLICATES = 0.3;
const STALE = 0.1;
const AT_ONCE = 25;
const APART_MS = 8;
const REST_LIMIT_MS = 15 * 60_000;

/**
 * Every deal is moved or edited without a word; then the events come, in random order. Of the deals three in four are
 * due: they stand in the stage, some after a way out and back. The others were only edited, moved elsewhere, or moved
 * in and out again at once: their events are stale, as are those of deals that moved on. What is neither a duplicate nor
 * stale is the event of an edit inside the stage.
 */
export async function shuffleEvents(
	scene: Scene,
	{ deals: count, events, seed }: { deals: number; events: number; seed: number },
	log: (line: string) => void,
): Promise<RowResult> {
	const { shuffled, one, below } = random(seed);
	const ids = await newDeals(scene, count);
	const stale = ids.slice(0, Math.round(count / 4));
	const dueIds = ids.slice(stale.length);
	for (const [index, id] of stale.entries()) {
		if (index % 3 === 0) await scene.move(id, 'lost', true);
		if (index % 3 === 1) await scene.move(id, 'invoice', true);
		if (index % 3 === 1) await scene.move(id, 'lost', true);
		if (index % 3 === 2) await scene.move(id, 'phase1', true);
	}
	for (const [index, id] of dueIds.entries()) {
		await scene.move(id, 'invoice', true);
		if (index % 4 === 0) await scene.move(id, 'open', true);
		if (index % 4 === 0) await scene.move(id, 'invoice', true);
	}
	const letters = shuffled([
		...Array.from({ length: Math.round(events * STALE) }, () => one(stale)),
		...Array.from({ length: Math.round(events * DUPLICATES) }, () => one(dueIds)),
		...Array.from({ length: events - Math.round(events * STALE) - Math.round(events * DUPLICATES) }, (_, index) => {
			return dueIds[index % dueIds.length]!;
		}),
	]);
	log(`${letters.length} events for ${dueIds.length} deals due and ${stale.length} not due`);
	const begun = Date.now();
	const startAfter = (index: number) => index * APART_MS + below(APART_MS * AT_ONCE);
	const refused = await sendEvents(scene, letters, { parallel: AT_ONCE, startAfter });
	const delivered = Math.round((Date.now() - begun) / 1000);
	log(`Delivered in ${delivered} s`);
	const checked: DueDeal[] = dueIds.map((id) => due(id));
	const violations = await settle(scene, checked, { limitMs: REST_LIMIT_MS, log });
	return {
		figures: { events, due: dueIds.length, 'delivered in, s': delivered, 'deliveries not answered with 200': refused },
		violations,
	};
}
