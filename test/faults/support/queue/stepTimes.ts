import { WORKFLOW_IDS } from '../../../../sandbox/scenario';
import { NAMES } from '../../../../workflows/definitions/dealToInvoice/names';
import { profileOf } from '../../../bench/profile';
import type { Scene } from '../../../e2e/support/scene';
import { atRest } from './deals';

/** What the claim and the journalling of one step consist of. */
const CLAIM = ['finished', 'look', 'claim', 'writeClaim', 'readClaims', 'judge'] as const;
const STEP = ['stepRow', 'writeRow', 'readJournal', 'next'] as const;

export interface StepTimes {
	/** Milliseconds of one claim, on average. */
	claim: number;
	/** Milliseconds of one step's own four nodes, on average. */
	step: number;
}

/** The shipped workflows save no good runs; to look into them they have to. */
export async function saveRuns(scene: Scene, workflowId: string): Promise<void> {
	const n8n = scene.sandbox.n8n!;
	const { settings } = await n8n.api.workflow(workflowId);
	await n8n.api.patchWorkflow(workflowId, { settings: { ...(settings as object), saveDataSuccessExecution: 'all' } });
	await n8n.republish(workflowId);
}

/** Deals one after the other, as n8n itself timed their nodes. */
export async function stepTimes(scene: Scene, deals: number): Promise<StepTimes> {
	for (let deal = 0; deal < deals; deal++) {
		const id = await scene.deal();
		await scene.move(id, 'invoice');
		await scene.finished(id, 60_000);
	}
	await atRest(scene, 3000);
	const n = NAMES[scene.language];
	const { nodes } = await profileOf(scene.sandbox.n8n!, WORKFLOW_IDS.dealToInvoice, deals);
	const sum = (keys: readonly (keyof typeof n)[], each: 'ms' | 'runs') =>
		nodes.filter(({ node }) => keys.some((key) => n[key] === node)).reduce((total, found) => total + found[each], 0);
	// Every step runs its four nodes once.
	return { claim: sum(CLAIM, 'ms'), step: sum(STEP, 'ms') / (sum(STEP, 'runs') / STEP.length) };
}

/** Lets the sweep run every few seconds and answers how long one of its runs took, milliseconds. */
export async function sweepTime(scene: Scene, limitMs = 120_000): Promise<number> {
	const n8n = scene.sandbox.n8n!;
	const { nodes } = (await n8n.api.workflow(WORKFLOW_IDS.sweep)) as unknown as { nodes: Node[] };
	const schedule = nodes.find(({ type }) => type.endsWith('.scheduleTrigger'))!;
	schedule.parameters = { rule: { interval: [{ field: 'seconds', secondsInterval: 15 }] } };
	await n8n.api.patchWorkflow(WORKFLOW_IDS.sweep, { nodes });
	await saveRuns(scene, WORKFLOW_IDS.sweep);
	for (const limit = Date.now() + limitMs; Date.now() < limit;) {
		const [run] = await n8n.api.executions({ workflowId: WORKFLOW_IDS.sweep, status: ['success'] }, 1);
		if (run?.startedAt && run.stoppedAt) return Date.parse(run.stoppedAt) - Date.parse(run.startedAt);
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
	throw new Error('No run of the sweep has ended.');
}

interface Node {
	type: string;
	parameters: Record<string, unknown>;
}
