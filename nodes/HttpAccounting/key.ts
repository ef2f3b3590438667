import { createHash } from 'node:crypto';

/**
 * A key for an idempotency header: the same text, the same key, for ever. In the form of a UUID (version 8, RFC 9562),
 * which every API takes that takes keys: 36 characters, hexadecimal and dashes.
 */
export function keyOf(reference: string): string {
	const hash = createHash('sha256').update(reference).digest();
	hash[6] = (hash[6]! & 0x0f) | 0x80;
	hash[8] = (hash[8]! & 0x3f) | 0x80;
	const hex = hash.subarray(0, 16).toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
