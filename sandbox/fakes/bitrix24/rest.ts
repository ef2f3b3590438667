import type { FakeRequest, FakeResponse } from '../types';
import type { LeakyBucket } from './bucket';
import { methods, type Answer, type Call } from './methods';
import type { AuthServer } from './oauth';
import { isMap, parseQuery, phpMap, substitute, type Values } from './php';
import type { Portal } from './portal';
import { RestError } from './restError';

const PATH = /^\/rest\/(?:(\d+)\/([A-Za-z0-9-]+)\/)?([a-z0-9._]+?)(?:\.json)?$/i;
const MOST_COMMANDS = 50;

export interface RestServer {
	portal: Portal;
	bucket: LeakyBucket;
	auth: AuthServer;
	/** The secret in the path of the inbound webhook. */
	webhookSecret: string;
}

/** One REST request: sign-in, limits, method. Every refusal has the vendor's shape and status. */
export async function answerRest(server: RestServer, request: FakeRequest): Promise<FakeResponse> {
	try {
		const match = PATH.exec(request.path);
		if (!match) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
		const [, , secret, method = ''] = match;
		const params = { ...parseQuery(request.query.toString()), ...bodyOf(request) };
		const auth = signIn(server, request, params, secret);
		if (!server.bucket.admits()) throw new RestError(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
		const call = { portal: server.portal, auth, batched: false };
		const { result, total, next } =
			method.toLowerCase() === 'batch' ? await batch(call, params) : await run(method, { ...call, params });
		return { status: 200, body: { result, total, next, time: time() } };
	} catch (error) {
		if (error instanceof RestError) return { status: error.status, body: error.body };
		return { status: 500, body: { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' } };
	}
}

function signIn(server: RestServer, request: FakeRequest, params: Values, secret: string | undefined): Call['auth'] {
	const revoked = server.portal.world.fault('bitrix24', 'token-revoked', request) !== undefined;
	if (secret !== undefined) {
		if (secret !== server.webhookSecret || revoked)
			throw new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
		return 'webhook';
	}
	const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const state = server.auth.state(bearer ?? String(params.auth ?? params.access_token ?? ''));
	if (state === 'expired') throw new RestError(401, 'expired_token', 'The access token provided has expired.');
	if (state === 'unknown' || revoked) throw new RestError(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
	return 'application';
}

async function run(name: string, call: Call): Promise<Answer> {
	const method = methods[name.toLowerCase()];
	if (!method) throw new RestError(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
	return method(call);
}

/** Up to 50 commands one after another; HTTP is 200 even when all of them failed. */
async function batch(call: Omit<Call, 'params'>, params: Values): Promise<Answer> {
	const commands = Object.entries(isMap(params.cmd) ? params.cmd : {});
	if (commands.length === 0) throw new RestError(400, 'INVALID_ARG_VALUE', 'Parameter cmd is required');
	if (commands.length > MOST_COMMANDS)
		throw new RestError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	const totals: Record<string, number> = {};
	const nexts: Record<string, number> = {};
	for (const [name, command] of commands) {
		try {
			const [method = '', ...query] = String(command).split('?');
			if (method.toLowerCase() === 'batch')
				throw new RestError(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage');
			const own = substitute(parseQuery(query.join('?')), results) as Values;
			const answer = await run(method, { ...call, params: own, batched: true });
			results[name] = answer.result;
			if (answer.total !== undefined) totals[name] = answer.total;
			if (answer.next !== undefined) nexts[name] = answer.next;
		} catch (error) {
			if (!(error instanceof RestError)) throw error;
			errors[name] = error.body;
			if (params.halt === 1 || params.halt === '1' || params.halt === true) break;
		}
	}
	return {
		result: {
			result: phpMap(results),
			result_error: phpMap(errors),
			result_total: phpMap(totals),
			result_next: phpMap(nexts),
			result_time: [],
		},
	};
}

function bodyOf(request: FakeRequest): Values {
	const text = request.raw.toString('utf8');
	if (text.trim() === '') return {};
	if (!(request.headers['content-type'] ?? '').includes('application/json')) return parseQuery(text);
	try {
		const parsed: unknown = JSON.parse(text);
		return isMap(parsed) ? (parsed as Values) : {};
	} catch {
		throw new RestError(400, 'INVALID_REQUEST', 'Invalid JSON');
	}
}

function time(): Record<string, number> {
	const now = Date.now() / 1000;
	return {
		start: now,
		finish: now,
		duration: 0,
		processing: 0,
		operating_reset_at: Math.ceil(now) + 600,
		operating: 0,
	};
}
