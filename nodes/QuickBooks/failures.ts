import { VendorError, type FailureCause, type HttpResponse, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';
import {
	failureOfStatus,
	notUnderstood,
	signInRefused,
	tooManyRequests,
	vendorDown,
} from '../../connect/vendorFailures';
import { Fault } from './schemas';

export const VENDOR = 'QuickBooks Online';

export interface CallContext {
	purpose: string;
	kind: RequestKind;
}

/** A refusal in QuickBooks' own form, with its code. */
export class QuickBooksFault extends VendorError {
	constructor(
		input: ConstructorParameters<typeof VendorError>[0],
		/** As Intuit writes it: "6240". */
		readonly code: string,
		/** `ValidationFault`, `SystemFault`, … */
		readonly type: string,
	) {
		super(input);
	}
}

/** The Fault of an answer, whatever its status: gateways write it in lower case, an upload has one for each file. */
export function faultOf(body: unknown): Fault | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { Fault: upper, fault: lower, AttachableResponse: files } = body as Record<string, unknown>;
	const found = upper ?? lower ?? (Array.isArray(files) ? faultOfFile(files) : undefined);
	if (found === undefined || found === null) return undefined;
	return Fault.safeParse(found).data ?? { type: '', errors: [] };
}

const faultOfFile = (files: unknown[]): unknown =>
	(
		files.find((file) => typeof file === 'object' && file !== null && 'Fault' in file) as
			{ Fault?: unknown } | undefined
	)?.Fault;

/** What an answer other than the wanted one means. Intuit's list of codes: developer.intuit.com, "Error codes". */
export function failureOf(response: HttpResponse, call: CallContext): VendorError {
	const { purpose } = call;
	const { status } = response;
	const fault = faultOf(response.body);
	const reads = call.kind === 'read';
	if (isThrottled(response)) return throttled(response, purpose);
	if (fault && isTold(fault) && status !== 401) return faultFailure(fault, response, call);
	const general = failureOfStatus(response, { vendor: VENDOR, purpose, reads });
	if (general) return general;
	const lost: Outcome = reads ? 'notDone' : 'unclear';
	if (status === 408) return vendorDown({ vendor: VENDOR, purpose, status, outcome: lost, detail: 'HTTP 408' });
	if (status >= 300 && status < 400) return signInRefused({ vendor: VENDOR, purpose, status, outcome: 'notDone' });
	return unreadable(response, call, status >= 400 ? 'notDone' : lost);
}

const isTold = ({ type, errors }: Fault): boolean => type !== '' || errors.length > 0;

/** A success that is not what was asked for. After a create it says nothing about whether the document exists. */
export function unreadable(response: HttpResponse, call: CallContext, outcome?: Outcome): VendorError {
	const text = typeof response.body === 'string' ? response.body : '';
	const detail = /^\s*</.test(text) ? 'a web page or XML instead of data' : 'unexpected data';
	return notUnderstood({
		vendor: VENDOR,
		purpose: call.purpose,
		status: response.status,
		outcome: outcome ?? (call.kind === 'read' ? 'notDone' : 'unclear'),
		detail,
	});
}

/** Whether too many requests came: Intuit refuses before any work, so the same request may be sent again. */
export function isThrottled({ status, body }: Pick<HttpResponse, 'status' | 'body'>): boolean {
	return status === 429 || (faultOf(body)?.errors.some(({ code }) => /^0*3001$/.test(code)) ?? false);
}

/** Intuit's advice for its limits is a minute; only third parties have seen a Retry-After. */
function throttled(response: HttpResponse, purpose: string): VendorError {
	const told = failureOfStatus({ ...response, status: 429 }, { vendor: VENDOR, purpose, reads: false })?.retryAfterMs;
	const { status } = response;
	return tooManyRequests({ vendor: VENDOR, purpose, status, outcome: 'notDone', retryAfterMs: told ?? 60_000 });
}

function faultFailure(fault: Fault, response: HttpResponse, call: CallContext): VendorError {
	const [first] = fault.errors;
	const code = first?.code.replace(/^0+(?=\d)/, '') ?? '';
	const known = KNOWN[code] ?? kindOfFault(fault.type, response.status);
	const unclear = known.cause === 'unavailable' && call.kind !== 'read';
	const said = fault.errors.map(({ Message, Detail }) => sentence(Detail || Message)).filter(Boolean);
	const text = said.join('; ') || `HTTP ${response.status}`;
	return new QuickBooksFault(
		{
			vendor: VENDOR,
			cause: known.cause,
			outcome: unclear ? 'unclear' : 'notDone',
			status: response.status,
			message: `${VENDOR} refused to ${call.purpose}: ${text}${code ? ` (code ${code})` : ''}.`,
			advice: [known.advice, supportReference(response)].filter(Boolean).join(' '),
		},
		code,
		fault.type,
	);
}

interface Known {
	cause: FailureCause;
	advice: string;
}

const REJECTED: Known = {
	cause: 'rejected',
	advice: 'Correct what is named here, in QuickBooks or in the settings, then run this step again. Nothing was done.',
};
const PERMISSION: Known = {
	cause: 'permission',
	advice: 'Let an administrator of the QuickBooks company connect the credential, or give its user the right.',
};
const SIGN_IN: Known = {
	cause: 'credential',
	advice: 'Open the QuickBooks credential in n8n, connect it again, and run this step once more.',
};

const KNOWN: Record<string, Known | undefined> = {
	'100': SIGN_IN,
	'120': PERMISSION,
	'3200': SIGN_IN,
	'3100': {
		cause: 'permission',
		advice:
			'"Environment" of the QuickBooks credential has to fit its keys: development keys reach sandbox companies only, production keys all others. The connection has to belong to this company.',
	},
	'610': {
		cause: 'notFound',
		advice:
			'Look in QuickBooks whether it was deleted or made inactive, and whether the credential belongs to this company.',
	},
	'5010': { ...REJECTED, advice: 'Somebody changed it in QuickBooks meanwhile. Run this step again.' },
	'6140': {
		...REJECTED,
		advice:
			'The next number is taken already. Correct the numbering of sales forms in QuickBooks, then run this step again.',
	},
	'6190': { ...PERMISSION, advice: 'Renew the QuickBooks subscription; until then nothing can be added to it.' },
};

function kindOfFault(type: string, status: number): Known {
	if (/authentication/i.test(type)) return SIGN_IN;
	if (/authorization/i.test(type) || status === 403) return PERMISSION;
	if (/system|service/i.test(type) || status >= 500)
		return {
			cause: 'unavailable',
			advice: 'Run this step again in a few minutes: it looks before it repeats anything.',
		};
	return REJECTED;
}

function sentence(text: string): string {
	return redact(text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')).slice(0, 300);
}

/** Intuit's support asks for this value; it tells nothing about the company. */
function supportReference(response: HttpResponse): string {
	const tid = response.headers.intuit_tid ?? '';
	return /^[\w-]{1,64}$/.test(tid) ? `For Intuit's support: ${tid}.` : '';
}
