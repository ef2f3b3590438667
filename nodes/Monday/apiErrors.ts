import { VendorError, type FailureCause, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';

export const VENDOR = 'monday.com';

/** One error as monday tells it: in `errors` of the body, whatever the HTTP status. */
export interface ApiError {
	/** `extensions.code`; empty where there is none. */
	code: string;
	text: string;
	/** `extensions.status_code`, the status that is meant. */
	status?: number;
	/** Name of the selection at the top of the document that failed. */
	path?: string;
	/** `extensions.retry_in_seconds`, or the header Retry-After, in milliseconds. */
	retryAfterMs?: number;
}

export interface ErrorContext {
	/** Completes "could not …": "read deal 4711". */
	purpose: string;
	kind: RequestKind;
	/** HTTP status. */
	status?: number;
}

interface Known {
	cause: FailureCause;
	advice: string;
}

const WAIT = 'Wait a few minutes and run this step again; nothing has to be changed.';
const KEY: Known = {
	cause: 'credential',
	advice: 'Open the monday.com credential in n8n, enter the token or connect it again, and run this step once more.',
};
const RIGHTS: Known = {
	cause: 'permission',
	advice:
		'Give the user of the credential the right to see and edit the board (or use the credential of another user), and tick the scopes of the app that the documentation lists.',
};
const BUSY: Known = { cause: 'rateLimit', advice: WAIT };
const GONE: Known = {
	cause: 'notFound',
	advice: 'Check in monday.com that it still exists and that the user of the credential may see it.',
};

/**
 * Codes of the API (docs: api-reference/docs/error-handling), letters only and in lower case: monday writes some of them
 * in CAPITALS_WITH_UNDERSCORES, others InOneWordException, and some as a sentence.
 */
const KNOWN: Record<string, Known> = {
	notauthenticated: KEY,
	unauthorized: KEY,
	userunauthorized: RIGHTS,
	missingrequiredpermissions: RIGHTS,
	usersaccessdenied: RIGHTS,
	complexitybudgetexhausted: BUSY,
	complexity: BUSY,
	ratelimitexceeded: BUSY,
	minuteratelimitexceeded: BUSY,
	minutelimitexceeded: BUSY,
	maxconcurrencyexceeded: BUSY,
	concurrencylimitexceeded: BUSY,
	ipratelimitexceeded: BUSY,
	dailylimitexceeded: {
		cause: 'rateLimit',
		advice:
			'The calls that the monday.com plan allows in a day are used up; they begin anew at midnight UTC and what waits is done then. Raise "Sweep Every" of the trigger, or choose a larger plan.',
	},
	resourcelocked: BUSY,
	resourcenotfound: GONE,
	invaliditemid: GONE,
	invalidboardid: GONE,
	itemnotfound: GONE,
	columnvalue: {
		cause: 'rejected',
		advice:
			'Choose columns of the right type under "Field Names": text for number, ID, key and status, Link for the link, Files for the PDF. A label must still exist in its status column.',
	},
	invalidcolumnid: {
		cause: 'rejected',
		advice: 'Run "Setup: Create Fields" of the monday.com node once, or choose other columns under "Field Names".',
	},
	correctedvalue: { cause: 'rejected', advice: 'Choose columns of the right type under "Field Names".' },
	datavalidationserror: {
		cause: 'rejected',
		advice: 'The board has required columns or validation rules: fill in what they ask for, then run this step again.',
	},
	itemslimitationexceeded: { cause: 'rejected', advice: 'The board is full. Archive old items.' },
	internalservererror: { cause: 'unavailable', advice: WAIT },
	internalservererrorexception: { cause: 'unavailable', advice: WAIT },
};

/** Refused before anything was done: such a request may be sent again whatever it is. */
const BEFORE_WORK = [
	'complexitybudgetexhausted',
	'complexity',
	'ratelimitexceeded',
	'minuteratelimitexceeded',
	'minutelimitexceeded',
	'maxconcurrencyexceeded',
	'concurrencylimitexceeded',
	'ipratelimitexceeded',
];

const plainCode = (code: string): string =>
	code
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/exception$/, '');

export const refusedBeforeWork = (error: ApiError): boolean => BEFORE_WORK.includes(plainCode(error.code));
export const isDailyLimit = (error: ApiError): boolean => plainCode(error.code) === 'dailylimitexceeded';
export const isNotFound = (error: ApiError): boolean => KNOWN[plainCode(error.code)]?.cause === 'notFound';

/** The failure as the house tells it. A code with a meaning wins over the status. */
export function toVendorError(error: ApiError, context: ErrorContext): VendorError {
	const known = KNOWN[plainCode(error.code)];
	const status = statusOf(error, context);
	const detail = redact(plainText(error.text)) || error.code;
	return new VendorError({
		vendor: VENDOR,
		cause: known?.cause ?? causeOf(status),
		outcome: outcomeOf(known, status, context),
		status,
		retryAfterMs: error.retryAfterMs,
		message: `${VENDOR} did not ${context.purpose}${detail ? `: ${detail}` : ''}`.replace(/([^.!?])$/, '$1.'),
		advice: known?.advice ?? adviceOf(status),
	});
}

export function unreadable(purpose: string, detail: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `${VENDOR} answered something that cannot be understood when asked to ${purpose} (${detail}).`,
		advice: 'Run this step again in a few minutes. If it stays, report it with this text.',
	});
}

/** What the user's board or settings make impossible. */
export function refusal(message: string, advice: string, cause: FailureCause = 'rejected'): VendorError {
	return new VendorError({ vendor: VENDOR, cause, outcome: 'notDone', message, advice });
}

function statusOf(error: ApiError, context: ErrorContext): number | undefined {
	return context.status !== undefined && context.status >= 400 ? context.status : (error.status ?? context.status);
}

function causeOf(status: number | undefined): FailureCause {
	if (status === 401) return 'credential';
	if (status === 403) return 'permission';
	if (status === 429) return 'rateLimit';
	return status !== undefined && status >= 500 ? 'unavailable' : 'rejected';
}

function adviceOf(status: number | undefined): string {
	if (status === 401) return KEY.advice;
	if (status === 403) return RIGHTS.advice;
	if (status === 429 || (status !== undefined && status >= 500)) return WAIT;
	return 'Read what monday.com says, correct the item, board or setting that it names, and run this step again.';
}

/** Its own trouble comes as a 5xx or inside a 200; a write may have been done then. */
function outcomeOf(known: Known | undefined, status: number | undefined, context: ErrorContext): Outcome {
	const serverTrouble = known ? known.cause === 'unavailable' : (status ?? 200) >= 500;
	return serverTrouble && context.kind !== 'read' ? 'unclear' : 'notDone';
}

function plainText(text: string): string {
	return text
		.replace(/<[^>]{0,200}>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 300);
}
