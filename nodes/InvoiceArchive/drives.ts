import { NodeOperationError, sleep, type IExecuteFunctions, type INodePropertyOptions } from 'n8n-workflow';
import type { Archive } from '../../connect/archive';
import { n8nHttp } from '../../connect/n8nHttp';
import { VENDOR as GOOGLE_DRIVE } from './googleDrive/failures';
import { googleDriveArchive, googleDriveMemory } from './googleDrive/googleDriveArchive';

/** Opens the drive of one item; what it learns is kept for the run's later items. */
export type OpenDrive = (itemIndex: number, number: string) => Archive;

/** The drives of this node by the value of its parameter "Drive". A new one is one entry here and one folder. */
const DRIVES: Record<string, (context: IExecuteFunctions) => OpenDrive> = {
	googleDrive(context) {
		const http = n8nHttp(context, { vendor: GOOGLE_DRIVE, credentialType: 'dealToInvoiceGoogleDriveOAuth2Api' });
		const memories = new Map<string, ReturnType<typeof googleDriveMemory>>();
		return (itemIndex, number) => {
			const id = (context.getNodeParameter('rootFolder', itemIndex, '') as string).trim();
			const name = (context.getNodeParameter('rootFolderName', itemIndex, '') as string).trim() || DEFAULT_ROOT_NAME;
			// Items may differ in their root folder; each root has a memory of its own.
			const key = id ? `id:${id}` : `name:${name}`;
			const memory = memories.get(key) ?? googleDriveMemory();
			memories.set(key, memory);
			return googleDriveArchive(http, { root: { id, name }, number, memory, sleep: async (ms) => sleep(ms) });
		};
	},
};

export const DEFAULT_ROOT_NAME = 'Invoices';

export const driveOptions: INodePropertyOptions[] = [{ name: 'Google Drive', value: 'googleDrive' }];

/**
 * One opener a drive for the whole run, by the item's parameter "Drive".
 * Throws NodeOperationError for a drive that this version does not know.
 */
export function driveOpener(context: IExecuteFunctions): (itemIndex: number) => OpenDrive {
	const open = new Map<string, OpenDrive>();
	return (itemIndex) => {
		const drive = context.getNodeParameter('drive', itemIndex) as string;
		const opener = open.get(drive) ?? (Object.hasOwn(DRIVES, drive) ? DRIVES[drive]?.(context) : undefined);
		if (!opener)
			throw new NodeOperationError(
				context.getNode(),
				`The drive "${drive}" is not known to this version of the node.`,
				{
					itemIndex,
					description: 'Choose one from the list "Drive".',
				},
			);
		open.set(drive, opener);
		return opener;
	};
}
