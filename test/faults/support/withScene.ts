import type { SandboxOptions } from '../../../sandbox';
import { Scene } from '../../e2e/support/scene';
import type { ScenarioOptions } from '../../../workflows/definitions/options';
import type { RowResult } from '../row';
import { LONGER_THAN_ANY_CALL, publishWithShortQuietTime } from './settings';

/**
 * A world without rate limits: they are another row's matter. Other options are published afterwards: the same n8n is
 * prepared once for all rows.
 */
export async function openScene(
	options: Partial<ScenarioOptions> = {},
	vendors: Pick<SandboxOptions, 'crm' | 'accounting'> = {},
): Promise<Scene> {
	const scene = await Scene.open({}, undefined, () => false, vendors);
	try {
		await publishWithShortQuietTime(scene, { ...LONGER_THAN_ANY_CALL, ...options });
		return scene;
	} catch (error) {
		await scene.close();
		throw error;
	}
}

/** The second pair for which the whole of rows 3 to 5 is held: an event that names only the deal, a system that enforces nothing. */
export const OTHERS = { crm: 'hubspot', accounting: 'ifirma' } as const;

/** Such a world of its own for one row. */
export async function withScene(
	work: (scene: Scene) => Promise<RowResult>,
	options: Partial<ScenarioOptions> = {},
	vendors: Pick<SandboxOptions, 'crm' | 'accounting'> = {},
): Promise<RowResult> {
	const scene = await openScene(options, vendors);
	try {
		return await work(scene);
	} finally {
		await scene.close();
	}
}
