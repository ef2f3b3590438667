import Big from 'big.js';

/**
 * JSON without binary floats. `JSON.parse` reads 1234567890123456.78 as another number before anybody can look at it;
 * here the digits stay as they were written.
 */

/** A number by its digits; `writeExact` writes it unquoted. */
export class JsonNumber {
	constructor(readonly text: string) {}
}

/** Strings, so that digits inside them are left alone, and numbers. The loops are unrolled: a string may hold a whole PDF. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Begins the texts that stand for numbers meanwhile. No string of a document begins with it: such a document is refused. */
const MARK = '\\u0000';
const MARK_READ = '\u0000';
/** 1e999999999 is a short text and a very long number. */
const LONGEST_EXPONENT = 40;

/** Parsed JSON in which every number is its decimal text: `115.00` is "115.00", `1e2` is "100". Throws SyntaxError. */
export function readExact(text: string): unknown {
	return parse(text, plainText);
}

/** Parsed JSON in which every number is a JsonNumber. Throws SyntaxError. */
export function readExactNumbers(text: string): unknown {
	return parse(text, (digits) => new JsonNumber(digits));
}

/** The JSON text of a value; a Big becomes a number with exactly its digits. What `JSON.stringify` leaves out is left out. Throws TypeError for a number that is none. */
export function writeExact(value: unknown): string {
	return write(value) ?? 'null';
}

function parse(text: string, number: (digits: string) => unknown): unknown {
	// The first parse judges the text; the second reads it with its numbers put between quotes.
	JSON.parse(text);
	const quoted = text.replace(TOKEN, (token) => {
		if (!token.startsWith('"')) return `"${MARK}${token}"`;
		if (token.startsWith(`"${MARK}`)) throw new SyntaxError('A text begins with a character that no text has.');
		return token;
	});
	return JSON.parse(quoted, (_key, value: unknown) =>
		typeof value === 'string' && value.startsWith(MARK_READ) ? number(value.slice(1)) : value,
	) as unknown;
}

function plainText(digits: string): string {
	const exponent = /[eE]([+-]?\d+)$/.exec(digits)?.[1];
	if (exponent === undefined || exponent.length > 4 || Math.abs(Number(exponent)) > LONGEST_EXPONENT) return digits;
	return new Big(digits).toFixed();
}

function write(value: unknown): string | undefined {
	if (value instanceof JsonNumber) return value.text;
	if (value instanceof Big) return value.toFixed();
	if (typeof value === 'number' && !Number.isFinite(value))
		throw new TypeError('A calculation in the body gave no number.');
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) as string | undefined;
	const { toJSON } = value as { toJSON?: unknown };
	if (typeof toJSON === 'function') return write(toJSON.call(value));
	if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
	const fields = Object.entries(value).flatMap(([name, item]) => {
		const text = write(item);
		return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
	});
	return `{${fields.join(',')}}`;
}
