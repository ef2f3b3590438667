import { NodeConnectionTypes } from 'n8n-workflow';

/** The ways out of each operation: fixed, in a fixed order; new ones only at the end. */

/** Next Step: one way out per effect, then the ways of stopping. The order of this list is the order of the outputs. */
export const NEXT_STEP_WAYS = [
	['issue', 'Issue'],
	['legal', 'Wait Until Legal'],
	['record', 'Record on Deal'],
	['mail', 'E-Mail'],
	['archive', 'Archive'],
	['report', 'Report'],
	['finish', 'Finish'],
	['wait', 'Pause'],
	['approve', 'Ask for Approval'],
	['hold', 'Wait for Answer'],
	['dryRun', 'Dry Run'],
	['attention', 'Needs Attention'],
	['alarm', 'Tell the Owner'],
	['again', 'Start Again'],
	['end', 'End'],
	['yield', 'Give Up Claim'],
] as const;

const WAYS: Record<string, readonly string[]> = {
	'claim:row': ['Claim', 'Leave'],
	'claim:judge': ['Won', 'Look Again', 'Give Up Claim'],
	'step:row': ['Row'],
	'step:next': NEXT_STEP_WAYS.map(([, name]) => name),
	'journal:tables': ['Tables'],
	'journal:summary': ['Open References', 'Alerts to Tell', 'Alerts That Ended'],
	'journal:unknown': ['Unknown Entries'],
	'journal:space': ['Running Out of Space'],
	'payment:open': ['Period'],
	'payment:changes': ['Changes', 'Documents to Start'],
	'subscription:due': ['Due'],
	'subscription:change': ['Row', 'Refused'],
	'alert:gather': ['Alert'],
	'alert:compose': ['Mail'],
	'alert:row': ['Raise', 'Told Already'],
	'alert:judge': ['Tell', 'Leave'],
	'correction:due': ['Documents to Compare'],
	'correction:compare': ['Read the Document', 'Nothing New'],
	'correction:propose': ['Tell', 'Settled', 'Nothing New'],
	'correction:proposals': ['Proposals', 'None Open'],
	'correction:decision': ['Issue', 'Leave', 'Refused'],
	'replay:choices': ['Choices', 'Unknown Deal'],
	'replay:answer': ['Row', 'Go On', 'Refused'],
};

const outputs = Object.fromEntries(
	Object.entries(WAYS).map(([operation, names]) => [
		operation,
		names.map((displayName) => ({ type: NodeConnectionTypes.Main, ...(names.length > 1 && { displayName }) })),
	]),
);

/** Expression for the node's `outputs`: the list of the chosen operation. */
export const OUTPUTS_EXPRESSION: `={{${string}}}` = `={{ (${JSON.stringify(outputs)})[$parameter.resource + ':' + $parameter.operation] }}`;

export function outputIndex(action: string): number {
	return NEXT_STEP_WAYS.findIndex(([way]) => way === action);
}

/** All outputs of Next Step, the item on one of them. */
export function onOutput<T>(index: number, count: number, item: T): T[][] {
	return Array.from({ length: count }, (_, output) => (output === index ? [item] : []));
}
