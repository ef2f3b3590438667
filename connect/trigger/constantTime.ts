import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Compares a secret that came from outside with the one we expect, in a time that tells nothing about either.
 * Both are hashed first, so that not even the length leaks. No expectation means no match: an empty setting opens nothing.
 */
export function sameSecret(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || expected === '') return false;
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
