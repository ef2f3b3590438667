import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import type { OpenDrive } from '../drives';

/** A reference that no document has: looking for it needs the sign-in and changes nothing. */
const NO_DOCUMENT = 'deal-to-invoice:check';

/** Account: Check. `{ ok: true, drive }` when the drive answers this credential; else the failure in the drive's words. */
export async function checkOperation(
	context: IExecuteFunctions,
	itemIndex: number,
	openerOf: (drive: string) => OpenDrive | undefined,
): Promise<INodeExecutionData> {
	const drive = context.getNodeParameter('drive', itemIndex) as string;
	const open = openerOf(drive);
	if (!open)
		throw new NodeOperationError(context.getNode(), `The drive "${drive}" is not known to this version of the node.`, {
			itemIndex,
			description: 'Choose one from the list "Drive".',
		});
	await open(itemIndex, NO_DOCUMENT).findByReference(NO_DOCUMENT, []);
	return { json: { ok: true, drive }, pairedItem: { item: itemIndex } };
}
