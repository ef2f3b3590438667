import { Kind } from '../../invoicing/primitives';

/** A reference as invoicing/reference.ts makes it, within a longer text. */
const REFERENCE = /[A-Za-z0-9._-]+:[A-Za-z0-9._-]+:[A-Za-z0-9._-]+:(?:invoice|proforma|advance|final|correction):\d+/g;

/** Whether a field carries this reference: alone, or as a word of a longer text. `…:1` is no part of `…:12`. */
export function carries(text: string, reference: string): boolean {
	if (text.trim() === reference) return true;
	for (let at = text.indexOf(reference); at >= 0; at = text.indexOf(reference, at + 1)) {
		const before = text.slice(0, at);
		const after = text.slice(at + reference.length);
		if (!/[A-Za-z0-9._:-]$/.test(before) && !/^([A-Za-z0-9_:-]|\.[A-Za-z0-9])/.test(after)) return true;
	}
	return false;
}

/** The reference that a field carries; the whole field where it is one word; else nothing. */
export function referenceIn(text: string): string {
	const found = text.match(REFERENCE)?.[0];
	if (found && carries(text, found)) return found;
	const word = text.trim();
	return /\s/.test(word) ? '' : word;
}

/** The kind of document that a reference asks for. */
export function kindOfReference(reference: string): Kind | undefined {
	const kind = Kind.safeParse(reference.split(':')[3]);
	return kind.success ? kind.data : undefined;
}
