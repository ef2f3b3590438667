import { missingServers } from '../../../../sandbox/n8n/servers';
import { Scene } from '../../../e2e/support/scene';
import type { ScenarioOptions } from '../../../../workflows/definitions/options';
import type { RowResult } from '../../row';

/** Opens queue mode for one row and closes it again, whatever happens. */
export async function inQueueMode(
	options: Partial<ScenarioOptions>,
	work: (scene: Scene) => Promise<RowResult>,
): Promise<RowResult> {
	const missing = missingServers();
	if (missing.length > 0) throw new Error(`this machine has no ${missing.join(' and no ')}`);
	// The rows are about contention, not about the vendors' limits.
	const scene = await Scene.openQueue(options, () => false);
	try {
		return await work(scene);
	} finally {
		await scene.close();
	}
}
