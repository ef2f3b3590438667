import Big from 'big.js';

/**
 * JSON for vendors whose amounts are JSON numbers. JavaScript's own reader and writer take every number through a
 * binary float; here a number stays the digits that it was written with.
 */

/** A string, or a number outside of one (RFC 8259, sections 6 and 7). */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON with every number as text: `{"Brutto":1230.10}` becomes `{ Brutto: '1230.10' }`. Throws SyntaxError. */
export function readExactJson(text: string): unknown {
	return JSON.parse(text.replace(STRING_OR_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)));
}

/** Writes JSON; a Big becomes a number with exactly its digits. Members that are undefined are left out. */
export function writeExactJson(value: unknown): string {
	if (value instanceof Big) return value.toFixed();
	if (Array.isArray(value)) return `[${value.map(writeExactJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeExactJson(member)}`).join(',')}}`;
}
