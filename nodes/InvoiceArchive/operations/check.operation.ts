import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { OpenDrive } from '../drives';

/** A reference that no document has: looking for it needs the sign-in and changes nothing. */
const NO_DOCUMENT = 'deal-to-invoice:check';

/** Account: Check. `{ ok: true, drive }` when the drive answers this credential; else the failure in the drive's words. */
export async function checkOperation(
	context: IExecuteFunctions,
	itemIndex: number,
	openerOf: (itemIndex: number) => OpenDrive,
): Promise<INodeExecutionData> {
	const drive = context.getNodeParameter('drive', itemIndex) as string;
	await openerOf(itemIndex)(itemIndex, NO_DOCUMENT).findByReference(NO_DOCUMENT, []);
	return { json: { ok: true, drive }, pairedItem: { item: itemIndex } };
}
