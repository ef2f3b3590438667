import { WORKFLOW_IDS } from '../../../sandbox/scenario';
import type { Scene } from '../../e2e/support/scene';
import type { ScenarioOptions } from '../../../workflows/definitions/options';

interface Node {
	type: string;
	parameters: Record<string, unknown>;
}

/**
 * After a create whose answer is lost the accounting step looks for so long before it may send it again. Shorter than
 * shipped, as the lease of the tests is: a run may not be taken over while it still looks.
 */
const QUIET_SECONDS = 6;

/**
 * Longer than the longest call of the way takes until it gives up (Bitrix24's upload, a minute): a run may not be taken
 * over while a call of it is under way, since records and sheets know no other fence.
 */
export const LONGER_THAN_ANY_CALL = { leaseSeconds: 75 };

/**
 * The shortest pause after a lost answer, seconds: a sheet knows no other fence. An effect comes three seconds late, and
 * a copy of the event may claim five seconds before a pause is over.
 */
export const LONGER_THAN_LATE = 10;

export async function publishWithShortQuietTime(scene: Scene, options: Partial<ScenarioOptions>): Promise<void> {
	await scene.change(options);
	// Afterwards: options are published with the whole workflow, and with the quiet time that is shipped.
	await setOption(scene, isIssue, 'quietTime', QUIET_SECONDS);
}

/** As a user sets "Start From" in the trigger. */
export const watchSince = async (scene: Scene, since: Date): Promise<void> =>
	setOption(scene, ({ type }) => type.endsWith('DealTrigger'), 'startFrom', since.toISOString());

const isIssue = ({ type, parameters }: Node): boolean => type.endsWith('Invoices') && parameters.operation === 'issue';

/** Changes an option of one step of deal-to-invoice in the editor and publishes it. */
async function setOption(scene: Scene, isIt: (node: Node) => boolean, name: string, value: unknown): Promise<void> {
	const n8n = scene.sandbox.n8n!;
	const { nodes, connections, settings } = await n8n.api.workflow(WORKFLOW_IDS.dealToInvoice);
	const node = (nodes as Node[]).find(isIt)!;
	node.parameters.options = { ...(node.parameters.options as object), [name]: value };
	await n8n.api.patchWorkflow(WORKFLOW_IDS.dealToInvoice, { nodes, connections, settings });
	await n8n.republish(WORKFLOW_IDS.dealToInvoice);
}
