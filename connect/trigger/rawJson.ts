/** The JSON of a body as it came in, or undefined. */
export function jsonOf(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
