import { VendorError, type HttpResponse, type RequestKind } from '../http';
import { redact } from '../redact';
import { failureOfStatus, notUnderstood, signInRefused, vendorDown } from '../vendorFailures';

export interface CallContext {
	vendor: string;
	purpose: string;
	kind: RequestKind;
}

/**
 * What an answer other than the wanted one means. The family answers with `{code, message}`, where the message is a text
 * or an object of field → texts; some calls answer `error` or `errors`; without a session an HTML page or a redirect.
 * A refusal in the 400s created nothing.
 */
export function failureOf(response: HttpResponse, call: CallContext): VendorError {
	const { vendor, purpose } = call;
	const { status } = response;
	const general = failureOfStatus(response, { vendor, purpose, reads: call.kind === 'read' });
	if (general) return general;
	if (status === 408) return vendorDown({ vendor, purpose, status, outcome: 'unclear', detail: 'HTTP 408' });
	if (status >= 300 && status < 400) return signInRefused({ vendor, purpose, status, outcome: 'notDone' });
	if (status >= 400) return refusal(response, call);
	return unreadable(response, call);
}

/** A success that is not what was asked for. After a create it says nothing about whether the document exists. */
export function unreadable(response: HttpResponse, call: CallContext): VendorError {
	const outcome = call.kind === 'read' ? 'notDone' : 'unclear';
	const detail = isHtml(response) ? 'a web page instead of data' : 'unexpected data';
	return notUnderstood({ vendor: call.vendor, purpose: call.purpose, status: response.status, outcome, detail });
}

function refusal(response: HttpResponse, call: CallContext): VendorError {
	const { vendor, purpose } = call;
	const said = messagesOf(response.body);
	const base = { vendor, status: response.status, outcome: 'notDone' as const };
	if (isTakenReference(response.body))
		return new VendorError({
			...base,
			cause: 'conflict',
			message: `${vendor} already holds a document with this reference, so it refused to ${purpose}.`,
			advice: `Look for the document in ${vendor}; it is used instead of a new one.`,
		});
	if (response.status === 404)
		return new VendorError({
			...base,
			cause: 'notFound',
			message: `${vendor} does not know the document that was asked for, so it was not possible to ${purpose}.`,
			advice: `Check that the document was not deleted in ${vendor} and that the credential belongs to the same account.`,
		});
	return new VendorError({
		...base,
		cause: 'rejected',
		message: `${vendor} refused to ${purpose}: ${said.join('; ') || `HTTP ${response.status}`}.`,
		advice: 'Correct the named field on the deal or in the settings, then run this step again. Nothing was done.',
	});
}

/**
 * `oid` is the family's field for our reference; `oid_unique` refuses a second document with it. The wording of that
 * refusal is not documented, so any complaint about `oid` counts, but for one about its length.
 */
function isTakenReference(body: unknown): boolean {
	return messagesOf(body).some((text) => /\boid\b/i.test(text) && !/d\u0142ug|too long/i.test(text));
}

/** The vendor's sentences, each with its field in front, without the leading dash; secrets and addresses taken out. */
export function messagesOf(body: unknown): string[] {
	if (typeof body === 'string') return isMarkup(body) ? [] : [sentence(body)].filter(Boolean);
	const record = recordOf(body);
	if (!record) return Array.isArray(body) ? body.flatMap(messagesOf) : [];
	const said = record.message ?? record.errors ?? record.error;
	const fields = recordOf(said);
	if (!fields) return messagesOf(said);
	return Object.entries(fields).map(([field, texts]) => `${field}: ${messagesOf(texts).join(', ')}`);
}

function sentence(text: string): string {
	return redact(text.trim().replace(/^-\s*/, '').replace(/\.$/, '')).slice(0, 300);
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
		? (value as Record<string, unknown>)
		: undefined;
}

function isMarkup(text: string): boolean {
	return /^\s*</.test(text);
}

function isHtml(response: HttpResponse): boolean {
	if (/html/i.test(response.headers['content-type'] ?? '')) return true;
	return typeof response.body === 'string' && isMarkup(response.body);
}
