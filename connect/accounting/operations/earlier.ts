import type { IDataObject } from 'n8n-workflow';
import { jsonParameter, optionalJsonParameter } from '../../jsonParameter';
import { advancesOf } from '../../advances';
import { Deal, StageEntry } from '../../../invoicing/deal';
import type { IssuedInvoice } from '../../../invoicing/invoice';
import type { Accounting } from '../../ports';
import type { Operation } from './atWork';

/**
 * Output: the input and `earlier`, the issued documents that the asked one builds on: the advances of the deal for an
 * advance or a final, the corrected document for a correction. No request for any other kind.
 */
export const getEarlier: Operation = async (context, itemIndex, { accounting }) => {
	const entry = jsonParameter(context, 'entry', itemIndex, StageEntry, 'Stage Entry');
	const deal = optionalJsonParameter(context, 'deal', itemIndex, Deal, 'Deal');
	const earlier = await earlierDocuments(accounting, entry, deal);
	const json = context.getInputData()[itemIndex]?.json ?? {};
	return { json: { ...json, earlier: earlier as unknown as IDataObject[] } };
};

/** Read from the accounting system, which alone knows what was issued and still stands. */
export async function earlierDocuments(
	accounting: Accounting,
	entry: StageEntry,
	deal: Deal | undefined,
): Promise<IssuedInvoice[]> {
	if (entry.kind === 'correction' && entry.corrects) {
		const { documentId } = entry.corrects;
		return [await (accounting.readWithLines?.(documentId) ?? accounting.read(documentId))];
	}
	if (entry.kind !== 'advance' && entry.kind !== 'final') return [];
	if (!accounting.capabilities.kinds.includes(entry.kind) || !accounting.findAdvance) return [];
	return advancesOf(entry, async (reference) => accounting.findAdvance?.(reference, deal) ?? []);
}
