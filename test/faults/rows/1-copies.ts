import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import { runsByWorkflow } from '../../bench/n8nSide';
import { FAST, type Scene } from '../../e2e/support/scene';
import type { Row, RowResult } from '../row';
import { traitsOf } from '../support/crmTraits';
import { due, newDeals, settle } from '../support/deals';
import { sendEvents } from '../support/events';
import { withScene } from '../support/withScene';

export const copies: Row = {
	id: '1',
	title: '1,000 copies of one event, 50 at a time, spread over 0 to 500 ms; one process',
	figure: '1 invoice, 1 e-mail, 1 file, 1 record, 1 row',
	run: async ({ log }) => withScene((scene) => copyOneEvent(scene, { copies: 1000, parallel: 50, spreadMs: 500 }, log)),
};

const REST_LIMIT_MS = 4 * 60_000;
/** A sweep or an event of our own recording may start one that looks into the journal and stops. */
const MOST_RUNS = 3;

export async function copyOneEvent(
	scene: Scene,
	{ copies: count, parallel, spreadMs }: { copies: number; parallel: number; spreadMs: number },
	log: (line: string) => void,
): Promise<RowResult> {
	const [id = ''] = await newDeals(scene, 1);
	const before = await runs(scene);
	const { calls } = scene.sandbox.outside.world;
	const since = String(calls.list().at(-1)?.id ?? 0);
	await scene.move(id, 'invoice', true);
	const begun = Date.now();
	// Every 50 copies are spread over the same half second, the next 50 begin when one of them is taken.
	const startAfter = (index: number) => (index < parallel ? (spreadMs * index) / parallel : 0);
	const refused = await sendEvents(scene, Array<string>(count).fill(id), { parallel, startAfter });
	const seconds = Math.ceil((Date.now() - begun) / 1000);
	log(`${count} copies delivered in ${seconds} s`);
	const looks = calls
		.list({ vendor: scene.crm, since })
		.filter(({ path }) => traitsOf(scene.crm).look.test(path)).length;
	const violations = await settle(scene, [due(id)], { limitMs: REST_LIMIT_MS, log });
	const started = (await runs(scene)) - before;
	// One look a second for this deal, and what the trigger searches by itself once a minute.
	const most = seconds + 3;
	if (looks > most) violations.push(`${looks} looks into the stage history, at most ${most}.`);
	// Where steps take longer than the short lease of the tests, the sweep asks again: never oftener than once a lease.
	const mostRuns = MOST_RUNS + Math.ceil(seconds / FAST.leaseSeconds!);
	if (started > mostRuns) violations.push(`${started} runs of deal-to-invoice, at most ${mostRuns}.`);
	return {
		figures: { copies: count, 'delivered in, s': seconds, 'not taken with 200': refused, looks, runs: started },
		violations,
	};
}

/** n8n counts ended runs a moment later than they end. */
async function runs(scene: Scene): Promise<number> {
	const of = (await runsByWorkflow(scene.sandbox.n8n!)).get(WORKFLOW_IDS.dealToInvoice);
	return of ? of.good + of.failed : 0;
}
