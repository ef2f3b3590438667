import { sleep as n8nSleep } from 'n8n-workflow';
import type { z } from 'zod';
import { multipartForm } from '../../connect/multipartForm';
import type { Http, HttpResponse, RequestKind } from '../../connect/http';
import { answerIn } from './answer';
import { refusedBeforeWork, toVendorError, unreadable, type ApiError } from './apiErrors';

/** Sent with every request: without it monday answers as its newest version does, and those change each quarter. */
export const API_VERSION = '2026-10';
const API_URL = 'https://api.monday.com/v2';
const FILE_URL = 'https://api.monday.com/v2/file';

export interface CallOptions {
	kind: RequestKind;
	/** Completes "could not …", names the deal: "read deal 4711". */
	purpose: string;
	timeoutMs?: number;
	/** Names at the top of the document that may fail without spoiling the rest. */
	optional?: readonly string[];
}

export interface Variables {
	[name: string]: string | number | boolean | null | readonly string[] | readonly number[];
}

export interface UploadedFile {
	fileName: string;
	contentType: string;
	content: Buffer;
}

/** How often, and how long in all, a request waits that was refused because too many came. */
const MOST_WAITS = 3;
const LONGEST_WAIT_MS = 60_000;
const SHORTEST_WAIT_MS = 1_000;
/** Uploads of a PDF may take a while. */
const UPLOAD_MS = 60_000;

/**
 * monday's GraphQL API. Every failure is a VendorError; an answer with `errors` is one whatever its HTTP status.
 * The host is a constant; the token is put in by n8n's credential.
 */
export class MondayClient {
	constructor(
		private readonly http: Http,
		private readonly sleep: (ms: number) => Promise<void> = n8nSleep,
		readonly now: () => Date = () => new Date(),
	) {}

	/** Sends one document; answers its `data`. */
	async query(document: string, variables: Variables, options: CallOptions): Promise<Record<string, unknown>> {
		const { kind, purpose, timeoutMs } = options;
		const body = { query: document, variables };
		return this.answered(options, async () =>
			this.http.send({
				kind,
				method: 'POST',
				url: API_URL,
				headers: { 'API-Version': API_VERSION },
				body,
				timeoutMs,
				purpose,
			}),
		);
	}

	/**
	 * Sends a mutation with a file. Its only variable is `$file`; ids stand in the text, because the file endpoint
	 * takes no others in this form.
	 */
	async upload(document: string, file: UploadedFile, options: CallOptions): Promise<Record<string, unknown>> {
		const { kind, purpose } = options;
		const form = multipartForm({ query: document }, { field: 'variables[file]', ...file });
		const headers = { 'API-Version': API_VERSION, 'Content-Type': form.contentType };
		return this.answered(options, async () =>
			this.http.send({ kind, method: 'POST', url: FILE_URL, headers, body: form.body, timeoutMs: UPLOAD_MS, purpose }),
		);
	}

	/** Waits a moment, so that what happened just now is written down at monday. */
	async settle(ms: number): Promise<void> {
		await this.sleep(ms);
	}

	private async answered(options: CallOptions, send: () => Promise<HttpResponse>): Promise<Record<string, unknown>> {
		let left = LONGEST_WAIT_MS;
		for (let waits = 0; ; waits++) {
			const response = await send();
			const { data, errors, isForeign } = answerIn(response, this.now());
			const failures = errors.filter(({ path }) => path === undefined || !options.optional?.includes(path));
			const [failure] = failures;
			if (!failure) {
				if (isForeign) throw unreadable(options.purpose, 'no data in it');
				return data;
			}
			const pause = waits < MOST_WAITS ? pauseAfter(failure) : undefined;
			if (pause === undefined || pause > left)
				throw toVendorError(worst(failures), { ...options, status: response.status });
			await this.sleep(pause);
			left -= pause;
		}
	}
}

/** Milliseconds until a refused request may come again; undefined: it was refused for another reason. */
function pauseAfter(error: ApiError): number | undefined {
	return refusedBeforeWork(error) ? Math.max(error.retryAfterMs ?? 0, SHORTEST_WAIT_MS) : undefined;
}

/** Of several errors the one that says most: a later one is often only the null that the first one left behind. */
const worst = (errors: readonly ApiError[]): ApiError => errors.find(({ code }) => code !== '') ?? errors[0]!;

/** Reads an answer by its schema. Throws VendorError `unreadable` that names the first field which does not fit. */
export function read<S extends z.ZodTypeAny>(schema: S, value: unknown, purpose: string): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw unreadable(purpose, `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'not as expected'}`);
}
