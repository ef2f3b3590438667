import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { dealId, fieldNames, knownDeal } from '../properties';
import { dealIdOf, fieldsOf, knownDealOf } from '../parameters';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['setStatus'] };

export const setStatusDescription = (words: CrmWords): INodeProperties[] => [
	dealId(words, show),
	{
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show },
		description: 'Where the deal stands, in words. Nothing is written when the deal says so already.',
	},
	knownDeal(show),
	fieldNames(words, show),
];

export async function setStatus(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const id = dealIdOf(context, itemIndex);
	const status = String(context.getNodeParameter('status', itemIndex, '')).trim();
	await crm.setStatus(id, status, fieldsOf(context, itemIndex, words.fields), knownDealOf(context, itemIndex));
	return { json: { recorded: true, dealId: id, status }, pairedItem: { item: itemIndex } };
}
