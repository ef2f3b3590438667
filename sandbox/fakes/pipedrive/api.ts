import type { FakeRequest, FakeResponse } from '../types';
import { ApiError, badRequest } from './apiError';
import type { Company } from './company';
import type { RateLimits } from './limits';
import type { AuthServer } from './oauth';
import { routeOf } from './routes';
import type { QueryType, Route } from './routes/route';

export interface ApiServer {
	company: Company;
	limits: RateLimits;
	auth: AuthServer;
	apiToken: string;
}

/** One REST request: sign-in, limits, endpoint. Every refusal has the vendor's shape and status. */
export async function answerApi(server: ApiServer, request: FakeRequest): Promise<FakeResponse> {
	const { company, limits } = server;
	try {
		signIn(server, request);
		const found = routeOf(request.method, request.path);
		const refusal = limits.refuse(found?.route.tokens ?? 1);
		if (refusal) return { ...refusal, headers: { ...limits.headers(), ...refusal.headers } };
		if (!found) throw new ApiError(404, 'Unknown method .');
		const { route, ids } = found;
		const answer = await route.handle({
			company,
			ids,
			query: queryOf(route, request.query),
			body: bodyOf(request),
			raw: request.raw,
			contentType: request.headers['content-type'] ?? '',
		});
		const { status = 200, data, additional_data, isWebhook } = answer;
		const state = isWebhook ? { status: 'ok' } : {};
		return { status, headers: limits.headers(), body: { ...state, success: true, data, additional_data } };
	} catch (error) {
		if (error instanceof ApiError) return { status: error.status, headers: limits.headers(), body: error.body };
		throw error;
	}
}

/** The token in its header, or an application's bearer token. In the address it would be written into every log. */
function signIn({ company, auth, apiToken }: ApiServer, request: FakeRequest): void {
	const isRevoked = company.world.fault('pipedrive', 'token-revoked', request) !== undefined;
	const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	const isRight = request.headers['x-api-token'] === apiToken || (bearer !== undefined && auth.isValid(bearer));
	if (!isRight || isRevoked) throw new ApiError(401, 'unauthorized access');
}

const SHAPES: Record<QueryType, RegExp> = {
	integer: /^\d+$/,
	integers: /^\d+(,\d+)*$/,
	boolean: /^(true|false)$/,
	moment: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
	text: /^.+$/s,
};

function queryOf(route: Route, query: URLSearchParams): Record<string, string> {
	for (const [name, value] of query) {
		const type = route.query?.[name];
		if (!type) throw badRequest(`Validation failed: ${name}: unknown parameter`);
		if (!SHAPES[type].test(value)) throw badRequest(`Validation failed: ${name}: expected ${type}`);
	}
	return Object.fromEntries(query);
}

function bodyOf({ headers, raw, method }: FakeRequest): unknown {
	const type = headers['content-type'] ?? '';
	if (raw.length === 0 || type.startsWith('multipart/')) return undefined;
	if (method === 'GET') throw badRequest('A GET request has no body');
	if (!type.includes('application/json')) throw new ApiError(400, 'Content-Type must be application/json');
	try {
		return JSON.parse(raw.toString('utf8')) as unknown;
	} catch {
		throw badRequest('Invalid JSON');
	}
}
