import { createHash, createHmac } from 'node:crypto';
import { sameSecret } from '../../connect/trigger/constantTime';

/** A request as it came in. */
export interface Incoming {
	method: string;
	/** Addresses under which HubSpot may have called: n8n's public one, not the Host header of a proxy. */
	urls: readonly string[];
	/** The bytes as they came, never JSON that was read and written again. */
	rawBody: Buffer;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	/** Unix milliseconds. */
	now: number;
}

/** HubSpot's own limit against old requests that are sent again. */
const OLDEST_MS = 5 * 60_000;
/** The only escapes that are decoded in the address before it is signed (docs: request validation, v3). */
const DECODED: Record<string, string> = {
	'%3A': ':',
	'%2F': '/',
	'%3F': '?',
	'%40': '@',
	'%21': '!',
	'%24': '$',
	'%27': "'",
	'%28': '(',
	'%29': ')',
	'%2A': '*',
	'%2C': ',',
	'%3B': ';',
};

/**
 * Whether the request carries a signature made with the app's client secret. Version 3 wins where it is there and must
 * then be right and fresh. Versions 1 (events of older apps) and 2 (workflows) know no time: what they prove is only a
 * hint, which the deal's own history has to confirm. Without a secret nothing is signed.
 */
export function isSigned(request: Incoming, clientSecret: string): boolean {
	if (clientSecret === '') return false;
	const { headers, rawBody, urls } = request;
	if (headers['x-hubspot-signature-v3'] !== undefined) return isSignedV3(request, clientSecret);
	const given = headers['x-hubspot-signature'];
	const version = String(headers['x-hubspot-signature-version'] ?? '').toLowerCase();
	if (version === 'v2')
		return someOf(urls, (url) => sameSecret(given, sha256(clientSecret + request.method.toUpperCase() + url, rawBody)));
	return version === 'v1' && sameSecret(given, sha256(clientSecret, rawBody));
}

function isSignedV3({ method, urls, rawBody, headers, now }: Incoming, clientSecret: string): boolean {
	const timestamp = headers['x-hubspot-request-timestamp'];
	if (typeof timestamp !== 'string' || !/^\d{12,14}$/.test(timestamp)) return false;
	if (Math.abs(now - Number(timestamp)) > OLDEST_MS) return false;
	return someOf(urls, (url) => {
		const expected = createHmac('sha256', clientSecret)
			.update(method.toUpperCase() + decoded(url), 'utf8')
			.update(rawBody)
			.update(timestamp, 'utf8')
			.digest('base64');
		return sameSecret(headers['x-hubspot-signature-v3'], expected);
	});
}

function decoded(url: string): string {
	return url.replace(/#.*$/s, '').replace(/%[0-9a-f]{2}/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}

function sha256(head: string, rawBody: Buffer): string {
	return createHash('sha256').update(head, 'utf8').update(rawBody).digest('hex');
}

/** Tries all, whichever fits: how long it takes tells nothing. */
function someOf(urls: readonly string[], fits: (url: string) => boolean): boolean {
	return urls.map(fits).some(Boolean);
}
