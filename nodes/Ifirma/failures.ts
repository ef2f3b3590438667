import { VendorError, type FailureCause, type HttpResponse, type Outcome, type RequestKind } from '../../connect/http';
import { redact } from '../../connect/redact';
import { failureOfStatus, notAllowed, notUnderstood, signInRefused, vendorDown } from '../../connect/vendorFailures';
import { ASK_AGAIN_MS, GOES_ON } from './limit';
import { VENDOR } from './refused';
import { Status } from './schemas';

export interface CallContext {
	purpose: string;
	kind: RequestKind;
}

/** What every failure that a `Kod` tells has. */
interface Refusal {
	vendor: string;
	purpose: string;
	status: number;
	outcome: Outcome;
}

/** `Kod` → what it means (api.ifirma.pl, FAQ). Do not take it for an HTTP status: 200 is an error, 500 a missing right. */
const MEANINGS: Record<string, FailureCause> = {
	'101': 'rejected',
	'102': 'rejected',
	'200': 'rejected',
	'201': 'rejected',
	'202': 'rejected',
	'208': 'notFound',
	'400': 'credential',
	'401': 'credential',
	'402': 'credential',
	'403': 'credential',
	'499': 'permission',
	'500': 'permission',
};

/**
 * With which code iFirma tells that the account's limit of requests is used up is not documented: its words decide. The
 * limit of documents, or a customer's credit, is another matter.
 */
const tellsRequestLimit = (said: string): boolean =>
	/limit/i.test(said) && /zapyta|[żz][ąa]da[nń]|wywo[łl]a|\bapi\b/i.test(said);

/**
 * The failure that an answer tells, whatever its HTTP status; undefined for one that says nothing went wrong.
 * `answer`: the inside of the envelope, or the body itself.
 */
export function failureOf(
	response: Pick<HttpResponse, 'status' | 'headers'>,
	answer: unknown,
	call: CallContext,
): VendorError | undefined {
	const { status } = response;
	const parsed = Status.safeParse(answer);
	const kod = parsed.success ? (parsed.data.Kod ?? undefined) : undefined;
	// Below 500 the vendor's own code says more than the status; a server in trouble proves nothing by its text.
	if (kod !== undefined && kod !== '0' && status < 500)
		return failureOfKod(kod, parsed.data?.Informacja ?? '', status, call);
	const general = failureOfStatus(response, { vendor: VENDOR, purpose: call.purpose, reads: call.kind === 'read' });
	if (general) return general;
	return status < 200 || status > 299 ? unreadable(status, call) : undefined;
}

/** A success that is not what was asked for. After anything but a read it says nothing about what was done. */
export function unreadable(status: number, call: CallContext, detail = `HTTP ${status}, unexpected data`): VendorError {
	return notUnderstood({ vendor: VENDOR, purpose: call.purpose, status, outcome: outcomeOf(call), detail });
}

function failureOfKod(kod: string, said: string, status: number, call: CallContext): VendorError {
	const base = { vendor: VENDOR, purpose: call.purpose, status, outcome: 'notDone' as const };
	const words = said.trim() ? ` (${sentence(said)})` : '';
	const cause = MEANINGS[kod];
	if (cause === 'rejected' && tellsRequestLimit(said)) return limitReached(base, words);
	switch (cause) {
		case 'credential':
			return kod === '402' ? keyMissing(base) : signInRefused(base);
		case 'permission':
			return kod === '499' ? termsNotAccepted(base) : notAllowed(base);
		case 'notFound':
			return new VendorError({
				...base,
				cause,
				message: `iFirma knows nothing of what was asked for when asked to ${call.purpose}${words}.`,
				advice: 'Check that it was not deleted in iFirma and that the credential belongs to the same account.',
			});
		case 'rejected':
			return new VendorError({
				...base,
				cause,
				message: `iFirma refused to ${call.purpose}: ${said.trim() ? sentence(said) : `code ${kod}`}.`,
				advice: adviceFor(said),
			});
		default:
			// 100 is a technical error, any other code is not documented: neither says whether the work was done.
			return vendorDown({ ...base, outcome: outcomeOf(call), detail: `code ${kod}${words}` });
	}
}

function limitReached(base: Refusal, words: string): VendorError {
	return new VendorError({
		...base,
		cause: 'rateLimit',
		retryAfterMs: ASK_AGAIN_MS,
		message: `iFirma's API limit is used up, so it was not possible to ${base.purpose}${words}.`,
		advice: GOES_ON,
	});
}

function adviceFor(said: string): string {
	if (/miesi[ąa]c\S* i rok\S* ksi[ęe]gow/i.test(said))
		return 'Nothing was done. Switch the accounting month in iFirma, or choose in the node what is to happen then.';
	return 'Correct what is named on the deal or in the settings, then run this step again. Nothing was done.';
}

function keyMissing(base: Refusal): VendorError {
	return new VendorError({
		...base,
		cause: 'credential',
		message: `iFirma has no API key for this part of the account, so it was not possible to ${base.purpose}.`,
		advice: 'Generate both keys in iFirma (Konfiguracja, API), enter them in the credential and run this step again.',
	});
}

function termsNotAccepted(base: Refusal): VendorError {
	return new VendorError({
		...base,
		cause: 'permission',
		message: `iFirma wants its terms of service accepted before it will ${base.purpose}.`,
		advice: 'Sign in to iFirma, accept the terms, then run this step again.',
	});
}

const outcomeOf = ({ kind }: CallContext): Outcome => (kind === 'read' ? 'notDone' : 'unclear');

function sentence(text: string): string {
	return redact(text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')).slice(0, 300);
}
