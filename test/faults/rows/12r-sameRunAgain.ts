import type { Scene } from '../../e2e/support/scene';
import { retriedRuns } from '../support/queue/retries';
import { inQueueMode } from '../support/queue/scene';
import { SlowInserts } from '../support/queue/slowInserts';
import { jobsTwice } from '../support/queue/twice';
import { publishWithShortQuietTime } from '../support/settings';
import type { Row, RowContext, RowResult } from '../row';

export const sameRunAgain: Row = {
	id: '12r',
	title: 'a job twice in the queue; “retry” from a failed node, at once, twice at once, and after a takeover',
	figure: 'at most 1 of each effect',
	run: async (context) => inQueueMode({}, (scene) => runAgain(scene, context)),
};

async function runAgain(scene: Scene, { log }: RowContext): Promise<RowResult> {
	const lease = async (leaseSeconds: number) => publishWithShortQuietTime(scene, { leaseSeconds });
	// Nobody but the copy of the job may have a reason to take over while the deal stands at a vendor.
	await lease(600);
	const twice = await jobsTwice(scene);
	await lease(30);
	const slow = await SlowInserts.install(scene.sandbox.n8n!.database);
	const retried = await retriedRuns(scene, slow, log);
	return {
		figures: { 'jobs twice in the queue': twice.jobs, 'retries from a failed node': retried.retries },
		violations: [...twice.violations, ...retried.violations],
	};
}
