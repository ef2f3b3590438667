import { z } from 'zod';

/** Of Drive v3's resources only the fields that the archive uses. */

export const FOLDER_TYPE = 'application/vnd.google-apps.folder';

/** The partial response of one file. Without it Drive answers id, name and mimeType only. */
export const FILE_FIELDS = 'id,name,mimeType,parents,createdTime,md5Checksum,webViewLink,appProperties';

export const DriveFile = z.object({
	id: z.string().min(1),
	name: z.string(),
	mimeType: z.string(),
	parents: z.array(z.string()).default([]),
	createdTime: z.string(),
	/** Files with content only, not folders. */
	md5Checksum: z.string().optional(),
	webViewLink: z.string().default(''),
	/** Seen by the OAuth client that wrote them only. */
	appProperties: z.record(z.string(), z.string()).default({}),
});
export type DriveFile = z.infer<typeof DriveFile>;

export const FileList = z.object({
	files: z.array(DriveFile),
	nextPageToken: z.string().optional(),
	incompleteSearch: z.boolean().default(false),
});

export const GeneratedIds = z.object({ ids: z.array(z.string()).min(1) });

/** Google's error body; `reason` tells more than the status. */
export const GoogleError = z.object({
	error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }),
});
