import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Bitrix24Crm } from '../adapter';
import { checkPortal } from '../checkPortal';
import { fieldNames } from '../descriptions';
import { fieldsOf } from '../parameters';

export const setupDescription: INodeProperties[] = [
	fieldNames({ resource: ['setup'], operation: ['ensureFields', 'check'] }),
];

/** Makes the deal fields that are missing; answers their names. */
export async function ensureFields(
	context: IExecuteFunctions,
	itemIndex: number,
	crm: Bitrix24Crm,
): Promise<INodeExecutionData> {
	const created = await crm.ensureFields(fieldsOf(context, itemIndex));
	return { json: { created }, pairedItem: { item: itemIndex } };
}

/** Says what the credential may do and what is missing, in words. */
export async function check(
	context: IExecuteFunctions,
	itemIndex: number,
	crm: Bitrix24Crm,
): Promise<INodeExecutionData> {
	const report = await checkPortal(crm.client, fieldsOf(context, itemIndex));
	return { json: { ...report }, pairedItem: { item: itemIndex } };
}
