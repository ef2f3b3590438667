import { googleError } from '../googleAccount/account';
import type { NewFile } from './books';

/** Query parameters of the calls that the fake knows. `maxResults` is v2's, ignored by v3; n8n's node sends it. */
export const PARAMETERS: readonly string[] = [
	...['q', 'fields', 'pageSize', 'pageToken', 'orderBy', 'spaces', 'corpora', 'driveId', 'alt', 'key', 'prettyPrint'],
	...['includeItemsFromAllDrives', 'supportsAllDrives', 'maxResults', 'uploadType', 'upload_id', 'keepRevisionForever'],
	...['addParents', 'removeParents', 'ocrLanguage', 'useContentAsIndexableText', 'enforceSingleParent'],
	...['count', 'space', 'type', 'quotaUser', 'acknowledgeAbuse'],
];

const WRITABLE = new Set([
	...['id', 'name', 'mimeType', 'description', 'parents', 'appProperties', 'properties', 'createdTime', 'modifiedTime'],
	...[
		'starred',
		'trashed',
		'folderColorRgb',
		'originalFilename',
		'writersCanShare',
		'copyRequiresWriterPermission',
		'contentHints',
	],
]);

/** What a rule throws; the fake answers with it. */
export class Refused extends Error {
	constructor(readonly refusal: ReturnType<typeof googleError>) {
		super('refused');
	}
}

export function refused(status: number, reason: string, message: string, more?: Record<string, string>): Refused {
	return new Refused(googleError(status, reason, message, undefined, more));
}

export function checkListParameters(query: URLSearchParams): void {
	const corpora = query.get('corpora') ?? 'user';
	if (!['user', 'allDrives', 'drive', 'domain'].includes(corpora)) throw refused(400, 'invalid', 'Invalid Value');
	const both = query.get('supportsAllDrives') === 'true' && query.get('includeItemsFromAllDrives') === 'true';
	if (corpora === 'allDrives' && !both)
		throw refused(
			403,
			'teamDrivesParentLimit',
			'The allDrives corpora needs includeItemsFromAllDrives and supportsAllDrives.',
		);
	if (corpora === 'drive' && !query.get('driveId'))
		throw refused(400, 'invalid', 'The driveId parameter must be specified if and only if corpora is set to drive.');
	const size = Number(query.get('pageSize') ?? '100');
	if (!Number.isInteger(size) || size < 1 || size > 1000)
		throw refused(400, 'invalidParameter', 'Invalid value for pageSize');
}

/** appProperties: at most 30 of an app, key and value together at most 124 bytes in UTF-8. */
export function checkMetadata(metadata: NewFile): void {
	for (const name of Object.keys(metadata))
		if (!WRITABLE.has(name))
			throw refused(
				403,
				'fieldNotWritable',
				`The resource body includes fields which are not directly writable: ${name}`,
			);
	if (metadata.name !== undefined && (typeof metadata.name !== 'string' || metadata.name === ''))
		throw refused(400, 'invalid', 'Invalid Value');
	if ((metadata.parents?.length ?? 0) > 1) throw refused(403, 'cannotAddParent', 'A file can only have one parent.');
	const own = Object.entries(metadata.appProperties ?? {});
	if (own.length > 30) throw refused(403, 'propertyQuotaExceeded', 'Too many app properties.');
	for (const [key, value] of own) {
		if (typeof value !== 'string') throw refused(400, 'invalid', 'Invalid Value');
		if (Buffer.byteLength(key) + Buffer.byteLength(value) > 124)
			throw refused(400, 'propertyTooLarge', 'The property is too large: key and value may have 124 bytes together.');
	}
}
