import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodType } from 'zod/v4';
import { readBody } from '../gateway';

export interface Call {
	params: Record<string, string>;
	query: URLSearchParams;
	/** Checked against the route's schema. */
	body: unknown;
	request: IncomingMessage;
	response: ServerResponse;
}

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** With `{name}` for a part that varies. */
	path: string;
	summary: string;
	/** Query parameters and what they mean. */
	query?: Record<string, string>;
	body?: ZodType;
	/** Status of a good answer; left out: 200. */
	status?: number;
	/** What it answers is sent as JSON; a `Raw` as it is; undefined: the handler has answered by itself. */
	handle(call: Call): unknown;
}

/** A body that is not JSON. */
export class Raw {
	constructor(
		readonly type: string,
		readonly bytes: Buffer | string,
		readonly fileName?: string,
	) {}
}

/** A refusal with its HTTP status and a sentence for a person. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const BODY_LIMIT = 2 * 1024 * 1024;

/** Finds the route of a request and plays it. Answers false where no route has this path. */
export function createRouter(routes: readonly Route[]) {
	const table = routes.map((route) => ({ route, pattern: pathPattern(route.path) }));

	return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const here = table.filter(({ pattern }) => pattern.test(url.pathname));
		if (here.length === 0) return false;
		const match = here.find(({ route }) => route.method === request.method);
		if (!match) {
			const allow = here.map(({ route }) => route.method).join(', ');
			response.setHeader('allow', allow);
			sendError(response, new Refusal(405, `${url.pathname} takes ${allow}, not ${request.method}.`));
			return true;
		}
		try {
			const params = paramsOf(match.pattern, url.pathname);
			const body = match.route.body ? await checkedBody(request, match.route.body) : undefined;
			const answer = await match.route.handle({ params, query: url.searchParams, body, request, response });
			if (answer !== undefined) send(response, match.route.status ?? 200, answer);
		} catch (error) {
			sendError(response, error);
		}
		return true;
	};
}

function pathPattern(path: string): RegExp {
	return new RegExp(`^${path.replace(/\./g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
}

function paramsOf(pattern: RegExp, path: string): Record<string, string> {
	const groups = Object.entries(pattern.exec(path)?.groups ?? {});
	try {
		return Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)]));
	} catch {
		throw new Refusal(400, 'The address holds a broken % sequence.');
	}
}

async function checkedBody(request: IncomingMessage, schema: ZodType): Promise<unknown> {
	const text = (await readBody(request, BODY_LIMIT)).toString('utf8').trim();
	let given: unknown;
	try {
		given = text === '' ? {} : JSON.parse(text);
	} catch {
		throw new Refusal(400, 'The body is not JSON.');
	}
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
	throw new Refusal(400, problems.join('. '));
}

export function send(response: ServerResponse, status: number, answer: unknown): void {
	const raw = answer instanceof Raw ? answer : new Raw('application/json; charset=utf-8', JSON.stringify(answer));
	const named = raw.fileName
		? { 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(raw.fileName)}` }
		: {};
	response.writeHead(status, { 'content-type': raw.type, 'cache-control': 'no-store', ...named });
	response.end(raw.bytes);
}

/** Errors are `{ "error": "a sentence" }`. */
export function sendError(response: ServerResponse, error: unknown): void {
	if (response.headersSent) return void response.destroy();
	// The fakes and books say "there is no such thing" as a RangeError with a sentence.
	const status = error instanceof Refusal ? error.status : error instanceof RangeError ? 404 : 500;
	send(response, status, { error: error instanceof Error ? error.message : String(error) });
}
