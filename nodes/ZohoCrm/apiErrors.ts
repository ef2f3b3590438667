import { z } from 'zod';
import { VendorError, type FailureCause, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';

export const VENDOR = 'Zoho CRM';

/** An error as Zoho tells it: the whole body, or one record's result inside a body of any status. */
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

const CONNECT_AGAIN =
	'Open the Zoho CRM credential in n8n and connect the account again. The data center in it has to be that of your Zoho.';
const RIGHTS = 'Give the Zoho CRM user behind the credential the right for it, or connect as an administrator.';
const LATER = 'Wait a few minutes and run this step again; nothing has to be changed.';
const CREDITS =
	'Wait and run this step again. If it stays, the API credits of the day are used up: see Setup → Developer Hub → APIs in Zoho CRM, and let the trigger search less often.';
const FIELD =
	'Correct the field that Zoho CRM names, or choose another one under "Field Names"; text needs a field of the type single line or multi line. Then run this step again.';
const GONE = 'Check in Zoho CRM that it still exists and that the user of the credential may see it.';

/** Codes of v8 (zoho.com/crm/developer/docs/api/v8/status-codes.html and the published OpenAPI files). */
const KNOWN: Record<string, Known> = {
	INVALID_TOKEN: { cause: 'credential', advice: CONNECT_AGAIN },
	INVALID_OAUTHTOKEN: { cause: 'credential', advice: CONNECT_AGAIN },
	AUTHENTICATION_FAILURE: { cause: 'credential', advice: CONNECT_AGAIN },
	OAUTH_SCOPE_MISMATCH: {
		cause: 'permission',
		advice: `The connection was made without a permission that this needs. ${CONNECT_AGAIN}`,
	},
	NO_PERMISSION: { cause: 'permission', advice: RIGHTS },
	TOO_MANY_REQUESTS: { cause: 'rateLimit', advice: CREDITS },
	RATE_LIMIT_EXCEEDED: { cause: 'rateLimit', advice: CREDITS },
	INTERNAL_ERROR: { cause: 'unavailable', advice: LATER },
	INTERNAL_SERVER_ERROR: { cause: 'unavailable', advice: LATER },
	NOT_SUBSCRIBED: { cause: 'notFound', advice: 'Switch the workflow off and on again.' },
	RECORD_LOCKED: {
		cause: 'rejected',
		advice: 'The deal is locked in Zoho CRM, for an approval or by a rule. Unlock it, then run this step again.',
	},
	RECORD_IN_BLUEPRINT: {
		cause: 'rejected',
		advice:
			'A Blueprint governs the stage of this deal. Choose "Leave the Deal Where It Is" for the stage once invoiced, or take the deal out of the Blueprint.',
	},
	MANDATORY_NOT_FOUND: {
		cause: 'rejected',
		advice: 'A rule of Zoho CRM asks for a field that is empty. Fill it in on the deal, then run this step again.',
	},
	DUPLICATE_DATA: {
		cause: 'conflict',
		advice:
			'Another record holds this value already, and the field allows it once. Look at that record before anything else: the document may be recorded on another deal.',
	},
	INVALID_DATA: { cause: 'rejected', advice: FIELD },
	LIMIT_REACHED: { cause: 'rejected', advice: 'Remove something in Zoho CRM that is not needed, then try again.' },
	LIMIT_EXCEEDED: { cause: 'rejected', advice: 'Remove something in Zoho CRM that is not needed, then try again.' },
	INVALID_MODULE: {
		cause: 'rejected',
		advice: 'The edition of Zoho CRM has no such module, or it was hidden. Choose another source of the products.',
	},
};

const Details = z.object({
	api_name: z.string().optional(),
	maximum_length: z.union([z.string(), z.number()]).optional(),
	expected_data_type: z.string().optional(),
	limit: z.number().optional(),
	permissions: z.array(z.string()).optional(),
});
const ErrorBody = z.object({
	status: z.literal('error'),
	code: z.string(),
	message: z.string().nullish(),
	details: z.unknown(),
});
/** The lists in which results of single records come. */
const RESULT_LISTS = ['data', 'watch', 'fields'];

/**
 * The error in an answer, whatever its status: the body itself, or the first failed record in it. Zoho answers 200, 201,
 * 202 or 207 with a result for each record.
 */
export function errorIn(body: unknown): ApiError | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const lists = RESULT_LISTS.map((name) => (body as Record<string, unknown>)[name]).filter(Array.isArray);
	for (const candidate of [body, ...lists.flat()]) {
		const parsed = ErrorBody.safeParse(candidate);
		if (parsed.success) return { code: parsed.data.code, text: textOf(parsed.data) };
	}
	return undefined;
}

/** The id in an address, or the relation, is of nothing that is there. */
export function isNotFound(error: ApiError): boolean {
	return error.code === 'INVALID_DATA' && /\bid given seems to be invalid/i.test(error.text);
}

/** The failure as the house tells it. A code with a meaning wins over the HTTP status. */
export function toVendorError(error: ApiError, context: ErrorContext): VendorError {
	const { status, purpose } = context;
	const known = isNotFound(error)
		? { cause: 'notFound' as const, advice: GONE }
		: (KNOWN[error.code] ?? byStatus(status));
	const detail = redact(error.text).slice(0, 300) || error.code;
	return new VendorError({
		vendor: VENDOR,
		cause: known.cause,
		outcome: outcomeOf(known.cause, context.kind),
		status,
		message: `Zoho CRM did not ${purpose}${detail ? `: ${detail}` : ''}`.replace(/([^.!?])$/, '$1.'),
		advice: known.advice,
	});
}

export function unreadable(purpose: string, detail: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `Zoho CRM answered something that cannot be understood when asked to ${purpose} (${detail}).`,
		advice: 'Check that the data center in the Zoho CRM credential is that of your Zoho, then run this step again.',
	});
}

function byStatus(status: number | undefined): Known {
	if (status === 401) return { cause: 'credential', advice: CONNECT_AGAIN };
	if (status === 403) return { cause: 'permission', advice: RIGHTS };
	if (status === 429) return { cause: 'rateLimit', advice: CREDITS };
	if (status !== undefined && status >= 500) return { cause: 'unavailable', advice: LATER };
	return {
		cause: 'rejected',
		advice: 'Read what Zoho CRM says, correct the deal or the setting that it names, and run this step again.',
	};
}

/** A refusal did nothing. Zoho's own trouble may have, also where it is told inside a 200. */
function outcomeOf(cause: FailureCause, kind: RequestKind): Outcome {
	return cause === 'unavailable' && kind !== 'read' ? 'unclear' : 'notDone';
}

/** "invalid data (field D2I_Status, at most 255 characters)": the message alone says too little. */
function textOf(error: z.infer<typeof ErrorBody>): string {
	const details = Details.safeParse(error.details);
	const facts = details.success
		? [
				details.data.api_name && `field ${details.data.api_name}`,
				details.data.maximum_length !== undefined && `at most ${details.data.maximum_length} characters`,
				details.data.expected_data_type && `expected: ${details.data.expected_data_type}`,
				details.data.limit !== undefined && `limit: ${details.data.limit}`,
				details.data.permissions?.length && `missing: ${details.data.permissions.join(', ')}`,
			].filter(Boolean)
		: [];
	const text = (error.message ?? '').trim() || error.code;
	return facts.length > 0 ? `${text} (${facts.join(', ')})` : text;
}
