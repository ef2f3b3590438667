import { VendorError } from './http';

/** Largest document that is downloaded: no invoice PDF comes near it. */
export const BINARY_LIMIT_BYTES = 25 * 1024 * 1024;

/** Header names in lower case; several values of one name joined by a comma. */
export function headersOf(headers: Record<string, unknown> | undefined): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers ?? {})
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]),
	);
}

/** Parsed when it is JSON, text when it is not; `undefined` for nothing. */
export async function decodeJson(body: unknown): Promise<unknown> {
	const text = isBytes(body) || isStream(body) ? (await collect(body, BINARY_LIMIT_BYTES)).toString('utf8') : body;
	if (typeof text !== 'string') return text;
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** The bytes of an answer, within the size limit and the deadline (Unix milliseconds). */
export async function readBinary(
	body: unknown,
	headers: Record<string, string>,
	context: { vendor: string; purpose: string; deadline: number },
): Promise<Buffer> {
	if (Number(headers['content-length'] ?? 0) > BINARY_LIMIT_BYTES) {
		if (isStream(body)) stop(body);
		throw tooBig(context);
	}
	if (typeof body === 'string') return Buffer.from(body, 'utf8');
	if (!isBytes(body) && !isStream(body)) return Buffer.alloc(0);
	return collect(body, BINARY_LIMIT_BYTES, context);
}

type Bytes = Buffer | ArrayBuffer | Uint8Array;
type ByteStream = AsyncIterable<Uint8Array | string> & { destroy?: () => void };

function isBytes(body: unknown): body is Bytes {
	return Buffer.isBuffer(body) || body instanceof ArrayBuffer || body instanceof Uint8Array;
}

function isStream(body: unknown): body is ByteStream {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function stop(stream: ByteStream): void {
	stream.destroy?.();
}

async function collect(
	body: Bytes | ByteStream,
	limit: number,
	context?: { vendor: string; purpose: string; deadline: number },
): Promise<Buffer> {
	if (isBytes(body)) return Buffer.from(body as Uint8Array);
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		const bytes = Buffer.from(chunk as Uint8Array);
		size += bytes.length;
		// Leaving the loop by throwing destroys the stream.
		if (size > limit) throw tooBig(context ?? { vendor: 'The vendor', purpose: 'read the answer' });
		if (context && Date.now() > context.deadline) throw tooSlow(context);
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

function tooBig(context: { vendor: string; purpose: string }): VendorError {
	return new VendorError({
		vendor: context.vendor,
		cause: 'unreadable',
		outcome: 'unclear',
		message: `${context.vendor} sent a file of more than 25 MB when asked to ${context.purpose}.`,
		advice: 'A document of this size is not expected here; open it in the system itself.',
	});
}

function tooSlow(context: { vendor: string; purpose: string }): VendorError {
	return new VendorError({
		vendor: context.vendor,
		cause: 'unavailable',
		outcome: 'unclear',
		message: `${context.vendor} sent its answer too slowly when asked to ${context.purpose}.`,
		advice: 'Run this step again in a few minutes.',
	});
}
