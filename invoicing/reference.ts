import type { Kind } from './primitives';

/**
 * The reference: our key for one document, the same for ever. CRM + account + deal + kind + ordinal.
 * The ordinal is the part number of the stage rule, never a count of how often a stage was entered.
 */
export function referenceOf(key: { crm: string; account: string; dealId: string; kind: Kind; part: number }): string {
	return [key.crm, key.account, key.dealId, key.kind, String(key.part)].map(clean).join(':');
}

/** Keeps the separator and control characters out of the parts. */
function clean(part: string): string {
	return part.replace(/[^A-Za-z0-9._-]/g, '_');
}
