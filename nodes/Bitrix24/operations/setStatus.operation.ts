import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Bitrix24Crm } from '../adapter';
import { dealId, fieldNames, knownDeal } from '../descriptions';
import { dealIdOf, fieldsOf, knownDealOf } from '../parameters';

const show = { resource: ['deal'], operation: ['setStatus'] };

export const setStatusDescription: INodeProperties[] = [
	dealId(show),
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
	fieldNames(show),
];

export async function setStatus(
	context: IExecuteFunctions,
	itemIndex: number,
	crm: Bitrix24Crm,
): Promise<INodeExecutionData> {
	const id = dealIdOf(context, itemIndex);
	const status = String(context.getNodeParameter('status', itemIndex, '')).trim();
	await crm.setStatus(id, status, fieldsOf(context, itemIndex), knownDealOf(context, itemIndex));
	return { json: { recorded: true, dealId: id, status }, pairedItem: { item: itemIndex } };
}
