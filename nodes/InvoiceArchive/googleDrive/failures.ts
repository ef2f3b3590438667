import { VendorError, type FailureCause, type HttpRequest, type HttpResponse } from '../../../connect/http';
import { failureOfStatus, notUnderstood, tooManyRequests } from '../../../connect/vendorFailures';
import { GoogleError } from './schemas';

export const VENDOR = 'Google Drive';

/**
 * What an answer of Drive other than 2xx means. Google tells limits, missing rights and a full drive all by 403:
 * only `error.errors[0].reason` tells them apart.
 * Source: developers.google.com/workspace/drive/api/guides/handle-errors.
 */
export function driveFailure(response: HttpResponse, request: Pick<HttpRequest, 'kind' | 'purpose'>): VendorError {
	const { status } = response;
	const { purpose } = request;
	const reason = GoogleError.safeParse(response.body).data?.error.errors[0]?.reason ?? '';
	const refused = { vendor: VENDOR, purpose, status, outcome: 'notDone' as const };
	if (/rateLimitExceeded|userRateLimitExceeded|dailyLimitExceeded|sharingRateLimitExceeded/.test(reason))
		return tooManyRequests(refused);
	const known = KNOWN[status === 404 ? 'notFound' : reason];
	if (known) {
		const message = `${known.message}, so it was not possible to ${purpose}.`;
		return new VendorError({ ...refused, cause: known.cause, message, advice: known.advice });
	}
	return (
		failureOfStatus(response, { vendor: VENDOR, purpose, reads: request.kind === 'read' }) ??
		notUnderstood({ ...refused, detail: reason ? `HTTP ${status}, ${reason}` : `HTTP ${status}` })
	);
}

interface Known {
	cause: FailureCause;
	message: string;
	advice: string;
}

const SCOPE_ADVICE =
	'With the access "Only Its Own Files" the connection does not see folders that a person made: ' +
	'empty "Root Folder ID", or set the Google Drive credential to "All Files" and connect it again.';

const KNOWN: Record<string, Known | undefined> = {
	notFound: {
		cause: 'notFound',
		message: 'Google Drive does not show the archive folder or file to this connection',
		advice: `Check "Root Folder ID" of the Invoice Archive step. ${SCOPE_ADVICE}`,
	},
	storageQuotaExceeded: {
		cause: 'rejected',
		message: 'The Google Drive of this connection is full',
		advice: 'Make room in it or buy more storage, then run this step again.',
	},
	accessNotConfigured: {
		cause: 'permission',
		message: 'The Google Drive API is not switched on in the Google Cloud project of this connection',
		advice:
			'Switch it on under APIs & Services in the Google Cloud console, wait a few minutes and run this step again.',
	},
	appNotAuthorizedToFile: {
		cause: 'permission',
		message: 'Google Drive does not let this connection write to the archive folder or file',
		advice: SCOPE_ADVICE,
	},
	insufficientPermissions: {
		cause: 'permission',
		message: 'The Google Drive connection was not given the access that it needs',
		advice: 'Connect the Google Drive credential again and leave every box of the consent page ticked.',
	},
	insufficientFilePermissions: {
		cause: 'permission',
		message: 'The Google account of this connection may not write to the archive folder',
		advice: 'Let the owner of the folder share it with this account as an editor, or choose another "Root Folder ID".',
	},
	insufficientParentPermissions: {
		cause: 'permission',
		message: 'The Google account of this connection may not write to the archive folder',
		advice: 'Let the owner of the folder share it with this account as an editor, or choose another "Root Folder ID".',
	},
};
