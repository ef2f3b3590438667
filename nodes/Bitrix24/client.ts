import { sleep as n8nSleep } from 'n8n-workflow';
import { z } from 'zod';
import { VendorError, type Http, type HttpResponse, type RequestKind } from '../../connect/http';
import { Line, sendInLine } from '../../connect/line';
import { refusedBeforeWork, toVendorError, unreadable, VENDOR, type ApiError } from './apiErrors';
import { commandText, type Command, type Params } from './params';

export interface CallOptions {
	kind: RequestKind;
	/** Completes "could not …", names the deal: "read deal 4711". */
	purpose: string;
	timeoutMs?: number;
}

export interface BatchAnswer {
	results: Record<string, unknown>;
	errors: Record<string, ApiError>;
	/** Number of all rows of a list command, where it counts them. */
	totals: Record<string, number>;
}

/** An empty map comes from PHP as an empty list. */
const phpMap = <V extends z.ZodTypeAny>(value: V) =>
	z.preprocess((map) => (Array.isArray(map) ? { ...(map as unknown[]) } : map), z.record(z.string(), value));
const ErrorBody = z.object({ error: z.union([z.string(), z.number()]), error_description: z.string().optional() });
const OkBody = z.object({ result: z.unknown(), total: z.number().optional() });
const BatchBody = z.object({
	result: phpMap(z.unknown()).default({}),
	result_error: phpMap(ErrorBody).default({}),
	result_total: phpMap(z.number()).default({}),
});

const MOST_COMMANDS = 50;

/**
 * Bitrix24's REST of one portal. `base` ends with a slash and may hold the secret of an inbound webhook: it goes into
 * requests and nowhere else. Every failure is a VendorError; a body with the key `error` is one whatever its status.
 */
export class Bitrix24Client {
	constructor(
		private readonly http: Http,
		private readonly base: string,
		/** The portal's host: the account in references. */
		readonly account: string,
		private readonly sleep: (ms: number) => Promise<void> = n8nSleep,
		private readonly line: Line = new Line(),
	) {}

	/**
	 * Calls one method; answers `result`. Refused because too many requests came, it waits up to 20 s for its turn: that
	 * refusal comes before any work, so a create may be sent again too.
	 */
	async call(method: string, params: Params, options: CallOptions): Promise<unknown> {
		const { line, sleep } = this;
		const response = await sendInLine({ line, sleep }, async () => this.send(method, params, options), isFull);
		const error = errorIn(response);
		if (error !== undefined) throw toVendorError(error, { ...options, status: response.status });
		return resultOf(response, options);
	}

	private async send(method: string, params: Params, options: CallOptions): Promise<HttpResponse> {
		const { kind, purpose, timeoutMs } = options;
		return this.http.send({ kind, method: 'POST', url: `${this.base}${method}`, body: params, timeoutMs, purpose });
	}

	/** Calls up to 50 commands in one request. A failed command stands in `errors` and stops no other. */
	async batch(commands: Record<string, Command>, options: CallOptions): Promise<BatchAnswer> {
		const names = Object.keys(commands);
		if (names.length > MOST_COMMANDS) throw new RangeError(`a batch holds ${MOST_COMMANDS} commands at most`);
		const cmd = Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, commandText(command)]));
		const parsed = BatchBody.safeParse(await this.call('batch', { halt: 0, cmd }, options));
		if (!parsed.success) throw unreadable(options.purpose, 'no batch answer');
		const { result, result_error: failed, result_total: totals } = parsed.data;
		const errors = Object.fromEntries(Object.entries(failed).map(([name, error]) => [name, asApiError(error)]));
		return { results: result, errors, totals };
	}
}

/** Whether an answer says that the bucket is full; the client itself waits then, whatever the HTTP layer would do. */
export function isFull(response: HttpResponse): boolean {
	const parsed = ErrorBody.safeParse(response.body);
	return parsed.success && refusedBeforeWork(asApiError(parsed.data));
}

function errorIn(response: HttpResponse): ApiError | undefined {
	const parsed = ErrorBody.safeParse(response.body);
	if (parsed.success) return asApiError(parsed.data);
	if (response.status >= 300 && response.status < 400)
		throw new VendorError({
			vendor: VENDOR,
			cause: 'credential',
			outcome: 'notDone',
			status: response.status,
			message: 'Bitrix24 answers that this portal has moved to another address.',
			advice: 'Put the present address of your Bitrix24 into the credential; a renamed portal keeps its webhooks.',
		});
	return response.status >= 400 ? { code: '', text: `HTTP ${response.status}` } : undefined;
}

function resultOf(response: HttpResponse, options: CallOptions): unknown {
	const parsed = OkBody.safeParse(response.body);
	if (!parsed.success || !('result' in (response.body as object))) throw unreadable(options.purpose, 'no result in it');
	return parsed.data.result;
}

function asApiError(error: z.infer<typeof ErrorBody>): ApiError {
	return { code: String(error.error), text: error.error_description ?? '' };
}

/** Reads a result by its schema. Throws VendorError `unreadable` that names the first field which does not fit. */
export function read<S extends z.ZodTypeAny>(schema: S, value: unknown, purpose: string): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw unreadable(purpose, `${issue?.path.join('.') || 'result'}: ${issue?.message ?? 'not as expected'}`);
}

/** One command's result of a batch, or its error thrown. */
export function taken<S extends z.ZodTypeAny>(
	answer: BatchAnswer,
	name: string,
	schema: S,
	options: CallOptions,
): z.output<S> {
	const error = answer.errors[name];
	if (error) throw toVendorError(error, options);
	return read(schema, answer.results[name], options.purpose);
}
