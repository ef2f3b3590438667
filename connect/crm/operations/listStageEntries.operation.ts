import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { DateTime } from 'luxon';
import { stageEntryOf, type RuleRow } from '../../trigger/rules';
import { rulesProperty } from '../../trigger/rulesProperty';
import { readRules } from '../../trigger/settings';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['listStageEntries'] };

export const listStageEntriesDescription: INodeProperties[] = [
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show },
		description: 'Only stage entries from this moment on',
	},
	{ ...rulesProperty, displayOptions: { show } },
];

/** One item for each entry into a watched stage, oldest first, in the shape that the trigger emits. */
export async function listStageEntries(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm }: CrmAtWork,
): Promise<INodeExecutionData[]> {
	const since = DateTime.fromISO(String(context.getNodeParameter('since', itemIndex, '')), {
		zone: context.getTimezone(),
	});
	if (!since.isValid)
		throw new NodeOperationError(context.getNode(), 'The parameter "Since" holds no date and time.', {
			itemIndex,
			description: 'Choose a day, or enter it like 2026-11-01T00:00:00.',
		});
	const rules = readRules(context, context.getNodeParameter('rules.rule', itemIndex, []) as RuleRow[], itemIndex);
	const moves = await crm.stageMovesSince(
		since.toUTC().toISO({ suppressMilliseconds: true }),
		rules.map((rule) => rule.stageId),
	);
	const account = await crm.account();
	return moves.flatMap((move) => {
		const entry = stageEntryOf(move, rules, { name: crm.name, account });
		return entry ? [{ json: { ...entry } as IDataObject, pairedItem: { item: itemIndex } }] : [];
	});
}
