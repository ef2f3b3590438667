import { sleep as n8nSleep } from 'n8n-workflow';
import { z } from 'zod';
import { Line, sendInLine } from '../../connect/line';
import { VendorError, type Http, type HttpRequest, type HttpResponse, type RequestKind } from '../../connect/http';
import { burstPause, failureOf, isTooMany, unreadable } from './apiErrors';

export interface Call {
	/** What lives in v2 is called there; files, notes, users, webhooks and the changelog exist in v1 only. */
	version: 'v1' | 'v2';
	kind?: RequestKind;
	method?: HttpRequest['method'];
	/** Begins with a slash; ids in it are digits, field codes hexadecimal. */
	path: string;
	query?: HttpRequest['query'];
	headers?: Record<string, string>;
	body?: unknown;
	/** Completes "could not …", names the deal: "read deal 4711". */
	purpose: string;
	timeoutMs?: number;
}

const Paging = z
	.object({
		next_cursor: z.string().nullish(),
		pagination: z
			.object({ more_items_in_collection: z.boolean().nullish(), next_start: z.number().nullish() })
			.nullish(),
		more_items_in_collection: z.boolean().nullish(),
	})
	.nullish();
const Envelope = z.object({ success: z.boolean().optional(), data: z.unknown(), additional_data: Paging });

/** Rows of a page: the most that v2 gives, and the most that v1 gives for files. */
const PAGE = { v2: 500, v1: 100 } as const;
/** A list never goes on for longer than this. */
const MOST_PAGES = 40;

/** Pipedrive's REST of one company. Signing is the HTTP port's. Every failure is a VendorError. */
export class PipedriveClient {
	constructor(
		private readonly http: Http,
		/** The company's domain, `acme` of acme.pipedrive.com: the account in references. */
		readonly account: string,
		private readonly sleep: (ms: number) => Promise<void> = n8nSleep,
		private readonly line: Line = new Line(),
	) {}

	/** `data` of the answer, read by its schema. */
	async data<S extends z.ZodTypeAny>(call: Call, schema: S): Promise<z.output<S>> {
		const { data } = await this.envelope(call);
		return read(schema, data, contextOf(call));
	}

	/** The same; undefined when Pipedrive says that it is not there. */
	async maybe<S extends z.ZodTypeAny>(call: Call, schema: S): Promise<z.output<S> | undefined> {
		try {
			return await this.data(call, schema);
		} catch (error) {
			if (error instanceof VendorError && error.cause_ === 'notFound') return undefined;
			return Promise.reject(error);
		}
	}

	/** All rows of a list, page after page. `most`: pages at most; `isWhole` says whether that was enough. */
	async list<S extends z.ZodTypeAny>(
		call: Call,
		schema: S,
		most = MOST_PAGES,
	): Promise<{ rows: z.output<S>[]; isWhole: boolean }> {
		const rows: z.output<S>[] = [];
		let place: HttpRequest['query'] = {};
		for (let page = 0; page < most; page++) {
			const query = { limit: PAGE[call.version], ...call.query, ...place };
			const { data, additional_data: paging } = await this.envelope({ ...call, query });
			rows.push(...(read(z.array(schema).nullable(), data, contextOf(call)) ?? []));
			const next = nextPlace(call.version, paging, rows.length);
			if (!next) return { rows, isWhole: true };
			place = next;
		}
		return { rows, isWhole: false };
	}

	private async envelope(call: Call): Promise<z.infer<typeof Envelope>> {
		const response = await this.send(call);
		const parsed = Envelope.safeParse(response.body);
		const isGood = response.status >= 200 && response.status < 300;
		if (!isGood || (parsed.success && parsed.data.success === false)) throw failureOf(response, contextOf(call));
		if (!parsed.success || typeof response.body !== 'object') throw unreadable(contextOf(call), 'no data in it');
		return parsed.data;
	}

	/**
	 * Sends, and waits its turn while the window of two seconds is full: that refusal comes before any work, so a create
	 * may be sent again too. A used-up daily budget is told at once: sending on would get the token blocked.
	 */
	private async send(call: Call): Promise<HttpResponse> {
		const { version, path, kind = 'read', method = 'GET', ...rest } = call;
		const url = `https://${this.account}.pipedrive.com/api/${version}${path}`;
		const { line, sleep } = this;
		const send = async () => this.http.send({ ...rest, kind, method, url });
		const passes = (response: HttpResponse) => isTooMany(response) && burstPause(response) !== undefined;
		return sendInLine({ line, sleep }, send, passes, burstPause);
	}
}

const contextOf = ({ purpose, kind = 'read' }: Call) => ({ purpose, kind });

function nextPlace(
	version: Call['version'],
	paging: z.infer<typeof Paging>,
	count: number,
): HttpRequest['query'] | undefined {
	if (version === 'v2') return paging?.next_cursor ? { cursor: paging.next_cursor } : undefined;
	// Files tell it beside the paging, notes inside it.
	const goesOn = paging?.pagination?.more_items_in_collection ?? paging?.more_items_in_collection;
	return goesOn ? { start: paging?.pagination?.next_start ?? count } : undefined;
}

/** Reads a result by its schema. Throws VendorError `unreadable` that names the first field which does not fit. */
export function read<S extends z.ZodTypeAny>(
	schema: S,
	value: unknown,
	context: { purpose: string; kind: RequestKind },
): z.output<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data as z.output<S>;
	const issue = parsed.error.issues[0];
	throw unreadable(context, `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'not as expected'}`);
}
