import { createHash } from 'node:crypto';

/**
 * QuickBooks answers a request whose `requestid` it has seen in this company as it answered the first one, and does
 * nothing more (Intuit, April 2015). At most 50 characters. The same parts give the same id for ever.
 */
export function requestId(...parts: string[]): string {
	const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return `d2i-${hash.slice(0, 44)}`;
}
