import { z } from 'zod';
import { VendorError, type FailureCause, type HttpResponse, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';
import { retryAfter } from '../../connect/vendorFailures';

export const VENDOR = 'HubSpot';

export interface ErrorContext {
	/** Completes "could not …": "read deal 4711". */
	purpose: string;
	kind: RequestKind;
}

const names = z.record(z.string(), z.array(z.string()).catch([])).catch({});
const text = z.string().optional().catch(undefined);

/** Every part may be missing, and where the useful one stands varies (docs: error-handling; public clients). */
const ErrorBody = z.object({
	status: text,
	message: text,
	category: text,
	policyName: text,
	correlationId: text,
	context: names.optional(),
	errors: z
		.array(z.object({ message: text, code: text, context: names.optional() }).catch({}))
		.optional()
		.catch(undefined),
});
type ErrorBody = z.infer<typeof ErrorBody>;

interface Meaning {
	cause: FailureCause;
	advice: string;
}

const AGAIN = 'Wait a few minutes and run this step again; nothing has to be changed.';
const CORRECT = 'Read what HubSpot says, correct the deal or the setting that it names, and run this step again.';
const MEANINGS: Record<number, Meaning> = {
	401: {
		cause: 'credential',
		advice: 'Open the HubSpot credential in n8n, enter the key or connect it again, and run this step once more.',
	},
	403: {
		cause: 'permission',
		advice:
			'Give the service key or app the missing scopes (the list stands in docs/hubspot.md), then run this step again.',
	},
	404: { cause: 'notFound', advice: 'Check in HubSpot that it still exists and that the credential may see it.' },
	423: { cause: 'unavailable', advice: AGAIN },
	429: { cause: 'rateLimit', advice: AGAIN },
	477: { cause: 'unavailable', advice: `HubSpot is moving this account to another place. ${AGAIN}` },
};

/** A refusal because of too many requests, which comes before any work and passes in seconds: not that of the day. */
export function isBusy(response: HttpResponse): boolean {
	return response.status === 429 && !isDaily(bodyOf(response));
}

/** Whether an answer is a refusal. One inside a 200 is none that HubSpot documents, and is not taken for a result. */
export function isError(response: HttpResponse): boolean {
	return response.status >= 300 || bodyOf(response).status === 'error';
}

/** The failure as the house tells it. It holds nothing of the request but its purpose. */
export function toVendorError(response: HttpResponse, context: ErrorContext): VendorError {
	const { status } = response;
	const body = bodyOf(response);
	const meaning = missingProperty(response) ?? MEANINGS[status] ?? otherMeaning(status);
	const detail = detailOf(body, response) || `HTTP ${status}`;
	const trace = /^[0-9a-f-]{8,40}$/i.test(body.correlationId ?? '')
		? ` (number at HubSpot: ${body.correlationId})`
		: '';
	return new VendorError({
		vendor: VENDOR,
		cause: meaning.cause,
		outcome: outcomeOf(status, context),
		status,
		message: `HubSpot did not ${context.purpose}: ${detail}`.replace(/([^.!?])$/, '$1.'),
		advice: isDaily(body)
			? `HubSpot's limit for the day is used up; it starts anew at midnight.${trace}`
			: `${meaning.advice}${trace}`,
		retryAfterMs: retryAfter(response.headers, new Date()),
	});
}

export function unreadable(purpose: string, detail: string): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `HubSpot answered something that cannot be understood when asked to ${purpose} (${detail}).`,
		advice: 'Run this step again. If it stays, report it with this text: HubSpot may have changed its API.',
	});
}

/** What the deal itself makes impossible, in a sentence that names it. */
export function refusedDeal(message: string, advice: string): VendorError {
	return new VendorError({ vendor: VENDOR, cause: 'rejected', outcome: 'notDone', message, advice });
}

function bodyOf(response: HttpResponse): ErrorBody {
	const parsed = ErrorBody.safeParse(response.body);
	return parsed.success ? parsed.data : {};
}

function isDaily(body: ErrorBody): boolean {
	return /^DAILY$/i.test(body.policyName ?? '') || /daily limit/i.test(body.message ?? '');
}

function otherMeaning(status: number): Meaning {
	return status >= 500 ? { cause: 'unavailable', advice: AGAIN } : { cause: 'rejected', advice: CORRECT };
}

/** A field that does not exist: `PROPERTY_DOESNT_EXIST` stands in the message, as a code, or deeper. */
function missingProperty(response: HttpResponse): Meaning | undefined {
	if (response.status !== 400 || !/PROPERTY_DOESNT_EXIST/.test(JSON.stringify(response.body ?? ''))) return undefined;
	const advice = 'Run "Setup: Create Fields" of the HubSpot node once, or choose other fields under "Field Names".';
	return { cause: 'rejected', advice };
}

function detailOf(body: ErrorBody, response: HttpResponse): string {
	const scopes = listOf(body, ['requiredGranularScopes', 'requiredScopes', 'missingScopes']);
	if (scopes.length > 0)
		return `the credential lacks ${scopes.length > 1 ? 'one of the scopes' : 'the scope'} ${scopes.join(', ')}`;
	const properties = [...listOf(body, ['propertyName']), ...namesInMessage(body.message ?? '')];
	const named = properties.length > 0 ? `the field ${[...new Set(properties)].join(', ')}: ` : '';
	if (missingProperty(response)) return `${named}there is no such field`;
	return `${named}${plainText([body.message, ...(body.errors ?? []).map((error) => error.message)])}`;
}

function listOf(body: ErrorBody, keys: readonly string[]): string[] {
	const contexts = [body.context, ...(body.errors ?? []).map((error) => error.context)];
	const found = contexts.flatMap((context) => keys.flatMap((key) => context?.[key] ?? []));
	return [...new Set(found.filter((name) => /^[A-Za-z0-9._-]{1,100}$/.test(name)))];
}

/** A validation message carries a list as JSON: `…[{"isValid":false,"name":"d2i_number",…}]`. */
function namesInMessage(message: string): string[] {
	return [...message.matchAll(/"name":"([A-Za-z0-9_]{1,100})"/g)].map((match) => match[1] ?? '');
}

function plainText(texts: readonly (string | undefined)[]): string {
	const joined = [...new Set(texts.filter(Boolean))].join('; ');
	const withoutLists = joined.replace(/\[\{.*\}\]/gs, (list) =>
		[...list.matchAll(/"message":"((?:[^"\\]|\\.)*)"/g)]
			.map((match) => (match[1] ?? '').replace(/\\"/g, '"'))
			.join('; '),
	);
	return redact(withoutLists.replace(/<[^>]{0,200}>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 300);
}

function outcomeOf(status: number, { kind }: ErrorContext): Outcome {
	const serverTrouble = status >= 500 || status < 400;
	return serverTrouble && kind !== 'read' ? 'unclear' : 'notDone';
}
