import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { sameSecret } from '../../connect/trigger/constantTime';

const Header = z.object({ alg: z.literal('HS256') }).passthrough();
/** Unix seconds. */
const Claims = z.object({ exp: z.number() }).passthrough();

/** Clocks of two machines differ a little. */
const LEEWAY_S = 60;
/** Far more than monday's tokens have. */
const MOST_CHARACTERS = 8_192;

/**
 * Whether a token was signed with this secret by HS256 and has not lapsed. Never throws.
 * Whom it is for (`aud`) is not asked: for board webhooks monday does not say what stands there, and the secret in the
 * webhook's own address binds the event to this trigger already.
 */
export function isSignedBy(token: unknown, secret: string, now: Date): boolean {
	if (typeof token !== 'string' || secret === '' || token.length > MOST_CHARACTERS) return false;
	const [header, payload, signature, ...rest] = token.replace(/^Bearer\s+/i, '').split('.');
	if (!header || !payload || !signature || rest.length > 0) return false;
	const expected = createHmac('sha256', secret).update(`${header}.${payload}`, 'utf8').digest('base64url');
	if (!sameSecret(signature, expected)) return false;
	if (!Header.safeParse(decoded(header)).success) return false;
	const claims = Claims.safeParse(decoded(payload));
	return claims.success && claims.data.exp + LEEWAY_S >= now.getTime() / 1000;
}

function decoded(part: string): unknown {
	try {
		return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
