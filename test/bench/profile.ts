import type { N8n } from '../../sandbox/n8n/runner';

/** Time in one step of the workflow, over all runs that were looked at. */
export interface NodeTime {
	node: string;
	/** How often it ran in one execution. */
	runs: number;
	/** Milliseconds of one execution. */
	ms: number;
}

export interface Profile {
	executions: number;
	/** Milliseconds of one execution, n8n's own time between the steps included. */
	wholeMs: number;
	inNodesMs: number;
	nodes: NodeTime[];
}

interface NodeRun {
	executionTime: number;
}

/** Where the time of saved executions goes, the slowest step first. */
export async function profileOf(n8n: N8n, workflowId: string, newest: number): Promise<Profile> {
	const found = await n8n.api.executions({ workflowId, status: ['success'] }, newest);
	const sums = new Map<string, { runs: number; ms: number }>();
	let wholeMs = 0;
	for (const { id, startedAt, stoppedAt } of found) {
		wholeMs += Date.parse(stoppedAt ?? '') - Date.parse(startedAt ?? '');
		for (const [node, runs] of Object.entries(runData((await n8n.api.execution(id)).data))) {
			const sum = sums.get(node) ?? { runs: 0, ms: 0 };
			sum.runs += runs.length;
			sum.ms += runs.reduce((ms, run) => ms + run.executionTime, 0);
			sums.set(node, sum);
		}
	}
	const count = found.length || 1;
	const nodes = [...sums].map(([node, { runs, ms }]) => ({ node, runs: runs / count, ms: ms / count }));
	return {
		executions: found.length,
		wholeMs: wholeMs / count,
		inNodesMs: nodes.reduce((ms, node) => ms + node.ms, 0),
		nodes: nodes.sort((a, b) => b.ms - a.ms),
	};
}

/** n8n keeps an execution as a list of values in which every text inside an object is the index of another value. */
function runData(flattened: string): Record<string, NodeRun[]> {
	const values = JSON.parse(flattened) as unknown[];
	const at = (index: unknown): unknown => values[Number(index)];
	const members = (index: unknown) => (at(index) ?? {}) as Record<string, unknown>;
	const byNode = members(members(members(0).resultData).runData);
	return Object.fromEntries(
		Object.entries(byNode).map(([node, list]) => [node, (at(list) as unknown[]).map((run) => at(run) as NodeRun)]),
	);
}
