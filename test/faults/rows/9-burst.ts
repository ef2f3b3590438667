import { setTimeout as pause } from 'node:timers/promises';
import { CLOUD_LIMITS } from '../../../sandbox/fakes/bitrix24/bucket';
import { READS_A_MINUTE, WRITES_A_MINUTE } from '../../../sandbox/fakes/googleSheets/quota';
import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import { SHIPPED } from '../../../workflows/definitions/options';
import { residentMb, runsByWorkflow } from '../../bench/n8nSide';
import { Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { due, newDeals, settle } from '../support/deals';
import { wayOf, type Point } from '../support/way';

export const burst: Row = {
	id: '9',
	title: 'A burst of 500 deals at once, the vendors obeying their real rate limits',
	figure: 'none lost, none refused for good; at most 1.5 runs a deal; at most 1.5 × the time that the limits allow',
	run: async ({ log }) => playBurst({ deals: 500 }, log),
};

const MOST_RUNS_A_DEAL = 1.5;
const MOST_TIME = 1.5;
/** However slow: it ends. */
const HARD_LIMIT_MS = 90 * 60_000;
const LOOK_EVERY_MS = 2000;

/** Lease, pauses and sweeps as they are shipped: this row shows what a firm would see. */
const { leaseSeconds, pauses, ksefSeconds, sweepEvery, sweepInterval } = SHIPPED;
const DEFAULTS = { leaseSeconds, pauses, ksefSeconds, sweepEvery, sweepInterval };

export async function playBurst({ deals: count }: { deals: number }, log: (line: string) => void): Promise<RowResult> {
	let isLimited = false;
	const scene = await Scene.open(DEFAULTS, undefined, () => isLimited);
	try {
		const least = leastSeconds(await wayOf(scene), count);
		const ids = await newDeals(scene, count);
		const runsBefore = await runs(scene);
		const memory = watchMemory(scene);
		const begun = Date.now();
		isLimited = true;
		log(`At best ${least} s`);
		await Promise.all(ids.map((id) => scene.move(id, 'invoice')));
		const checked = ids.map((id) => due(id));
		const lateMs = 0;
		const limitMs = Math.min(HARD_LIMIT_MS, least * 4000 + 10 * 60_000);
		const violations = await settle(scene, checked, { limitMs, lateMs, log });
		const seconds = Math.round((Date.now() - begun) / 1000);
		isLimited = false;
		await pause(LOOK_EVERY_MS * 2);
		const runsADeal = (await runs(scene).then((after) => after - runsBefore)) / count;
		const mb = await memory.stop();
		if (runsADeal > MOST_RUNS_A_DEAL) violations.push(`${runsADeal.toFixed(2)} runs a deal.`);
		if (seconds > least * MOST_TIME) violations.push(`${seconds} s, where the limits allow ${least} s.`);
		return {
			figures: {
				deals: count,
				seconds,
				'least that the limits allow': least,
				ratio: (seconds / least).toFixed(2),
				'runs a deal': runsADeal.toFixed(2),
				'memory before, most, after, MB': `${mb.before}, ${mb.most}, ${mb.after}`,
			},
			violations,
		};
	} finally {
		await scene.close();
	}
}

/** The slowest limit decides: calls of one undisturbed deal, by as many deals, less what is let through at once. */
export function leastSeconds(way: readonly Point[], deals: number): number {
	const of = (isIt: (point: Point) => boolean) => way.filter(isIt).length * deals;
	const isSheets = ({ vendor }: Point) => vendor === 'googleSheets';
	const { drainPerSecond, hold } = CLOUD_LIMITS;
	const crm = (of(({ vendor }) => vendor === 'bitrix24') - hold) / drainPerSecond;
	const reads = ((of((point) => isSheets(point) && point.method === 'GET') - READS_A_MINUTE) / READS_A_MINUTE) * 60;
	const writes = ((of((point) => isSheets(point) && point.method !== 'GET') - WRITES_A_MINUTE) / WRITES_A_MINUTE) * 60;
	return Math.ceil(Math.max(crm, reads, writes, 1));
}

async function runs(scene: Scene): Promise<number> {
	const of = (await runsByWorkflow(scene.sandbox.n8n!)).get(WORKFLOW_IDS.dealToInvoice);
	return of ? of.good + of.failed : 0;
}

function watchMemory(scene: Scene): { stop: () => Promise<{ before: number; most: number; after: number }> } {
	const seen: number[] = [];
	let isOn = true;
	const watching = (async () => {
		for (; isOn; await pause(LOOK_EVERY_MS)) seen.push((await residentMb(scene.sandbox.n8n!)) ?? 0);
	})();
	return {
		stop: async () => {
			isOn = false;
			await watching;
			return { before: seen[0] ?? 0, most: Math.max(...seen), after: seen.at(-1) ?? 0 };
		},
	};
}
