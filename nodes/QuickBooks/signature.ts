import { createHmac } from 'node:crypto';
import { sameSecret } from '../../connect/trigger/constantTime';

/**
 * Whether a notification was signed with the app's verifier token: HMAC-SHA256 of the bytes as they came, in base64
 * (developer.intuit.com, "Webhooks", header `intuit-signature`). Without a token nothing is signed.
 */
export function isSigned(rawBody: Buffer, signature: unknown, verifierToken: string): boolean {
	if (verifierToken === '') return false;
	return sameSecret(signature, createHmac('sha256', verifierToken).update(rawBody).digest('base64'));
}
