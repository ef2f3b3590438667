import { createHash } from 'node:crypto';
import type { Invoice } from './invoice';

/**
 * SHA-256, hex, of what a person approves: kind, currency, buyer, recipient, lines and totals, not the dates. An
 * approval stands for exactly this content; the same document on the next day keeps it, a changed price does not.
 */
export function fingerprintOf(
	invoice: Pick<Invoice, 'kind' | 'currency' | 'buyer' | 'recipient' | 'lines' | 'totals'>,
): string {
	const { kind, currency, buyer, recipient, lines, totals } = invoice;
	return createHash('sha256').update(canonicalJson({ kind, currency, buyer, recipient, lines, totals })).digest('hex');
}

/** JSON with keys in order and without undefined members: equal content makes equal text. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
	const members = Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
	return `{${members.join(',')}}`;
}
