import axios from 'axios';
import { execFile } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { withDatabase } from '../../sandbox/n8n/database';
import type { N8n } from '../../sandbox/n8n/runner';
import { Canvas } from '../../workflows/lib/canvas';
import { noOp } from '../../workflows/lib/nodes';

const run = promisify(execFile);
const EMPTY_PATH = 'bench-empty';

/** Megabytes that n8n's main process holds; undefined where the system cannot tell. */
export async function residentMb(n8n: N8n): Promise<number | undefined> {
	const answer = await run('ps', ['-o', 'rss=', '-p', String(n8n.pid)]).catch(() => undefined);
	return answer && Math.round(Number(answer.stdout.trim()) / 1024);
}

/** How many runs each workflow has ended so far, failed ones apart: n8n counts them also where it saves none. */
export async function runsByWorkflow(n8n: N8n): Promise<Map<string, { good: number; failed: number }>> {
	const rows = await withDatabase(n8n.databaseFile, (database) =>
		database.prepare('SELECT workflowId, name, count FROM workflow_statistics').all(),
	);
	const runs = new Map<string, { good: number; failed: number }>();
	for (const { workflowId, name, count } of rows ?? []) {
		const of = runs.get(String(workflowId)) ?? { good: 0, failed: 0 };
		if (name === 'production_success') of.good += Number(count);
		if (name === 'production_error') of.failed += Number(count);
		runs.set(String(workflowId), of);
	}
	return runs;
}

/** The least that n8n can do: a webhook and a step that does nothing. Answers how long each call took, milliseconds. */
export async function emptyRuns(n8n: N8n, calls: number, warmUp: number): Promise<number[]> {
	const canvas = new Canvas();
	const webhook = { path: EMPTY_PATH, httpMethod: 'POST', responseMode: 'lastNode', options: {} };
	canvas.add('Webhook', [0, 0], 'n8n-nodes-base.webhook', 2.1, webhook, { webhookId: EMPTY_PATH });
	noOp(canvas, 'Nothing', [1, 0]);
	canvas.chain('Webhook', 'Nothing');
	const settings = { executionOrder: 'v1', saveDataSuccessExecution: 'none' };
	const { name, nodes, connections } = canvas.workflow('Bench: empty', settings);
	const id = await n8n.api.createWorkflow({ name, nodes, connections, settings });
	await n8n.api.publish(id);
	const http = axios.create({ baseURL: n8n.url, proxy: false, timeout: 30_000, validateStatus: () => true });
	await until(async () => (await http.post(`/webhook/${EMPTY_PATH}`)).status === 200, 30_000);
	const times: number[] = [];
	for (let call = -warmUp; call < calls; call++) {
		const begun = performance.now();
		const { status } = await http.post(`/webhook/${EMPTY_PATH}`);
		if (status !== 200) throw new Error(`The empty workflow answered ${status}.`);
		if (call >= 0) times.push(performance.now() - begun);
	}
	return times;
}

async function until(isTrue: () => Promise<boolean>, limitMs: number): Promise<void> {
	for (const end = Date.now() + limitMs; !(await isTrue()); await pause(200))
		if (Date.now() > end) throw new Error('The empty workflow does not listen.');
}
