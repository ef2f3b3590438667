import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { fieldNames } from '../properties';
import { fieldsOf } from '../parameters';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

export const setupDescription = (words: CrmWords): INodeProperties[] => [
	fieldNames(words, { resource: ['setup'], operation: ['ensureFields', 'check'] }),
];

/** Makes the deal fields that are missing; answers their names. */
export async function ensureFields(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const created = await crm.ensureFields(fieldsOf(context, itemIndex, words.fields));
	return { json: { created }, pairedItem: { item: itemIndex } };
}

/** Says what the credential may do and what is missing, in words. */
export async function check(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const report = await crm.check(fieldsOf(context, itemIndex, words.fields));
	return { json: { ...report }, pairedItem: { item: itemIndex } };
}
