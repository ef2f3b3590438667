import { VendorError, type FailureCause, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';

export const VENDOR = 'Bitrix24';

/** An error as Bitrix24 tells it: inside the body, or for one command of a batch. */
export interface ApiError {
	code: string;
	text: string;
}

export interface ErrorContext {
	/** Completes "could not …": "read deal 4711". */
	purpose: string;
	kind: RequestKind;
	status?: number;
}

interface Known {
	cause: FailureCause;
	advice: string;
}

const KEY_ADVICE =
	'Check the Bitrix24 credential: the inbound webhook was deleted or changed, or the application has to be connected again.';
const RIGHTS_ADVICE =
	'Give the user behind the credential full rights in the CRM, and tick the permission "CRM (crm)" on the webhook or application.';

/** System codes (docs: settings/oauth/error-codes and the table on every method page), in lower case. */
const KNOWN: Record<string, Known> = {
	expired_token: { cause: 'credential', advice: KEY_ADVICE },
	no_auth_found: { cause: 'credential', advice: KEY_ADVICE },
	invalid_token: { cause: 'credential', advice: KEY_ADVICE },
	invalid_grant: { cause: 'credential', advice: KEY_ADVICE },
	invalid_credentials: { cause: 'permission', advice: RIGHTS_ADVICE },
	insufficient_scope: { cause: 'permission', advice: RIGHTS_ADVICE },
	access_denied: {
		cause: 'permission',
		advice: `${RIGHTS_ADVICE} The REST API also needs a paid Bitrix24 plan.`,
	},
	user_access_error: { cause: 'permission', advice: RIGHTS_ADVICE },
	allowed_only_intranet_user: { cause: 'permission', advice: RIGHTS_ADVICE },
	wrong_auth_type: {
		cause: 'permission',
		advice:
			'This needs a local application: use the OAuth2 credential, or "Outgoing Webhook" or "Search Only" in the trigger.',
	},
	payment_required: {
		cause: 'permission',
		advice: 'The Bitrix24 plan does not include the REST API. Renew or change it.',
	},
	query_limit_exceeded: { cause: 'rateLimit', advice: 'Wait a few minutes and run this step again.' },
	operation_time_limit: { cause: 'rateLimit', advice: 'Wait ten minutes and run this step again.' },
	overload_limit: { cause: 'rateLimit', advice: 'Bitrix24 has blocked the API of this portal. Write to its support.' },
	not_found: {
		cause: 'notFound',
		advice: 'Check in Bitrix24 that it still exists and that the user of the credential may see it.',
	},
	owner_not_found: { cause: 'notFound', advice: 'Check in Bitrix24 that the deal still exists.' },
	error_method_not_found: {
		cause: 'rejected',
		advice: 'Tick the permission "CRM (crm)" on the webhook or application.',
	},
	internal_server_error: { cause: 'unavailable', advice: 'Wait a few minutes and run this step again.' },
	error_unexpected_answer: { cause: 'unavailable', advice: 'Wait a few minutes and run this step again.' },
	portal_deleted: { cause: 'credential', advice: 'This Bitrix24 no longer exists. Use the credential of another one.' },
};

/** Codes of refusals that come before any work: such a request may be sent again whatever it is. */
const REFUSED_BEFORE_WORK = new Set(['query_limit_exceeded']);

export function refusedBeforeWork(error: ApiError): boolean {
	return REFUSED_BEFORE_WORK.has(error.code.toLowerCase());
}

/** "Not found" comes as a code, or as bare text with an empty code (classic CRM methods). */
export function isNotFound(error: ApiError): boolean {
	return /^(not_found|owner_not_found)$/i.test(error.code) || /\bnot found\b/i.test(error.text);
}

/** The failure as the house tells it. A code with a meaning wins over the HTTP status, which batches do not have. */
export function toVendorError(error: ApiError, context: ErrorContext): VendorError {
	const { status, purpose } = context;
	const known = KNOWN[error.code.toLowerCase()] ?? (isNotFound(error) ? KNOWN.not_found : undefined);
	const detail = redact(plainText(error.text)) || error.code;
	return new VendorError({
		vendor: VENDOR,
		cause: known?.cause ?? causeOf(status),
		outcome: outcomeOf(error, context),
		status,
		message: `Bitrix24 did not ${purpose}${detail ? `: ${detail}` : ''}`.replace(/([^.!?])$/, '$1.'),
		advice: known?.advice ?? adviceOf(status),
	});
}

export function unreadable(purpose: string, detail: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `Bitrix24 answered something that cannot be understood when asked to ${purpose} (${detail}).`,
		advice: 'Check that the address in the Bitrix24 credential is that of your Bitrix24, then run this step again.',
	});
}

function causeOf(status: number | undefined): FailureCause {
	if (status === 401) return 'credential';
	if (status === 403) return 'permission';
	if (status === 429) return 'rateLimit';
	return status !== undefined && status >= 500 ? 'unavailable' : 'rejected';
}

function adviceOf(status: number | undefined): string {
	if (status === 401) return KEY_ADVICE;
	if (status === 403) return RIGHTS_ADVICE;
	if (status === 429 || (status !== undefined && status >= 500)) return 'Wait a few minutes and run this step again.';
	return 'Read what Bitrix24 says, correct the deal or the setting that it names, and run this step again.';
}

function outcomeOf(error: ApiError, context: ErrorContext): Outcome {
	// Its own trouble comes as a 500, inside a 200, or for one command of a batch.
	const known = KNOWN[error.code.toLowerCase()];
	const serverTrouble = known ? known.cause === 'unavailable' : (context.status ?? 200) >= 500;
	return serverTrouble && context.kind !== 'read' ? 'unclear' : 'notDone';
}

function plainText(text: string): string {
	return text
		.replace(/<[^>]{0,200}>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 300);
}
