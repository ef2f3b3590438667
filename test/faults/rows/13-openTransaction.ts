import { Door } from '../support/queue/door';
import { contests, LEASE_SECONDS, playContests } from '../support/queue/openTransactions';
import { inQueueMode } from '../support/queue/scene';
import { SlowInserts } from '../support/queue/slowInserts';
import { seeded } from '../support/queue/seeded';
import type { Row } from '../row';

const OPEN_SECONDS = 10;
const ROUNDS = 3;

export const openTransaction: Row = {
	id: '13',
	title: 'PostgreSQL: the transaction of a journal insert held open for 10 s while others contend',
	figure: 'never two owners: one of each effect, one request to issue for each deal',
	run: async ({ seed, log }) =>
		await inQueueMode({ leaseSeconds: LEASE_SECONDS }, async (scene) => {
			const door = await Door.open(scene);
			const slow = await SlowInserts.install(scene.sandbox.n8n!.database);
			const random = seeded(seed);
			const violations: string[] = [];
			let [deals, runs] = [0, 0];
			for (let round = 1; round <= ROUNDS; round++) {
				const played = contests(random, OPEN_SECONDS);
				const result = await playContests(scene, door, slow, played);
				violations.push(...result.violations);
				deals += played.length;
				runs += result.runs;
				log(`round ${round}: ${result.violations.length} violations`);
			}
			const requests = (await scene.calls('fakturownia')).filter(
				({ method, path }) => method === 'POST' && path.startsWith('/invoices.json'),
			).length;
			if (requests !== deals) violations.push(`${requests} requests to issue for ${deals} deals.`);
			return { figures: { deals, runs, 'held open': `${OPEN_SECONDS} s`, 'requests to issue': requests }, violations };
		}),
};
