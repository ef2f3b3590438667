import type { Scene } from '../../../e2e/support/scene';
import { atRest, notOneOfEach } from './deals';
import type { Door } from './door';
import { referenceOf } from './door';
import type { SlowInserts } from './slowInserts';

interface Order {
	step: string;
	state: string;
	seconds: number;
}

/** How a deal is contended for while transactions of its journal rows stand open. */
interface Contest {
	name: string;
	/** Inserts that commit late; the first insert of such a row takes the order. */
	slow: Order[];
	/** When runs enter, milliseconds from the start. */
	enter: number[];
}

const CLAIM = { step: 'claim', state: 'claimed' };

/** The lease that the contests are made for, seconds. */
export const LEASE_SECONDS = 12;

/** @param random from 0 to 1, of the row's seed */
export function contests(random: () => number, openSeconds: number): Contest[] {
	const crowd = Array.from({ length: 5 }, () => ({ ...CLAIM, seconds: random() * openSeconds }));
	return [
		// The lower id commits when the other has looked, acted and finished.
		{ name: 'first claim late', slow: [{ ...CLAIM, seconds: openSeconds }], enter: [0, 500] },
		// … or while the other stands in the middle of its way: its own row is late as well.
		{
			name: 'first claim late, the other half way',
			slow: [
				{ ...CLAIM, seconds: openSeconds / 2 },
				{ step: 'issue', state: 'done', seconds: openSeconds / 2 },
			],
			enter: [0, 500],
		},
		{
			name: 'both claims late',
			slow: [
				{ ...CLAIM, seconds: openSeconds },
				{ ...CLAIM, seconds: openSeconds - 1 },
			],
			enter: [0, 300],
		},
		{ name: 'a crowd of late claims', slow: crowd, enter: [0, 100, 200, 300, 400, 500, 3000, 6000] },
		// The intent to issue is seen only after the lease has ended and another run has taken over.
		{
			name: 'intent late beyond the lease',
			slow: [{ step: 'build', state: 'done', seconds: LEASE_SECONDS + openSeconds }],
			enter: [0, 2000, (LEASE_SECONDS + 1.5) * 1000],
		},
		// The same for the mail, which nobody can be asked about. The row before it is late too, so that the lease that
		// the other run goes by ends well before the one that the late row would have brought.
		{
			name: 'intent to mail late beyond the lease',
			slow: [
				{ step: 'issue', state: 'done', seconds: 4 },
				{ step: 'record', state: 'done', seconds: LEASE_SECONDS + openSeconds },
			],
			enter: [0, (LEASE_SECONDS + 2.5) * 1000, (LEASE_SECONDS + 4) * 1000],
		},
		{
			name: 'outcome of the issue late beyond the lease',
			slow: [{ step: 'issue', state: 'done', seconds: LEASE_SECONDS + openSeconds }],
			enter: [0, (LEASE_SECONDS + 1.5) * 1000],
		},
	];
}

/** Plays every contest on a deal of its own, all beside each other; a deal with two owners shows in the books. */
export async function playContests(
	scene: Scene,
	door: Door,
	slow: SlowInserts,
	played: readonly Contest[],
): Promise<{ violations: string[]; runs: number }> {
	const ids = await Promise.all(
		played.map(async ({ slow: orders, enter }) => {
			const id = await door.deal();
			for (const order of orders) await slow.add({ reference: referenceOf(id), ...order });
			const begun = Date.now();
			for (const at of enter) {
				await new Promise((resolve) => setTimeout(resolve, Math.max(0, begun + at - Date.now())));
				await door.enter(id);
			}
			return id;
		}),
	);
	const ended = await Promise.all(ids.map(async (id) => isFinished(scene, id)));
	const violations = ids
		.filter((_, index) => !ended[index])
		.map((id) => `${played[ids.indexOf(id)]!.name}: deal ${id} did not come to its end by itself.`);
	await atRest(scene, 15_000, 240_000);
	// A later contender may have given way before it came to the row that was to be late; the first one may not. Only now:
	// an order is gone when the transaction that took it has been committed.
	for (const [index, id] of ids.entries())
		if ((await slow.left(referenceOf(id))) === played[index]!.slow.length)
			violations.push(`${played[index]!.name}: no row was late, so the contest did not take place.`);
	for (const [index, id] of ids.entries())
		for (const found of await notOneOfEach(scene, id)) violations.push(`${played[index]!.name}: ${found}`);
	return { violations, runs: played.reduce((sum, { enter }) => sum + enter.length, 0) };
}

const isFinished = async (scene: Scene, id: string): Promise<boolean> =>
	await scene.finished(id, 120_000).then(
		() => true,
		() => false,
	);
