import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { StageEntry } from '../../../invoicing/deal';
import { optionalJsonParameter } from '../../jsonParameter';
import { dealId, fieldNames } from '../properties';
import { dealIdOf, fieldsOf } from '../parameters';
import type { CrmWords } from '../words';
import type { CrmAtWork } from './atWork';

const show = { resource: ['deal'], operation: ['get'] };

export const getDescription = (words: CrmWords): INodeProperties[] => [
	dealId(words, show),
	{
		displayName: 'Stage Entry',
		name: 'entry',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: { show },
		description: 'What the trigger emitted: tells whether the deal still stands where it stood. May stay empty.',
	},
	fieldNames(words, show),
];

/** Answers `{ deal, entry }`; `deal` is null when it was deleted in Bitrix24. */
export async function get(
	context: IExecuteFunctions,
	itemIndex: number,
	{ crm, words }: CrmAtWork,
): Promise<INodeExecutionData> {
	const entry = optionalJsonParameter(context, 'entry', itemIndex, StageEntry.partial().passthrough(), 'Stage Entry');
	// An item that holds something else than a stage entry is no entry: the deal is read as it stands.
	const { stageId, pipelineId, percent } = entry ?? {};
	const seenFrom = stageId ? { stageId, pipelineId, percent } : undefined;
	const deal = await crm.readDeal(dealIdOf(context, itemIndex), {
		entry: seenFrom,
		fields: fieldsOf(context, itemIndex, words.fields),
	});
	return {
		json: { deal: (deal ?? null) as IDataObject | null, entry: (seenFrom ? entry : null) as IDataObject | null },
		pairedItem: { item: itemIndex },
	};
}
