import { VendorError, type HttpResponse, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';
import {
	failureOfStatus,
	notAllowed,
	notUnderstood,
	signInRefused,
	tooManyRequests,
	vendorDown,
} from '../../connect/vendorFailures';
import type { Answers, CodeMeaning } from './description/answers';
import { fieldText, textOf, valuesAt } from './description/paths';

export interface CallContext {
	vendor: string;
	purpose: string;
	kind: RequestKind;
	answers: Answers;
	/** Takes the credential's secrets out of a text. */
	mask: (text: string) => string;
}

/**
 * What is wrong with an answer; undefined: nothing. The user's own rules come first (a code of the API, a field that says
 * failure inside a 2xx), then the status. A refusal in the 400s did nothing; everything else that is no clear success
 * leaves open whether a create was done.
 */
export function failureOf(response: HttpResponse, call: CallContext): VendorError | undefined {
	const success = response.status >= 200 && response.status <= 299;
	const meaning = meaningOf(response.body, call.answers);
	if (meaning) return byMeaning(meaning, response, call);
	if (success) return saysFailure(response.body, call.answers) ? inSuccess(response, call) : undefined;
	return byStatus(response, call);
}

/** An answer that is a success, and not what was asked for. */
export function unreadable(response: Pick<HttpResponse, 'status'>, call: CallContext, detail: string): VendorError {
	return notUnderstood({ ...contextOf(response, call), outcome: doubt(call), detail });
}

/** The system's own sentences, without secrets and addresses. */
export function messagesOf(body: unknown, { answers, mask }: Pick<CallContext, 'answers' | 'mask'>): string {
	const paths = answers.errorMessages.length > 0 ? answers.errorMessages : USUAL_PLACES;
	const said = paths.flatMap((path) => valuesAt(body, path)).flatMap((value) => leaves(value));
	const plain = typeof body === 'string' && !/^\s*</.test(body) ? [body] : [];
	const sentences = [...new Set([...said, ...plain].map((text) => redact(mask(text.trim().replace(/\.$/, '')))))];
	return sentences.filter(Boolean).join('; ').slice(0, 400);
}

const USUAL_PLACES = ['message', 'Message', 'error', 'errors', 'detail', 'title'];

function meaningOf(body: unknown, { errorCode, errorCodes }: Answers): CodeMeaning | undefined {
	const code = errorCode ? fieldText(body, errorCode) : '';
	return code !== '' && Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
}

/** By the user's rules for answers with a status of success. */
function saysFailure(body: unknown, { ok, error }: Answers): boolean {
	if (ok && !ok.values.includes(fieldText(body, ok.field))) return true;
	if (!error) return false;
	const { values } = error;
	return valuesAt(body, error.field).some((value) => (values ? values.includes(textOf(value)) : holds(value)));
}

/** Anything but nothing, false, 0 and what is empty. */
function holds(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
	return !['', 'false', '0'].includes(textOf(value));
}

function inSuccess(response: HttpResponse, call: CallContext): VendorError {
	const other = call.answers.errorCodes['*'];
	if (other) return byMeaning(other, response, call);
	const { vendor, purpose } = call;
	return new VendorError({
		vendor,
		cause: call.kind === 'read' ? 'rejected' : 'unreadable',
		outcome: doubt(call),
		status: response.status,
		message: `${vendor} reports an error when asked to ${purpose}: ${messagesOf(response.body, call) || 'without words'}.`,
		advice: `Look into ${vendor}. If it says that nothing was done, name this error in Answers under errorCodes.`,
	});
}

function byStatus(response: HttpResponse, call: CallContext): VendorError {
	const { status } = response;
	const context = contextOf(response, call);
	const general = failureOfStatus(response, { ...context, reads: call.kind === 'read' });
	if (general) return general;
	if (status === 408) return vendorDown({ ...context, outcome: doubt(call), detail: 'HTTP 408' });
	if (status === 404 || status === 410) return byMeaning('notFound', response, call);
	// Either the document exists, or a request under the same key is under way: both mean look, do not repeat.
	if (status === 409 && call.kind === 'create') return byMeaning('conflict', response, call);
	if (status >= 400) return byMeaning('rejected', response, call);
	// A redirect after a read is a sign-in page; after a create it may as well be the way to what was created.
	if (call.kind === 'read') return signInRefused({ ...context, outcome: 'notDone' });
	return unreadable(response, call, `HTTP ${status}`);
}

function byMeaning(meaning: CodeMeaning, response: HttpResponse, call: CallContext): VendorError {
	const context = contextOf(response, call);
	const refused = { ...context, outcome: 'notDone' as const };
	const { vendor, purpose } = call;
	const said = messagesOf(response.body, call) || `HTTP ${response.status}`;
	switch (meaning) {
		case 'credential':
			return signInRefused(refused);
		case 'permission':
			return notAllowed(refused);
		case 'rateLimit':
			return tooManyRequests(refused);
		case 'unavailable':
			return vendorDown({ ...context, outcome: doubt(call), detail: said });
		case 'notFound':
			return new VendorError({
				...refused,
				cause: 'notFound',
				message: `${vendor} does not know what was asked for, so it was not possible to ${purpose} (${said}).`,
				advice: `Check that the document was not deleted in ${vendor}, that the credential belongs to the same account, and that the path in Requests is right.`,
			});
		case 'conflict':
			return new VendorError({
				...refused,
				cause: 'conflict',
				message: `${vendor} already holds a document with this reference or key, so it refused to ${purpose} (${said}).`,
				advice: `Look for the document in ${vendor}; it is used instead of a new one.`,
			});
		case 'rejected':
			return new VendorError({
				...refused,
				cause: 'rejected',
				message: `${vendor} refused to ${purpose}: ${said}.`,
				advice:
					'Correct what it names, on the deal or in the parameters of this node, then run this step again. Nothing was done.',
			});
	}
}

/** What is known of a request whose answer is no clear word. */
function doubt({ kind }: CallContext): 'notDone' | 'unclear' {
	return kind === 'read' ? 'notDone' : 'unclear';
}

function contextOf({ status }: Pick<HttpResponse, 'status'>, { vendor, purpose }: CallContext) {
	return { vendor, purpose, status };
}

/** The texts within a value, in their order, each behind the name of its field where it has one. */
function leaves(value: unknown, name = ''): string[] {
	if (typeof value === 'object' && value !== null)
		return Object.entries(value).flatMap(([key, item]) => leaves(item, /^\d+$/.test(key) ? name : key));
	const text = textOf(value);
	if (text === '') return [];
	return [name === '' ? text : `${name}: ${text}`];
}
