import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installedN8n } from '../../../../sandbox/n8n/installed';
import type { Scene } from '../../../e2e/support/scene';
import { due, expectOf } from '../deals';
import { atRest, notOneOfEach } from './deals';

/** What is used of the package `bull`, which n8n brings along: its own queue. */
interface Queue {
	getJobs(types: string[]): Promise<{ data: { executionId: string } }[]>;
	add(name: string, data: unknown, options: object): Promise<unknown>;
	close(): Promise<void>;
}

/** Where the deal stands when its job is put into the queue once more. */
const PLACES = [
	{ vendor: 'fakturownia', method: 'POST', path: '/invoices.json' },
	{ vendor: 'bitrix24', path: '*crm.item.update*' },
	{ vendor: 'smtp', method: 'DATA' },
	{ vendor: 'googleDrive', method: 'POST' },
	{ vendor: 'googleSheets', method: 'POST' },
] as const;

/** The job of each deal's run is put into the queue a second time while the first one stands at a vendor. */
export async function jobsTwice(scene: Scene): Promise<{ violations: string[]; jobs: number }> {
	const queue = await openQueue(scene.sandbox.n8n ? await redisPort(scene) : 0);
	try {
		const ids: string[] = [];
		for (const place of PLACES) {
			const id = await scene.deal();
			await scene.fault({ ...place, fault: 'hold', times: 1 });
			await scene.move(id, 'invoice');
			await until(async () => (await scene.faultsLeft()) === 0, JSON.stringify(place));
			const execution = await holderOf(scene, id);
			const job = (await queue.getJobs(['active'])).find(({ data }) => data.executionId === execution);
			if (!job) throw new Error(`The job of execution ${execution} is not in the queue.`);
			await queue.add('job', job.data, { removeOnComplete: true, removeOnFail: true });
			ids.push(id);
			expectOf(scene, [due(id)]);
		}
		await atRest(scene, 3000);
		await scene.release();
		for (const id of ids) await scene.finished(id, 120_000);
		await atRest(scene, 8000);
		const violations: string[] = [];
		for (const [index, id] of ids.entries())
			for (const found of await notOneOfEach(scene, id))
				violations.push(`job twice, at ${PLACES[index]!.vendor}: ${found}`);
		return { violations, jobs: ids.length };
	} finally {
		await queue.close();
	}
}

async function redisPort(scene: Scene): Promise<number> {
	return (await scene.status()).ports.redis!;
}

async function openQueue(port: number): Promise<Queue> {
	const { folder } = await installedN8n(() => undefined);
	const Bull = createRequire(join(folder, 'package.json'))('bull') as new (name: string, options: object) => Queue;
	return new Bull('jobs', { prefix: 'bull', redis: { host: '127.0.0.1', port } });
}

async function holderOf(scene: Scene, id: string): Promise<string> {
	const rows = (await scene.journal()) as unknown as { reference: string; holder: string }[];
	return rows.findLast(({ reference }) => reference.includes(`:${id}:`))?.holder ?? '';
}

async function until(isTrue: () => Promise<boolean>, what: string): Promise<void> {
	for (const limit = Date.now() + 60_000; !(await isTrue());) {
		if (Date.now() > limit) throw new Error(`No deal came to ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
