import { VendorError, type HttpRequest } from './http';
import { notAllowed, signInRefused, vendorDown } from './vendorFailures';

/** Codes of Node's net, dns and tls that can only come before a request was sent. */
const NEVER_OPENED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'EAI_NODATA',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_TLS_CERT_SIGNATURE_ALGORITHM_UNSUPPORTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'HOSTNAME_MISMATCH',
]);

interface Link {
	name?: string;
	message?: string;
	code?: unknown;
	syscall?: unknown;
	errors?: unknown;
	cause?: unknown;
	failure?: { cause?: string };
	response?: unknown;
}

/**
 * Tells what a request that threw has done. Only a connection that was never opened is `notDone`:
 * resets, time-outs and everything unknown are `unclear`, for a read as well (a read may be repeated anyway).
 * Of the error's own text nothing is passed on: it holds the host, sometimes the whole URL.
 */
export function networkFailure(error: unknown, request: HttpRequest, vendor: string): VendorError {
	const links = chainOf(error);
	const context = { vendor, purpose: request.purpose };
	if (links.some(isSignInTrouble)) return signInRefused({ ...context, outcome: 'notDone' });
	if (links.some((link) => /^Ssrf|^DomainNotAllowed/.test(link.name ?? ''))) return blockedAddress(context);
	const code =
		links.map((link) => link.code).find((value): value is string => typeof value === 'string') ?? 'no answer';
	const outcome = links.some(neverOpened) ? 'notDone' : 'unclear';
	return vendorDown({ ...context, outcome, detail: plainCode(code) });
}

/** The error and what it wraps: n8n wraps axios, axios wraps Node. */
export function chainOf(error: unknown): Link[] {
	const links: Link[] = [];
	for (let link = error; typeof link === 'object' && link !== null && links.length < 8; link = (link as Link).cause)
		links.push(link as Link);
	return links;
}

function neverOpened(link: Link): boolean {
	if (typeof link.code === 'string' && (NEVER_OPENED.has(link.code) || link.code.startsWith('CERT_'))) return true;
	if (link.syscall === 'connect' || link.syscall === 'getaddrinfo') return true;
	// Several addresses tried in turn: an AggregateError of connect errors.
	return Array.isArray(link.errors) && link.errors.length > 0 && link.errors.every((inner: Link) => neverOpened(inner));
}

/** n8n's own words for an OAuth connection that lapsed before anything was sent. */
function isSignInTrouble(link: Link): boolean {
	if (link.failure?.cause === 'credential-invalid' || link.name === 'AuthError') return true;
	return /credentials not connected|Failed to acquire OAuth2|does not have any credentials/i.test(link.message ?? '');
}

function blockedAddress(context: { vendor: string; purpose: string }): VendorError {
	const failure = notAllowed({ ...context, outcome: 'notDone' });
	return new VendorError({
		vendor: context.vendor,
		cause: failure.cause_,
		outcome: 'notDone',
		message: `This n8n does not allow calls to the address of ${context.vendor}, so it was not possible to ${context.purpose}.`,
		advice:
			'Ask the administrator of this n8n to allow that host (N8N_SSRF_ALLOWED_HOSTNAMES), or correct the address in the credential.',
	});
}

/** n8n replaces messages that contain a bare error code; a space keeps ours. */
function plainCode(code: string): string {
	const words: Record<string, string> = {
		ECONNREFUSED: 'connection refused',
		ECONNRESET: 'connection lost',
		EPIPE: 'connection lost',
		ENOTFOUND: 'host name not found',
		EAI_AGAIN: 'name server did not answer',
		ETIMEDOUT: 'time limit reached',
		ECONNABORTED: 'time limit reached',
		ERR_CANCELED: 'stopped',
	};
	return (
		words[code] ?? (code.includes('CERT') || code.includes('SIGN') ? 'certificate not trusted' : 'network failure')
	);
}
