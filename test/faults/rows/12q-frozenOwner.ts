import type { Scene } from '../../e2e/support/scene';
import { Door } from '../support/queue/door';
import { BATCH, freezeAt, LATE_SECONDS, LEASE_SECONDS, SOON_SECONDS, type Zombie } from '../support/queue/frozen';
import { aroundIntents, callsOfOneDeal, insideCalls } from '../support/queue/points';
import { inQueueMode } from '../support/queue/scene';
import { SlowInserts } from '../support/queue/slowInserts';
import type { Row, RowContext, RowResult } from '../row';

/**
 * A request that left before the freeze and arrives after the other run has done the same cannot be fenced at a vendor
 * that has no uniqueness of its own: docs/promises.md, "The second lock, step by step". Effects that may be there
 * twice then, by the system that was asked.
 */
const NOT_FENCED: Partial<Record<keyof Zombie['found'], RegExp>> = {
	sheetRows: /^before googleSheets /,
	// The same values in the same fields, written twice. The PDF is fetched on the way to them.
	recordings: /bitrix24|fakturownia GET .*\.pdf|the row (issue|build|record)/,
};

export const frozenOwner: Row = {
	id: '12q',
	title:
		'owner frozen inside every vendor call and around every journal row until another run has taken over, then thawed',
	figure: 'at most 1 of each effect, but for what docs/promises.md lists',
	run: async (context) => inQueueMode({ leaseSeconds: LEASE_SECONDS }, (scene) => freeze(scene, context)),
};

async function freeze(scene: Scene, { log }: RowContext): Promise<RowResult> {
	const door = await Door.open(scene);
	const slow = await SlowInserts.install(scene.sandbox.n8n!.database);
	const calls = await callsOfOneDeal(scene, door);
	for (const { vendor, method, path, nth } of calls) log(`${vendor} ${method} ${path} ${nth}`);
	const points = [...aroundIntents(LATE_SECONDS, SOON_SECONDS), ...insideCalls(calls)];
	const zombies: Zombie[] = [];
	const violations: string[] = [];
	for (let from = 0; from < points.length; from += BATCH) {
		const batch = await freezeAt(scene, door, slow, points.slice(from, from + BATCH), log);
		zombies.push(...batch.zombies);
		violations.push(...batch.violations);
		for (const { point, found } of batch.zombies) log(`${point}: ${Object.values(found).join(' ')}`);
	}
	const twice = zombies.flatMap(({ point, id, found }) =>
		Object.entries(found)
			.filter(([, count]) => count > 1)
			.map(([effect, count]) => ({ point, id, effect: effect as keyof Zombie['found'], count })),
	);
	const isListed = ({ point, effect }: (typeof twice)[number]) => NOT_FENCED[effect]?.test(point) === true;
	for (const { point, effect, count } of twice) log(`${point}: ${count} ${effect}`);
	return {
		figures: {
			'points at which the owner was frozen': points.length,
			'not to be fenced at the vendor':
				twice
					.filter(isListed)
					.map(({ point, effect, count }) => `${point}: ${count} ${effect}`)
					.join(', ') || 'none',
		},
		violations: [
			...violations,
			...twice
				.filter((each) => !isListed(each))
				.map(({ point, id, effect, count }) => `${point}: deal ${id} has ${count} ${effect}`),
		],
	};
}
