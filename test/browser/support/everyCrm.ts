import { CRM_NAMES, SANDBOX_CRMS } from '../../../sandbox/crms';
import { demoOf } from '../../../sandbox/scenario';
import { crmNodes, type CrmName } from '../../../workflows/definitions/crms';
import { dealToInvoice } from '../../../workflows/definitions/dealToInvoice';
import { NAMES } from '../../../workflows/definitions/dealToInvoice/names';
import { SHIPPED } from '../../../workflows/definitions/options';
import { idOf, type WorkflowJson, type WorkflowNode } from '../../../workflows/lib/canvas';

const NODES = ['trigger', 'getDeal', 'record'] as const;
type NodeOf = (typeof NODES)[number];

/** Name of a step of `everyCrmWorkflow`. */
export const nameOf = (crm: CrmName, node: NodeOf): string => `${crmNodes(crm).title}: ${NAMES.en[node]}`;

/** A workflow to look at: of each CRM the nodes of its scenario, as a user of the sandbox's account has set them. */
export function everyCrmWorkflow(): WorkflowJson {
	return {
		name: 'Every CRM',
		active: false,
		nodes: CRM_NAMES.flatMap((crm, row) => nodesOf(crm).map((node, at) => placed(node, at, row))),
		connections: {},
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function nodesOf(crm: CrmName): WorkflowNode[] {
	const options = { ...SHIPPED, ...demoOf({ crm, accounting: 'fakturownia' }), language: 'en' as const };
	// How often it looks as in the shipped file: the sandbox's haste says nothing to a user.
	const { nodes } = dealToInvoice({ ...options, sweepEvery: undefined });
	const { credential } = SANDBOX_CRMS[crm];
	return NODES.map((step) => {
		const node = nodes.find(({ name }) => name === NAMES.en[step])!;
		const name = nameOf(crm, step);
		return {
			...node,
			...{ id: idOf(name), name, ...(step === 'trigger' && { webhookId: idOf(`${name} webhook`) }) },
			parameters: { ...node.parameters, ...CHOSEN[step] },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
	});
}

/**
 * As a user has them who looks at the drop-downs: field names are added one by one, here two are there to be opened; the
 * scenario takes the stage of an invoiced deal from its settings.
 */
const CHOSEN: Record<NodeOf, object> = {
	trigger: {},
	getDeal: { fields: { number: '', taxId: '' } },
	record: { invoicedStage: 'leave' },
};

const placed = (node: WorkflowNode, at: number, row: number): WorkflowNode => ({
	...node,
	position: [at * 320, row * 208],
});
